import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, ProblemError } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { MarkWord } from '../../foundation/marks.tsx'
import { bracketed, named } from '../../foundation/punctuation.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import type { BranchSound, Fact, Indicator } from './party.ts'

const marks = {
  met: { tone: 'green', icon: 'check' },
  behind: { tone: 'amber', icon: 'late' },
  not_due: { tone: 'grey', icon: 'clock' },
} as const

/** Whether a branch is sound, and why: each indicator with its rule, its figure, and what is behind it. */
export function Sound({ id }: { id: string }) {
  const say = useWords()
  const pick = usePick()
  const { data, error, refetch } = useQuery({
    queryKey: ['party', 'sound', id],
    queryFn: () => get<BranchSound>(`/api/sound/branches/${id}`),
    retry: (times, failure) => times < 2 && !(failure instanceof ProblemError && failure.status === 404),
  })
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={4} />
  const star = data.star_rows.find(({ stars }) => stars === data.stars)
  const now = data.indicators.filter((one) => one.now > 0)
  const next = data.indicators.filter((one) => one.next > 0)
  return (
    <section className="desk-section" aria-labelledby="branch-sound">
      <h2 id="branch-sound">{say('branch.sound')}</h2>
      <p className="desk-party-score">
        {data.points === null ? (
          say('party.noPoints')
        ) : (
          <>
            <strong>{say('party.points', { n: data.points })}</strong>
            {star && ` · ${pick(star)}`}
            {star?.unverified && <small className="desk-soft">{bracketed(say('party.unverified'))}</small>}
          </>
        )}
      </p>
      <p className="desk-soft">{say('branch.soundOn', { on: data.on })}</p>
      {data.needs.length > 0 && (
        <ul className="desk-party-needs">
          {data.needs.map((need) => (
            <li key={need.id}>
              <MarkWord mark={{ tone: 'red', icon: 'alarm' }} words={pick(need)} />
            </li>
          ))}
        </ul>
      )}
      <div className="desk-party-todo">
        <Todo
          title={say('branch.todoNow')}
          none={say('branch.nothingNow')}
          items={now.map((one) => [one, say('branch.thisMonth', { n: one.now })])}
        />
        <Todo
          title={say('branch.todoNext')}
          none={say('branch.nothingNext')}
          items={next.map((one) => [one, say('branch.nextMonth', { n: one.next })])}
        />
      </div>
      <div className="desk-table-scroll">
        <table className="desk-table desk-grids-table">
          <thead>
            <tr>
              <th scope="col">{say('branch.indicator')}</th>
              <th scope="col">{say('branch.score')}</th>
              <th scope="col">{say('branch.behindIt')}</th>
            </tr>
          </thead>
          <tbody>
            {data.indicators.map((indicator) => (
              <IndicatorRow key={indicator.id} branch={id} indicator={indicator} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Todo({ title, none, items }: { title: string; none: string; items: [Indicator, string][] }) {
  const pick = usePick()
  return (
    <div>
      <h3>{title}</h3>
      {items.length === 0 ? (
        <p className="desk-soft">{none}</p>
      ) : (
        <ul>
          {items.map(([indicator, words]) => (
            <li key={indicator.id}>
              {pick(indicator)} <small className="desk-soft">{words}</small>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function IndicatorRow({ branch, indicator }: { branch: string; indicator: Indicator }) {
  const say = useWords()
  const pick = usePick()
  const [isOpen, setOpen] = useState(false)
  return (
    <tr>
      <th scope="row">
        {pick(indicator)}
        <small className="desk-soft desk-block">{pick(indicator.why)}</small>
      </th>
      <td data-label={say('branch.score')}>
        <MarkWord mark={marks[indicator.state]} words={say(`branch.state.${indicator.state}`)} plain />{' '}
        {indicator.state !== 'not_due' && (
          <span className="desk-number">
            {indicator.points} / {indicator.of}
          </span>
        )}
      </td>
      <td>
        <button
          type="button"
          className="desk-text-button"
          aria-expanded={isOpen}
          aria-label={named(say('branch.behindIt'), pick(indicator))}
          onClick={() => setOpen(!isOpen)}
        >
          {say('branch.behindIt')}
        </button>
        {isOpen && <FactsBehind branch={branch} indicator={indicator} />}
      </td>
    </tr>
  )
}

function FactsBehind({ branch, indicator }: { branch: string; indicator: Indicator }) {
  const say = useWords()
  const { data, error } = useQuery({
    queryKey: ['party', 'facts', branch, indicator.id],
    queryFn: () => get<{ items: Fact[] }>(`/api/sound/branches/${branch}/facts`, { indicator: indicator.id }),
  })
  if (!data) return error ? <Failed error={error} /> : <Loading rows={1} />
  return (
    <>
      {data.items.length === 0 && <p className="desk-soft">{say('branch.noFacts')}</p>}
      <ul className="desk-plain-list">
        {data.items.map((fact) => (
          <li key={fact.id}>
            {fact.should_attend > 0
              ? say('branch.factRow', {
                  day: fact.day,
                  who: fact.held_by,
                  due: fact.should_attend,
                  came: fact.attended,
                })
              : say('branch.factTalk', { day: fact.day, who: fact.held_by })}
            {fact.made_up && bracketed(say('branch.madeUp', { day: fact.counts_for }))}
          </li>
        ))}
      </ul>
      <small className="desk-soft desk-block">
        {say('party.source', { source: indicator.source })}
        {indicator.unverified && bracketed(say('party.unverified'))}
      </small>
    </>
  )
}
