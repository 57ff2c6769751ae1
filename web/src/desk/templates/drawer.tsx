import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Drawer, Form, Input } from 'antd'
import { patch, post } from '../../foundation/api.ts'
import { CategoryInput } from '../commands/category-input.tsx'
import { useMyself } from '../shell/me.ts'
import { ProblemAlert } from '../territory/form-modal.tsx'
import type { Template } from '../types.ts'
import { useWords } from '../words/index.ts'

interface Typed {
  title: string
  text: string
  category?: string
  shared?: boolean
}

/** Writes a template anew, or rewrites one; two who rewrite at once hear of each other. */
export function TemplateDrawer({ template, onClose }: { template: Template | null; onClose(): void }) {
  const say = useWords()
  const me = useMyself()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const save = useMutation({
    mutationFn: ({ shared, ...typed }: Typed) =>
      template
        ? patch(`/api/templates/${template.id}`, {
            ...typed,
            category: typed.category ?? null,
            seen: template.changed_at,
          })
        : post('/api/templates', { ...typed, ...(shared ? { shared } : {}) }),
    onSuccess: () => {
      message.success(say('state.saved'))
      onClose()
      return client.invalidateQueries({ queryKey: ['templates'] })
    },
  })
  const required = [{ required: true, whitespace: true, message: say('matter.form.required') }]
  return (
    <Drawer
      open
      onClose={onClose}
      title={say(template ? 'operator.editTemplate' : 'templates.new')}
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
        initialValues={
          template
            ? { title: template.title, text: template.text, category: template.category ?? undefined }
            : { shared: !me.may('template.write') }
        }
        onFinish={(typed) => !save.isPending && save.mutate(typed)}
      >
        <ProblemAlert error={save.error} />
        <Form.Item name="title" label={say('templates.name')} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="text" label={say('templates.text')} rules={required}>
          <Input.TextArea autoSize={{ minRows: 6, maxRows: 18 }} maxLength={4000} showCount />
        </Form.Item>
        <Form.Item name="category" label={say('templates.category')}>
          <CategoryInput clearable />
        </Form.Item>
        {!template && me.may('template.share') && (
          <Form.Item name="shared" valuePropName="checked">
            <Checkbox disabled={!me.may('template.write')}>{say('operator.shareTemplate')}</Checkbox>
          </Form.Item>
        )}
      </Form>
    </Drawer>
  )
}
