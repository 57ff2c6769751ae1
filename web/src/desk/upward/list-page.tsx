import '../styles/by-thumb.css'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { usePaged } from '../territory/paged.ts'
import { useWords } from '../words/index.ts'
import type { Paper, PaperForm } from './paper.ts'
import { SendForm } from './send-form.tsx'

const sides = ['received', 'sent'] as const
type Side = (typeof sides)[number]
const readSide = (search: Record<string, unknown>): { side: Side } => ({
  side: sides.find((each) => each === search.side) ?? 'received',
})

/** What came from below to be answered, and what we asked or reported upward. */
export function UpwardPage() {
  const say = useWords()
  const me = useMyself()
  const go = useGo()
  const { side } = useAddress(readSide)
  const [isSending, setSending] = useState(false)
  const { data } = useQuery({
    queryKey: ['territory', 'upward', 'form'],
    queryFn: () => get<PaperForm>('/api/upward/form'),
    enabled: me.may('upward.ask'),
  })
  return (
    <div className="desk-by-thumb">
      <PageHead title={say('upward.title')} hint={say('upward.hint')}>
        {data && data.askers.length > 0 && (
          <Button type="primary" onClick={() => setSending(true)}>
            {say('upward.send')}
          </Button>
        )}
      </PageHead>
      <div className="desk-stack">
        <div>
          <Segmented<Side>
            value={side}
            onChange={(next) => go('/upward', { side: next }, { replace: true })}
            options={sides.map((each) => ({ value: each, label: say(`upward.sides.${each}`) }))}
          />
        </div>
        <Papers side={side} />
      </div>
      {isSending && data && (
        <SendForm form={data} onClose={() => setSending(false)} onSent={(id) => go(`/upward/${id}`)} />
      )}
    </div>
  )
}

function Papers({ side }: { side: Side }) {
  const say = useWords()
  const pick = usePick()
  const { query, items } = usePaged<Paper>('/api/upward', '', { side })
  if (query.isPending) return <Loading rows={4} />
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (items.length === 0)
    return <Nothing title={say(`upward.empty.${side}`)} hint={say(`upward.emptyHint.${side}`)} />
  return (
    <section className="desk-section" aria-label={say(`upward.sides.${side}`)}>
      <ul className="desk-findings">
        {items.map((item) => (
          <li key={item.id}>
            <div>
              <WayLink to={`/upward/${item.id}`}>
                <strong>{item.title}</strong>
              </WayLink>{' '}
              <StageTag paper={item} />
              <small className="desk-soft desk-block">
                {[
                  pick(item.kind),
                  side === 'received' ? item.asker.name : say('upward.to', { unit: item.superior.name }),
                  item.stage === 'waiting' && say('upward.answerBy', { day: item.answer_by }),
                  item.number,
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

/** Where a paper stands: its verdict once there is one. */
export function StageTag({ paper }: { paper: Paper }) {
  const say = useWords()
  if (paper.verdict) {
    const { verdict } = paper
    return (
      <Tag color={verdict === 'refused' || verdict === 'not_ours' ? 'red' : 'green'}>
        {say(`upward.verdicts.${verdict}`)}
      </Tag>
    )
  }
  return (
    <Tag color={paper.overdue ? 'red' : 'default'}>
      {say(paper.overdue ? 'upward.overdue' : `upward.stages.${paper.stage}`)}
    </Tag>
  )
}
