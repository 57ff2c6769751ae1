import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { usePaged } from '../territory/paged.ts'
import { useWords } from '../words/index.ts'
import { MakeForm } from './make-form.tsx'
import type { Posting, PostingForm } from './posting.ts'

const states = ['running', 'planned', 'ended'] as const
type State = (typeof states)[number]
const readState = (search: Record<string, unknown>): { state: State } => ({
  state: states.find((each) => each === search.state) ?? 'running',
})

/** Who was sent where, for how long, by whom. */
export function PostingsPage() {
  const say = useWords()
  const go = useGo()
  const { state } = useAddress(readState)
  const [isMaking, setMaking] = useState(false)
  const { data } = useQuery({
    queryKey: ['territory', 'postings', 'form'],
    queryFn: () => get<PostingForm>('/api/postings/form'),
  })
  return (
    <>
      <PageHead title={say('postings.title')} hint={say('postings.hint')}>
        {data?.may_make && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {say('postings.make')}
          </Button>
        )}
      </PageHead>
      <div className="desk-stack">
        <div>
          <Segmented<State>
            value={state}
            onChange={(next) => go('/postings', { state: next }, { replace: true })}
            options={states.map((each) => ({ value: each, label: say(`postings.states.${each}`) }))}
          />
        </div>
        <Postings state={state} />
      </div>
      {isMaking && data && (
        <MakeForm
          kinds={data.kinds}
          onClose={() => setMaking(false)}
          onMade={(id) => go(`/postings/${id}`)}
        />
      )}
    </>
  )
}

function Postings({ state }: { state: State }) {
  const say = useWords()
  const pick = usePick()
  const { query, items } = usePaged<Posting>('/api/postings', '', { state })
  if (query.isPending) return <Loading rows={4} />
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (items.length === 0)
    return <Nothing title={say(`postings.empty.${state}`)} hint={say('postings.emptyHint')} />
  return (
    <section className="desk-section" aria-label={say(`postings.states.${state}`)}>
      <ul className="desk-findings">
        {items.map((item) => (
          <li key={item.id}>
            <div>
              <WayLink to={`/postings/${item.id}`}>
                <strong>
                  {say('postings.whoWhere', { who: item.person.name, where: item.village.name })}
                </strong>
              </WayLink>{' '}
              {item.state === 'planned' && (
                <Tag color="blue">{say('postings.begins', { day: item.from })}</Tag>
              )}
              {item.state === 'called_off' && <Tag>{say('postings.calledOff')}</Tag>}
              {item.over && <Tag color="red">{say('postings.over')}</Tag>}
              <small className="desk-soft desk-block">
                {[
                  pick(item.kind),
                  item.team,
                  say('postings.from', { unit: item.sender.name }),
                  say('postings.term', {
                    from: item.from,
                    until: (item.state === 'ended' && item.ended_on) || item.until,
                  }),
                  item.ended_as && say(`postings.endedAs.${item.ended_as}`),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </div>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
    </section>
  )
}
