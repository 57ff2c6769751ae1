import { Alert, Button, Progress } from 'antd'
import { eventWords } from '../../../../server/src/matters/words.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { toMatter, WayLink } from '../../foundation/ways.tsx'
import { useWords } from '../words/index.ts'
import { type Batch, canGoOn } from './batch.ts'

interface ResultsProps {
  batch: Batch
  isRunning: boolean
  error: unknown
  onResume(): void
}

const tones = { done: 'green', conflict: 'amber', refused: 'red', failed: 'red', waiting: 'grey' } as const

/** What became of each: done, changed by somebody meanwhile, refused; and how to go on where it broke. */
export function Results({ batch, isRunning, error, onResume }: ResultsProps) {
  const say = useWords()
  const pick = usePick()
  const answers = new Map(batch.results.map((result) => [result.id, result]))
  const done = batch.results.filter(({ result }) => result === 'done').length
  const all = batch.rows.length
  return (
    <div className="desk-bulk-results">
      <Progress
        percent={Math.round((batch.results.length / all) * 100)}
        status={error ? 'exception' : isRunning ? 'active' : 'normal'}
        aria-label={say('bulk.running', { done: batch.results.length, all })}
      />
      <p role="status">
        {isRunning || error
          ? say('bulk.running', { done: batch.results.length, all })
          : say('bulk.summary', { done, other: all - done })}
      </p>
      {error !== null && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={
            canGoOn(error) ? say('bulk.interrupted', { done: batch.results.length }) : problemWords(error)
          }
          action={
            <Button size="small" type="primary" onClick={onResume}>
              {say('bulk.resume')}
            </Button>
          }
        />
      )}
      <ul className="desk-bulk-rows">
        {batch.rows.map((row) => {
          const answer = answers.get(row.id)
          const result = answer?.result ?? 'waiting'
          return (
            <li key={row.id}>
              <span>
                <WayLink to={toMatter(row.id)}>{row.title}</WayLink>
                <small className="desk-soft">{row.number}</small>
              </span>
              <div className="desk-bulk-effect">
                <span className="desk-flag" data-tone={tones[result]}>
                  {say(`bulk.result.${result}`)}
                </span>
                {answer?.words && result !== 'conflict' && <small>{pick(answer.words)}</small>}
                {answer?.changes.map((change) => (
                  <small key={`${change.at}${change.kind}`}>
                    {change.by ?? say('matter.conflict.someone')}
                    {say('colon')}
                    {pick(eventWords[change.kind] ?? { zh: change.kind, en: change.kind })}
                  </small>
                ))}
              </div>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
