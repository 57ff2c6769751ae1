import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { toMatter, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { type Figures, toWhistle } from './whistles.ts'

const columns = [
  'whistles',
  'calls',
  'in_time',
  'late',
  'never',
  'escalated',
  'objected',
  'upheld',
  'unfair',
  'unsolved',
  'called_off',
] as const

interface Several {
  items: {
    id: string
    number: string
    title: string
    created_at: string
    parts: number
    whistle: string | null
  }[]
}

function SeveralMatters({
  caller,
  from,
  to,
}: {
  caller: { id: string; name: string }
  from: string
  to: string
}) {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['whistles', 'several', caller.id, from, to],
    queryFn: () => get<Several>('/api/whistles/figures/several', { caller: caller.id, from, to }),
  })
  return (
    <section className="desk-section" aria-live="polite">
      <h2>{say('whistles.severalOf', { name: caller.name })}</h2>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={3} />)}
      <ul className="desk-plain-list">
        {data?.items.map((matter) => (
          <li key={matter.id}>
            <WayLink to={toMatter(matter.id)}>
              <code>{matter.number}</code> {matter.title}
            </WayLink>{' '}
            <small className="desk-soft">
              {say('whistles.partsOf', { n: matter.parts })}
              {' · '}
              {matter.whistle ? (
                <WayLink to={toWhistle(matter.whistle)}>{say('whistles.withWhistle')}</WayLink>
              ) : (
                say('whistles.withoutWhistle')
              )}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How often an office whistled against how often it needed others, and what came of it: offices, never people. */
export function WhistleFigures() {
  const say = useWords()
  const [[from, to], setPeriod] = useState<[string, string]>([
    shanghaiDay(new Date(Date.now() - 90 * 86_400_000)),
    shanghaiDay(new Date()),
  ])
  const [several, setSeveral] = useState<{ id: string; name: string } | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['whistles', 'figures', from, to],
    queryFn: () => get<Figures>('/api/whistles/figures', { from, to }),
  })
  return (
    <div className="desk-stack">
      <div className="desk-toolbar">
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="whistle-day" htmlFor={`whistle-${end}`}>
            {say(`whistles.period.${end}`)}
            <Input
              id={`whistle-${end}`}
              type="date"
              size="large"
              value={end === 'from' ? from : to}
              min={end === 'to' ? from : undefined}
              max={end === 'from' ? to : undefined}
              onChange={({ target }) => {
                if (target.value) setPeriod(end === 'from' ? [target.value, to] : [from, target.value])
              }}
            />
          </label>
        ))}
      </div>
      <p className="desk-soft">{say('whistles.figuresHint')}</p>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && data.rows.length === 0 && <Nothing title={say('whistles.noFigures')} />}
      {data && data.rows.length > 0 && (
        <div className="desk-table-scroll">
          <table className="desk-table">
            <thead>
              <tr>
                <th scope="col">{say('whistles.office')}</th>
                <th scope="col" className="desk-number">
                  {say('whistles.figures.several')}
                </th>
                {columns.map((column) => (
                  <th key={column} scope="col" className="desk-number">
                    {say(`whistles.figures.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.street.id}>
                  <th scope="row">{row.street.name}</th>
                  <td className="desk-number">
                    <button
                      type="button"
                      className="desk-text-button"
                      disabled={row.several === 0}
                      onClick={() => setSeveral(row.street)}
                    >
                      {say('whistles.severalOfWhich', { n: row.several, whistled: row.several_whistled })}
                    </button>
                  </td>
                  {columns.map((column) => (
                    <td key={column} className="desk-number">
                      {row[column] === 0 ? (
                        0
                      ) : (
                        <WayLink
                          to="/whistles"
                          search={{ tab: 'all', behind: column, caller: row.street.id, from, to }}
                          aria-label={`${row.street.name} ${say(`whistles.figures.${column}`)} ${row[column]}`}
                        >
                          {row[column]}
                        </WayLink>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {several && <SeveralMatters caller={several} from={from} to={to} />}
    </div>
  )
}
