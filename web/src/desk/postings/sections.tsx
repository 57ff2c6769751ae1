import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { dueAtWords, stampWords } from '../../foundation/time.ts'
import { toMatter, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import type { Leave, PostingDetail, Visit } from './posting.ts'

interface SectionProps {
  posting: PostingDetail
  /** What may be done here, beside the heading. */
  side?: ReactNode
}

export function Tasks({ posting, side }: SectionProps) {
  const say = useWords()
  const pick = usePick()
  return (
    <section className="desk-section" aria-labelledby="posting-tasks">
      <div className="desk-section-head">
        <h2 id="posting-tasks">{say('postings.tasks')}</h2>
        {side}
      </div>
      {posting.tasks.length === 0 && <p className="desk-soft">{say('postings.tasksNone')}</p>}
      <ul className="desk-findings">
        {posting.tasks.map((task) => (
          <li key={task.matter_id}>
            <div>
              <WayLink to={toMatter(task.matter_id)}>{task.title}</WayLink>{' '}
              <Tag color={task.overdue ? 'red' : 'default'}>{pick(task.state_words)}</Tag>
              <small className="desk-soft desk-block">
                {[
                  say('postings.givenBy', { unit: task.given_by }),
                  task.due_at && dueAtWords(task.due_at),
                  task.number,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface LeavesProps extends SectionProps {
  /** What may be done to one leave. */
  deeds(leave: Leave): ReactNode
}

export function Leaves({ posting, side, deeds }: LeavesProps) {
  const say = useWords()
  return (
    <section className="desk-section" aria-labelledby="posting-leaves">
      <div className="desk-section-head">
        <h2 id="posting-leaves">{say('postings.leaves')}</h2>
        {side}
      </div>
      {posting.leaves.length === 0 && <p className="desk-soft">{say('postings.leavesNone')}</p>}
      <ul className="desk-findings">
        {posting.leaves.map((leave) => (
          <li key={leave.id}>
            <div>
              {say('postings.term', { from: leave.from, until: leave.until })}{' '}
              <Tag>{say(`postings.leaveStates.${leave.state}`)}</Tag>
              <small className="desk-soft desk-block">
                {[
                  leave.reason,
                  leave.decision_words,
                  leave.answer_due_at &&
                    say('postings.leaveAnswerBy', { at: dueAtWords(leave.answer_due_at) }),
                  leave.back_on && say('postings.backOn', { day: leave.back_on }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </div>
            {deeds(leave)}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface VisitsProps extends SectionProps {
  isOwn?: boolean
  deeds?(visit: Visit): ReactNode
}

export function Visits({ posting, side, isOwn, deeds }: VisitsProps) {
  const say = useWords()
  const pick = usePick()
  const query = useInfiniteQuery({
    queryKey: ['territory', 'postings', posting.id, 'visits'],
    queryFn: ({ pageParam }) => {
      const at = pageParam ? { after: pageParam } : {}
      return isOwn
        ? get<{ items: Visit[]; next: string | null }>(`/api/posting/${posting.id}/visits`, at)
        : get<{ items: Visit[]; next: string | null }>(`/api/postings/${posting.id}/visits`, at)
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="desk-section" aria-labelledby="posting-visits">
      <div className="desk-section-head">
        <h2 id="posting-visits">{say('postings.visits')}</h2>
        {side}
      </div>
      {query.isPending && <Loading rows={3} />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && <p className="desk-soft">{say('postings.visitsNone')}</p>}
      <ul className="desk-findings">
        {items.map((visit) => (
          <li key={visit.id}>
            <div>
              <strong>{[visit.day, visit.area].join(' · ')}</strong>
              {visit.households !== null && (
                <span className="desk-soft"> {say('postings.householdsCount', { n: visit.households })}</span>
              )}
              <p className="desk-weak-plan">{visit.words}</p>
              {visit.wish && (
                <small className="desk-soft desk-block">
                  {say('postings.wishOf', {
                    number: visit.wish.number,
                    owner: visit.wish.owner,
                    state: pick(visit.wish.state_words),
                  })}
                </small>
              )}
            </div>
            {deeds?.(visit)}
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

export function Judged({ posting, side, children }: SectionProps & { children?: ReactNode }) {
  const say = useWords()
  const pick = usePick()
  const { assessed } = posting
  return (
    <section className="desk-section" aria-labelledby="posting-judged">
      <div className="desk-section-head">
        <h2 id="posting-judged">{say('postings.judged')}</h2>
        {side}
      </div>
      <h3>{say('postings.byVillagers')}</h3>
      <p className="desk-soft">
        {say('postings.pollRule', {
          least: posting.poll_rule.least_returned,
          days: posting.poll_rule.within_days,
          source: posting.poll_rule.source,
        })}
        {posting.poll_rule.unverified && bracketed(say('postings.unverified'))}
      </p>
      {posting.polls.length === 0 && <p className="desk-soft">{say('postings.pollNone')}</p>}
      <ul className="desk-findings">
        {posting.polls.map((poll) => {
          const { issued, returned, satisfied, dissatisfied, unsure } = poll
          return (
            <li key={poll.id}>
              <div>
                {poll.closed_at === null
                  ? say('weak.pollOpen', { issued })
                  : satisfied === null
                    ? say('postings.pollFew', { returned: returned ?? 0, least: posting.least_shown })
                    : say('weak.pollResult', {
                        issued,
                        returned: returned ?? 0,
                        satisfied,
                        dissatisfied: dissatisfied ?? 0,
                        unsure: unsure ?? 0,
                      })}
                <small className="desk-soft desk-block">{stampWords(poll.closed_at ?? poll.opened_at)}</small>
              </div>
            </li>
          )
        })}
      </ul>
      <h3>{say('postings.bySender')}</h3>
      {assessed ? (
        <>
          <p>
            <Tag>{pick(assessed.grade)}</Tag> <span className="desk-soft">{stampWords(assessed.at)}</span>
          </p>
          <p className="desk-weak-plan">{assessed.words}</p>
        </>
      ) : (
        <p className="desk-soft">{say('postings.assessNone')}</p>
      )}
      {children}
    </section>
  )
}

export function History({ posting }: SectionProps) {
  const say = useWords()
  const pick = usePick()
  return (
    <section className="desk-section" aria-labelledby="posting-history">
      <h2 id="posting-history">{say('postings.history')}</h2>
      <ul className="desk-findings">
        {posting.history.map((step) => (
          <li key={`${step.kind} ${step.at}`}>
            <div>
              <strong>{pick(step)}</strong>
              <small className="desk-soft desk-block">
                {[stampWords(step.at), step.by ?? say('postings.house')].join(' · ')}
              </small>
              {step.text && <p className="desk-weak-plan">{step.text}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
