import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Modal } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { listed } from '../../foundation/punctuation.ts'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { FoundCommunity } from './found-community.tsx'
import { Mark } from './mark.tsx'
import { reads, useDo, usePages } from './reading.ts'
import type { BranchFeedback, BranchPage } from './types.ts'

const tones = { nothing: 'calm', not_registered: 'wait', due: 'wait', done: 'good' } as const

/** A branch sees its own members: reported in or not, and what is due. */
export function Branch() {
  const say = useWords()
  const [chosen, setChosen] = useState<string[]>([])
  const [isRegistering, setRegistering] = useState(false)
  const list = usePages<BranchPage>('/api/reporting/branch', {})
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const rule = list.data?.pages[0]?.rule
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])
  return (
    <div className="desk-stack">
      <section className="desk-section">
        <p className="desk-soft">
          {say('volunteering.branch.hint')}{' '}
          {rule &&
            rule.at_least > 0 &&
            say('volunteering.branch.rule', {
              every: say(`volunteering.branch.every.${rule.every as 'half_year'}`),
              n: rule.at_least,
              until: rule.until,
              source: rule.source,
            })}
          {rule?.unverified && say('volunteering.branch.unverified')}
        </p>
        {list.isPending && <Loading />}
        {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && items.length === 0 && <Nothing title={say('volunteering.branch.none')} />}
        {items.length > 0 && (
          <>
            <p className="desk-toolbar">
              <Button type="primary" disabled={chosen.length === 0} onClick={() => setRegistering(true)}>
                {say('volunteering.branch.register', { n: chosen.length })}
              </Button>
            </p>
            <div className="desk-table-scroll">
              <table className="desk-table desk-grids-table">
                <thead>
                  <tr>
                    <th scope="col">{say('volunteering.branch.member')}</th>
                    <th scope="col">{say('volunteering.branch.branch')}</th>
                    <th scope="col">{say('volunteering.branch.registration')}</th>
                    <th scope="col">{say('volunteering.branch.due')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ person, branch, registration, due }) => (
                    <tr key={person.id}>
                      <th scope="row">
                        <Checkbox checked={chosen.includes(person.id)} onChange={() => toggle(person.id)}>
                          {person.name}
                        </Checkbox>
                      </th>
                      <td data-label={say('volunteering.branch.branch')}>{branch.name}</td>
                      <td data-label={say('volunteering.branch.registration')}>
                        {registration?.community ?? '—'}
                        {registration?.state === 'proposed' && say('volunteering.branch.proposed')}
                      </td>
                      <td data-label={say('volunteering.branch.due')}>
                        <Mark tone={tones[due]}>{say(`volunteering.branch.dues.${due}`)}</Mark>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
        {list.hasNextPage && (
          <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {say('volunteering.more')}
          </Button>
        )}
      </section>
      <Feedback />
      {isRegistering && (
        <Register
          people={chosen}
          onClose={(isDone) => {
            setRegistering(false)
            if (isDone) setChosen([])
          }}
        />
      )}
    </div>
  )
}

function Register({ people, onClose }: { people: string[]; onClose(isDone: boolean): void }) {
  const say = useWords()
  const [form] = Form.useForm<{ community_id: string }>()
  const send = useDo(
    ({ community_id }: { community_id: string }) =>
      post('/api/reporting/branch/register', { person_ids: people, community_id }),
    () => onClose(true),
  )
  return (
    <Modal
      open
      title={say('volunteering.branch.registerTitle')}
      onCancel={() => onClose(false)}
      onOk={() => form.submit()}
      okText={say('act.send')}
      cancelText={say('act.cancel')}
      confirmLoading={send.isPending}
    >
      <Form form={form} layout="vertical" onFinish={(typed) => send.mutate(typed)}>
        <Form.Item
          name="community_id"
          label={say('volunteering.branch.community')}
          rules={[{ required: true, message: say('volunteering.form.required') }]}
        >
          <FoundCommunity />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** What arrived of the last quarter. */
function Feedback() {
  const say = useWords()
  const told = useQuery({
    queryKey: [reads, 'feedback'],
    queryFn: () => get<BranchFeedback>('/api/reporting/branch/feedback'),
  })
  if (!told.data) return told.error ? <Failed error={told.error} onRetry={() => void told.refetch()} /> : null
  const { quarter, items } = told.data
  return (
    <section className="desk-section">
      <h2>{say('volunteering.branch.feedback', { quarter })}</h2>
      <p className="desk-soft">
        {say(items.length === 0 ? 'volunteering.branch.noFeedback' : 'volunteering.branch.feedbackHint')}
      </p>
      <ul className="desk-findings">
        {items.map(({ person, branch, content }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that is only read, of people who may have one name
          <li key={index}>
            <div>
              <strong>{person ?? say('volunteering.branch.gone')}</strong>{' '}
              <span className="desk-soft">{branch}</span>
              <small className="desk-soft desk-block">
                {content.communities.length > 0
                  ? listed(content.communities)
                  : say('volunteering.branch.notReported')}
                {' · '}
                {say('volunteering.branch.told', {
                  asked: content.asked,
                  answered: content.answered,
                  came: content.came,
                  tasks: content.tasks,
                  minutes: content.minutes,
                })}
              </small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
