import '../styles/weak.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { stampWords } from '../../foundation/time.ts'
import { useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { usePaged } from '../territory/paged.ts'
import { useWords } from '../words/index.ts'
import { FactForm } from './fact-forms.tsx'
import { Reasons } from './reasons.tsx'
import { TeamsSection } from './teams.tsx'
import { type CaseState, type Overview, states, type WeakCase } from './weak.ts'

const readState = (search: Record<string, unknown>): { state: CaseState } => ({
  state: states.find((each) => each === search.state) ?? 'candidate',
})

/** Branches that facts point to, those being put right, and those watched. */
export function WeakPage() {
  const say = useWords()
  const me = useMyself()
  const go = useGo()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { state } = useAddress(readState)
  const [isEntering, setEntering] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'weak', 'overview'],
    queryFn: () => get<Overview>('/api/weak/overview'),
  })
  const look = useMutation({
    mutationFn: () => post<{ branches: number; found: number }>('/api/weak/survey'),
    onSuccess: (found) => {
      message.success(say('weak.surveyDone', found))
      return client.invalidateQueries({ queryKey: ['territory'] })
    },
    onError: (problem) => void message.error(problemWords(problem)),
  })
  const count = (each: CaseState) => data?.counts[each] ?? 0
  return (
    <>
      <PageHead title={say('weak.title')} hint={say('weak.hint')}>
        {me.may('weak.decide') && <Button onClick={() => setEntering(true)}>{say('weak.enter')}</Button>}
        {me.may('weak.survey') && (
          <Button type="primary" loading={look.isPending} onClick={() => look.mutate()}>
            {say('weak.survey')}
          </Button>
        )}
      </PageHead>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && (
        <div className="desk-stack">
          <p className="desk-soft">
            {data.survey
              ? say('weak.surveyed', { ...data.survey, at: stampWords(data.survey.at) })
              : say('weak.surveyNone')}
          </p>
          <div className="desk-weak-states">
            <Segmented<CaseState>
              value={state}
              onChange={(next) => go('/weak', { state: next }, { replace: true })}
              options={states.map((each) => ({
                value: each,
                label: say('weak.statesCount', { state: say(`weak.states.${each}`), n: count(each) }),
              }))}
            />
          </div>
          <Cases state={state} />
          <TeamsSection />
        </div>
      )}
      {isEntering && data && <FactForm situations={data.situations} onClose={() => setEntering(false)} />}
    </>
  )
}

function Cases({ state }: { state: CaseState }) {
  const say = useWords()
  const { query, items } = usePaged<WeakCase>('/api/weak', '', { state })
  if (query.isPending) return <Loading rows={4} />
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (items.length === 0) return <Nothing title={say(`weak.empty.${state}`)} hint={say('weak.emptyHint')} />
  return (
    <section className="desk-section" aria-label={say(`weak.states.${state}`)}>
      <ul className="desk-findings">
        {items.map((item) => (
          <li key={item.id}>
            <div>
              <WayLink to={`/weak/${item.id}`}>
                <strong>{item.branch.name}</strong>
              </WayLink>{' '}
              {item.overdue && <Tag color="red">{say('weak.overdue')}</Tag>}
              <small className="desk-soft desk-block">
                {[
                  item.area,
                  item.state === 'listed' && item.due_on && say('weak.dueBy', { day: item.due_on }),
                  item.state === 'accepted' &&
                    item.watch_until &&
                    say('weak.watched', { day: item.watch_until }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
              <Reasons reasons={item.reasons} brief />
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
