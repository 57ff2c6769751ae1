import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Form, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { get, post, remove } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { CategoryInput } from '../commands/category-input.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useTerms } from '../terms.ts'
import type { Template } from '../types.ts'
import { useWords } from '../words/index.ts'

interface NewTemplate {
  title: string
  text: string
  category?: string
}

function useTemplates() {
  return useQuery({
    queryKey: ['templates', ''],
    queryFn: () => get<{ items: Template[] }>('/api/templates'),
  })
}

function NewTemplateDrawer({ open, onClose }: { open: boolean; onClose(): void }) {
  const say = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<NewTemplate>()
  const save = useMutation({
    mutationFn: (template: NewTemplate) => post('/api/templates', template),
    onSuccess: () => {
      message.success(say('state.saved'))
      form.resetFields()
      onClose()
      return client.invalidateQueries({ queryKey: ['templates'] })
    },
  })
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={say('templates.new')}
      size={520}
      footer={
        <div className="desk-command-foot">
          <Button onClick={onClose}>{say('act.cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {say('act.save')}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        onFinish={(typed) => !save.isPending && save.mutate(typed)}
      >
        {save.error && (
          <Alert type="error" showIcon title={problemWords(save.error)} className="desk-conflict" />
        )}
        <Form.Item
          name="title"
          label={say('templates.name')}
          rules={[{ required: true, whitespace: true, message: say('matter.form.required') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="text"
          label={say('templates.text')}
          rules={[{ required: true, whitespace: true, message: say('matter.form.required') }]}
        >
          <Input.TextArea autoSize={{ minRows: 6, maxRows: 18 }} maxLength={4000} showCount />
        </Form.Item>
        <Form.Item name="category" label={say('templates.category')}>
          <CategoryInput clearable />
        </Form.Item>
      </Form>
    </Drawer>
  )
}

/** Answers that are written again and again, of this organisation and of the whole house. */
export function TemplatesPage() {
  const say = useWords()
  const pick = usePick()
  const me = useMyself()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { categoryOf } = useTerms()
  const { data, error, refetch } = useTemplates()
  const [isNew, setNew] = useState(false)
  const retire = useMutation({
    mutationFn: (id: string) => remove(`/api/templates/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }),
    onError: (failure) => void message.error(problemWords(failure)),
  })
  const own = new Set(me.duties.map(({ organisation }) => organisation.id))
  return (
    <>
      <PageHead title={say('templates.title')} hint={say('templates.hint')}>
        <Button type="primary" onClick={() => setNew(true)}>
          {say('templates.new')}
        </Button>
      </PageHead>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.items.length === 0 && <Nothing title={say('templates.empty')} />}
      <div className="desk-tiles">
        {data?.items.map((template) => (
          <article key={template.id} className="desk-section">
            <h2>
              {template.title}{' '}
              <small>
                {template.category
                  ? pick(categoryOf(template.category) ?? { zh: template.category, en: template.category })
                  : say('templates.anyCategory')}
                {template.organisation_id === null && ` · ${say('templates.shared')}`}
              </small>
            </h2>
            <p className="desk-words">{template.text}</p>
            {template.organisation_id && own.has(template.organisation_id) && (
              <Popconfirm
                title={say('templates.retire')}
                description={say('templates.retireConfirm')}
                okText={say('templates.retire')}
                cancelText={say('act.cancel')}
                onConfirm={() => retire.mutateAsync(template.id)}
              >
                <Button size="small" danger>
                  {say('templates.retire')}
                </Button>
              </Popconfirm>
            )}
          </article>
        ))}
      </div>
      <NewTemplateDrawer open={isNew} onClose={() => setNew(false)} />
    </>
  )
}
