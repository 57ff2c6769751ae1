import { App, Button, Form, Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { stampWords } from '../../foundation/time.ts'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { useDo, usePages } from './reading.ts'
import type { Registration, RegistrationList } from './types.ts'
import { WordsModal } from './words-modal.tsx'

type Deed = { of: Registration; as: 'refuse' | 'look' | 'evaluate' }

/** Who reported in with the community: to be confirmed first, then those who are here. */
export function Registrations() {
  const say = useWords()
  const [kind, setKind] = useState<'member' | 'unit'>('member')
  return (
    <div className="desk-stack">
      <Segmented
        value={kind}
        onChange={setKind}
        options={[
          { value: 'member', label: say('volunteering.registrations.members') },
          { value: 'unit', label: say('volunteering.registrations.units') },
        ]}
      />
      <List kind={kind} state="proposed" />
      <List kind={kind} state="confirmed" />
    </div>
  )
}

function List({ kind, state }: { kind: 'member' | 'unit'; state: 'proposed' | 'confirmed' }) {
  const say = useWords()
  const pick = usePick()
  const { modal } = App.useApp()
  const [deed, setDeed] = useState<Deed | null>(null)
  const list = usePages<RegistrationList>('/api/reporting/registrations', { kind, state })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const grades = list.data?.pages[0]?.grades ?? []
  const decide = useDo(({ id }: Registration) =>
    post(`/api/reporting/registrations/${id}/decide`, { decision: 'confirm' }),
  )
  const isWaiting = state === 'proposed'
  async function look({ id, name }: Registration, reason: string) {
    const shown = await post<{ name: string; phone: string | null }>(
      `/api/reporting/registrations/${id}/phone`,
      { reason },
    )
    modal.info({
      title: shown.phone
        ? say('volunteering.registrations.shown', { name: shown.name || name, phone: shown.phone })
        : say('volunteering.registrations.noPhone'),
      okText: say('act.close'),
    })
  }
  return (
    <section className="desk-section">
      <h2>
        {say(isWaiting ? 'volunteering.registrations.waiting' : 'volunteering.registrations.confirmed')}
      </h2>
      {list.isPending && <Loading rows={2} />}
      {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess &&
        items.length === 0 &&
        (isWaiting ? (
          <p className="desk-soft">{say('volunteering.registrations.noneWaiting')}</p>
        ) : (
          <Nothing title={say('volunteering.registrations.noneConfirmed')} />
        ))}
      <ul className="desk-findings">
        {items.map((item) => (
          <li key={item.id}>
            <div>
              <strong>{item.name}</strong>{' '}
              {item.kind === 'member' && <span className="desk-soft">{item.organisation.name}</span>}
              <small className="desk-soft desk-block">
                {[
                  item.phone,
                  stampWords(item.decided_at ?? item.proposed_at),
                  say(`volunteering.registrations.by.${item.by}`),
                  item.evaluated &&
                    say('volunteering.registrations.evaluated', {
                      grade: pick(grades.find(({ id }) => id === item.evaluated)),
                    }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </div>
            <span className="desk-toolbar">
              {item.phone && (
                <Button size="small" onClick={() => setDeed({ of: item, as: 'look' })}>
                  {say('volunteering.registrations.look')}
                </Button>
              )}
              {item.may_decide && (
                <>
                  <Button
                    size="small"
                    type="primary"
                    loading={decide.isPending && decide.variables?.id === item.id}
                    onClick={() => decide.mutate(item)}
                  >
                    {say('volunteering.registrations.confirm')}
                  </Button>
                  <Button size="small" onClick={() => setDeed({ of: item, as: 'refuse' })}>
                    {say('volunteering.registrations.refuse')}
                  </Button>
                </>
              )}
              {!isWaiting && item.evaluated === null && (
                <Button size="small" onClick={() => setDeed({ of: item, as: 'evaluate' })}>
                  {say('volunteering.registrations.evaluate')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {say('volunteering.more')}
        </Button>
      )}
      {deed?.as === 'refuse' && (
        <WordsModal
          danger
          title={say('volunteering.registrations.refuse')}
          label={say('volunteering.registrations.refuseReason')}
          send={(reason) =>
            post(`/api/reporting/registrations/${deed.of.id}/decide`, { decision: 'refuse', reason })
          }
          onClose={() => setDeed(null)}
        />
      )}
      {deed?.as === 'look' && (
        <WordsModal
          title={say('volunteering.registrations.look')}
          label={say('volunteering.registrations.lookReason')}
          send={(reason) => look(deed.of, reason)}
          onClose={() => setDeed(null)}
        />
      )}
      {deed?.as === 'evaluate' && <Evaluate id={deed.of.id} grades={grades} onClose={() => setDeed(null)} />}
    </section>
  )
}

interface EvaluateProps {
  id: string
  grades: RegistrationList['grades']
  title?: string
  onClose(): void
}

/** Once a year; what was said goes to the other side. */
export function Evaluate({ id, grades, title, onClose }: EvaluateProps) {
  const say = useWords()
  const pick = usePick()
  const [form] = Form.useForm<{ grade: string; words?: string }>()
  const send = useDo(
    (typed: { grade: string; words?: string }) =>
      post(`/api/reporting/registrations/${id}/evaluate`, { grade: typed.grade, words: typed.words ?? null }),
    onClose,
  )
  return (
    <Modal
      open
      title={title ?? say('volunteering.registrations.evaluate')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={say('act.save')}
      cancelText={say('act.cancel')}
      confirmLoading={send.isPending}
    >
      <Form form={form} layout="vertical" onFinish={(typed) => send.mutate(typed)}>
        <Form.Item
          name="grade"
          label={say('volunteering.registrations.grade')}
          rules={[{ required: true, message: say('volunteering.form.required') }]}
        >
          <Select options={grades.map((grade) => ({ value: grade.id, label: pick(grade) }))} />
        </Form.Item>
        <Form.Item name="words" label={say('volunteering.registrations.words')}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
