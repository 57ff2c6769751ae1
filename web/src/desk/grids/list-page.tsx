import { useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { type Both, get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { shanghaiDay, stampWords } from '../../foundation/time.ts'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { usePaged } from '../territory/paged.ts'
import { useWords } from '../words/index.ts'
import { DecideForm, ProposeForm } from './list-forms.tsx'

interface Lasting {
  effective_from: string
  effective_to: string | null
}

interface Listed extends Both, Lasting {
  id: string
  from: 'pack' | 'admission'
  basis: string
  document: string | null
  area: { id: string; name: string } | null
  unverified: boolean
  note: string | null
  approved_by: string | null
}

interface GridList {
  name: Both
  source: string
  unverified: boolean
  covers_requests: boolean
  items: Listed[]
}

export interface Admission extends Both, Lasting {
  id: string
  basis: string
  document: string | null
  area: { id: string; name: string } | null
  state: 'proposed' | 'approved' | 'refused' | 'withdrawn'
  proposed_by: { name: string; organisation: string }
  proposed_at: string
  decided_by: { name: string; organisation: string } | null
  decided_at: string | null
  decision_reason: string | null
}

const tones = { proposed: 'orange', approved: 'green', refused: 'red', withdrawn: 'default' } as const

/** From when to when, and whether that is over. */
function Holds({ item }: { item: Lasting }) {
  const say = useWords()
  const today = shanghaiDay(new Date())
  const { effective_from: from, effective_to: to } = item
  return (
    <>
      {to ? say('gridList.fromTo', { from, to }) : say('gridList.fromOn', { from })}{' '}
      {to !== null && to < today && <Tag color="red">{say('gridList.expired')}</Tag>}
      {from > today && <Tag>{say('gridList.coming')}</Tag>}
    </>
  )
}

/** What a grid may be asked to do, on what it stands, and how something gets on the list. */
export function GridListPage() {
  const say = useWords()
  const pick = usePick()
  const me = useMyself()
  const [isProposing, setProposing] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'grid-list'],
    queryFn: () => get<GridList>('/api/grid-list'),
  })
  return (
    <>
      <PageHead title={say('gridList.title')} hint={say('gridList.hint')}>
        {me.may('grid_list.propose') && (
          <Button type="primary" onClick={() => setProposing(true)}>
            {say('gridList.propose')}
          </Button>
        )}
      </PageHead>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && (
        <div className="desk-stack">
          <section className="desk-section" aria-labelledby="list-now">
            <h2 id="list-now">{say('gridList.now', { n: data.items.length })}</h2>
            <p className="desk-soft">
              {say('gridList.source', { source: data.source })}
              {data.unverified && bracketed(say('grids.unverified'))}{' '}
              {say(data.covers_requests ? 'gridList.coversRequests' : 'gridList.coversNot')}
            </p>
            {data.items.length === 0 ? (
              <Nothing title={say('gridList.noItems')} />
            ) : (
              <div className="desk-table-scroll">
                <table className="desk-table desk-grids-table">
                  <thead>
                    <tr>
                      <th scope="col">{say('gridList.item')}</th>
                      <th scope="col">{say('gridList.basis')}</th>
                      <th scope="col">{say('gridList.valid')}</th>
                      <th scope="col">{say('gridList.where')}</th>
                      <th scope="col">{say('gridList.from')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.items.map((item) => (
                      <tr key={item.id}>
                        <th scope="row">{pick(item)}</th>
                        <td data-label={say('gridList.basis')}>
                          {item.basis}
                          {item.document && ` · ${item.document}`}
                          {item.unverified && bracketed(say('grids.unverified'))}
                        </td>
                        <td data-label={say('gridList.valid')}>
                          <Holds item={item} />
                        </td>
                        <td data-label={say('gridList.where')}>
                          {item.area?.name ?? say('gridList.everywhere')}
                        </td>
                        <td data-label={say('gridList.from')}>
                          {item.from === 'pack'
                            ? say('gridList.pack')
                            : [say('gridList.admitted'), item.approved_by].filter(Boolean).join(' · ')}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            {[...new Set(data.items.flatMap(({ note }) => note ?? []))].map((note) => (
              <p key={note} className="desk-soft">
                {note}
              </p>
            ))}
          </section>
          <Admissions />
        </div>
      )}
      {isProposing && <ProposeForm onClose={() => setProposing(false)} />}
    </>
  )
}

type Step = { admission: Admission; as: 'approve' | 'refuse' | 'end' }

function Admissions() {
  const say = useWords()
  const pick = usePick()
  const me = useMyself()
  const { query, items } = usePaged<Admission>('/api/grid-list/admissions', '')
  const [step, setStep] = useState<Step | null>(null)
  const mine = new Set(me.duties.map(({ organisation }) => organisation.name))
  return (
    <section className="desk-section" aria-labelledby="list-admissions">
      <h2 id="list-admissions">{say('gridList.admissions')}</h2>
      <p className="desk-soft">{say('gridList.proposeHint')}</p>
      {query.isPending && <Loading rows={2} />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <p className="desk-soft">{say('gridList.noAdmissions')}</p>}
      <ul className="desk-findings">
        {items.map((admission) => (
          <li key={admission.id}>
            <div>
              <strong>{pick(admission)}</strong>{' '}
              <Tag color={tones[admission.state]}>{say(`gridList.state.${admission.state}`)}</Tag>
              <Holds item={admission} />
              <small className="desk-soft desk-block">
                {[admission.basis, admission.document, admission.area?.name ?? say('gridList.everywhere')]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
              <small className="desk-soft desk-block">
                {say('gridList.proposedBy', {
                  ...admission.proposed_by,
                  at: stampWords(admission.proposed_at),
                })}
              </small>
              {admission.decided_by && admission.decided_at && (
                <small className="desk-soft desk-block">
                  {say('gridList.decidedBy', {
                    ...admission.decided_by,
                    at: stampWords(admission.decided_at),
                    reason: admission.decision_reason ?? '',
                  })}
                </small>
              )}
            </div>
            <span className="desk-toolbar">
              {admission.state === 'proposed' &&
                me.may('grid_list.decide') &&
                !mine.has(admission.proposed_by.organisation) && (
                  <>
                    <Button size="small" type="primary" onClick={() => setStep({ admission, as: 'approve' })}>
                      {say('gridList.approve')}
                    </Button>
                    <Button size="small" onClick={() => setStep({ admission, as: 'refuse' })}>
                      {say('gridList.refuse')}
                    </Button>
                  </>
                )}
              {(admission.state === 'proposed' || admission.state === 'approved') &&
                me.may('grid_list.propose') && (
                  <Button size="small" onClick={() => setStep({ admission, as: 'end' })}>
                    {say('gridList.end')}
                  </Button>
                )}
            </span>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
      {step && <DecideForm {...step} onClose={() => setStep(null)} />}
    </section>
  )
}
