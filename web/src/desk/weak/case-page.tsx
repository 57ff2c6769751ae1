import '../styles/weak.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Button, Tag } from 'antd'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { dueAtWords, stampWords } from '../../foundation/time.ts'
import { toMatter, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { MilestoneForm, PlanForm, type Verdict, VerdictForm } from './case-forms.tsx'
import { EnteredFacts } from './fact-forms.tsx'
import { PollSection } from './poll-section.tsx'
import { Reasons } from './reasons.tsx'
import type { CaseDetail } from './weak.ts'

type Open = Verdict | 'plan' | 'milestone' | null

/** One branch: what the facts say, what people decided, the plan and how far it is. */
export function WeakCasePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'weak', 'case', id],
    queryFn: () => get<CaseDetail>(`/api/weak/${id}`),
  })
  if (data) return <Case found={data} />
  return error ? <Failed isPage error={error} onRetry={() => void refetch()} /> : <Loading />
}

function Case({ found }: { found: CaseDetail }) {
  const say = useWords()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const { state, may_decide: may } = found
  const day = new Date().toISOString().slice(0, 10)
  return (
    <>
      <PageHead title={found.branch.name} hint={found.area ?? ''}>
        <Tag>{say(`weak.states.${state}`)}</Tag>
        {state === 'listed' && found.due_on && (
          <Tag color={found.overdue ? 'red' : 'default'}>{say('weak.dueBy', { day: found.due_on })}</Tag>
        )}
        {state === 'accepted' && found.watch_until && (
          <Tag>{say('weak.watched', { day: found.watch_until })}</Tag>
        )}
        {may && state === 'candidate' && (
          <>
            <Button onClick={() => setOpen('reject')}>{say('weak.reject')}</Button>
            <Button type="primary" onClick={() => setOpen('confirm')}>
              {say('weak.confirm')}
            </Button>
          </>
        )}
        {may && state === 'listed' && (
          <Button type="primary" disabled={found.lacking.length > 0} onClick={() => setOpen('accept')}>
            {say('weak.accept')}
          </Button>
        )}
        {may && state === 'accepted' && (
          <>
            <Button onClick={() => setOpen('listAgain')}>{say('weak.listAgain')}</Button>
            <Button
              type="primary"
              disabled={found.watch_until !== null && found.watch_until > day}
              onClick={() => setOpen('release')}
            >
              {say('weak.release')}
            </Button>
          </>
        )}
      </PageHead>
      <div className="desk-stack">
        {state === 'listed' && found.lacking.length > 0 && (
          <Alert
            type="info"
            showIcon
            title={say('weak.lackingTitle')}
            description={found.lacking.map((each) => say(`weak.lacking.${each}`)).join(say('comma'))}
          />
        )}
        <section className="desk-section" aria-labelledby="weak-reasons">
          <h2 id="weak-reasons">
            {say('weak.reasons')}{' '}
            <small>{say('weak.reasonsAt', { at: stampWords(found.refreshed_at) })}</small>
          </h2>
          <Reasons reasons={found.reasons} />
          {may && <EnteredFacts branchId={found.branch.id} />}
          {found.decided && (
            <p>
              {say('weak.decided', {
                by: found.decided.by ?? say('weak.house'),
                at: stampWords(found.decided.at),
                reason: found.decided.reason,
              })}
            </p>
          )}
        </section>
        {(found.plan !== null || state === 'listed') && (
          <>
            <Plan found={found} onOpen={setOpen} />
            <Milestones found={found} onOpen={setOpen} />
            <PollSection found={found} />
          </>
        )}
        <History found={found} />
      </div>
      {open === 'plan' && <PlanForm found={found} onClose={close} />}
      {open === 'milestone' && <MilestoneForm found={found} onClose={close} />}
      {open !== null && open !== 'plan' && open !== 'milestone' && (
        <VerdictForm found={found} as={open} onClose={close} />
      )}
    </>
  )
}

interface PartProps {
  found: CaseDetail
  onOpen(open: Open): void
}

function Plan({ found, onOpen }: PartProps) {
  const say = useWords()
  const pick = usePick()
  const { rule } = found
  return (
    <section className="desk-section" aria-labelledby="weak-plan">
      <div className="desk-section-head">
        <h2 id="weak-plan">{say('weak.plan')}</h2>
        {found.may_decide && found.state === 'listed' && (
          <Button size="small" onClick={() => onOpen('plan')}>
            {say('weak.writePlan')}
          </Button>
        )}
      </div>
      {found.plan ? (
        <p className="desk-weak-plan">{found.plan}</p>
      ) : (
        <p className="desk-soft">{say('weak.planNone')}</p>
      )}
      <h3>{say('weak.helpers')}</h3>
      <dl className="desk-facts">
        {found.helpers.map((helper) => [
          <dt key={`${helper.kind} name`}>{pick(helper)}</dt>,
          <dd key={helper.kind}>
            {helper.person?.name ?? helper.organisation?.name ?? (
              <span className="desk-soft">{say('weak.helperNone')}</span>
            )}
          </dd>,
        ])}
      </dl>
      <p className="desk-soft">
        {say('weak.rule', { longest: rule.longest_months, watch: rule.watch_months, source: rule.source })}
        {rule.unverified && bracketed(say('weak.unverified'))}
      </p>
    </section>
  )
}

function Milestones({ found, onOpen }: PartProps) {
  const say = useWords()
  const pick = usePick()
  return (
    <section className="desk-section" aria-labelledby="weak-milestones">
      <div className="desk-section-head">
        <h2 id="weak-milestones">{say('weak.milestones')}</h2>
        {found.may_decide && found.state === 'listed' && (
          <Button size="small" onClick={() => onOpen('milestone')}>
            {say('weak.addMilestone')}
          </Button>
        )}
      </div>
      {found.milestones.length === 0 && <p className="desk-soft">{say('weak.milestonesNone')}</p>}
      <ul className="desk-findings">
        {found.milestones.map((milestone) => (
          <li key={milestone.matter_id}>
            <div>
              <WayLink to={toMatter(milestone.matter_id)}>{milestone.title}</WayLink>{' '}
              <Tag color={milestone.overdue ? 'red' : 'default'}>{pick(milestone.state_words)}</Tag>
              <small className="desk-soft desk-block">
                {[milestone.owner, milestone.due_at && dueAtWords(milestone.due_at), milestone.number]
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

function History({ found }: { found: CaseDetail }) {
  const say = useWords()
  const pick = usePick()
  return (
    <section className="desk-section" aria-labelledby="weak-history">
      <h2 id="weak-history">{say('weak.history')}</h2>
      <ul className="desk-findings">
        {found.history.map((step) => (
          <li key={`${step.kind} ${step.at}`}>
            <div>
              <strong>{pick(step)}</strong>
              <small className="desk-soft desk-block">
                {[stampWords(step.at), step.by ?? say('weak.house')].join(' · ')}
              </small>
              {step.text && <p className="desk-weak-plan">{step.text}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
