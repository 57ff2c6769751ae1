import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { get, remove } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { stampWords } from '../../foundation/time.ts'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useTerms } from '../terms.ts'
import type { Template } from '../types.ts'
import { useWords } from '../words/index.ts'
import { TemplateDrawer } from './drawer.tsx'

function useTemplates() {
  return useQuery({
    queryKey: ['templates', ''],
    queryFn: () => get<{ items: Template[] }>('/api/templates'),
  })
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
  const [writing, setWriting] = useState<Template | 'new' | null>(null)
  const retire = useMutation({
    mutationFn: (id: string) => remove(`/api/templates/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }),
    onError: (failure) => void message.error(problemWords(failure)),
  })
  return (
    <>
      <PageHead title={say('templates.title')} hint={say('templates.hint')}>
        {(me.may('template.write') || me.may('template.share')) && (
          <Button type="primary" onClick={() => setWriting('new')}>
            {say('templates.new')}
          </Button>
        )}
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
                {` · ${template.organisation ?? say('templates.shared')}`}
              </small>
            </h2>
            <p className="desk-words">{template.text}</p>
            {template.changed_by && (
              <p className="desk-soft">
                {say('operator.changedAt', {
                  who: template.changed_by,
                  at: stampWords(template.changed_at),
                })}
              </p>
            )}
            {template.may_write && (
              <div className="desk-toolbar">
                <Button size="small" onClick={() => setWriting(template)}>
                  {say('operator.edit')}
                </Button>
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
              </div>
            )}
          </article>
        ))}
      </div>
      {writing && (
        <TemplateDrawer template={writing === 'new' ? null : writing} onClose={() => setWriting(null)} />
      )}
    </>
  )
}
