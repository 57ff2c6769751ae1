import { Alert } from 'antd'
import { eventWords } from '../../../../server/src/matters/words.ts'
import { usePick } from '../../foundation/both.ts'
import { dateTimeWords } from '../../foundation/time.ts'
import type { Action } from '../types.ts'
import { useWords } from '../words/index.ts'
import type { Conflict } from './give.ts'

/** Who changed what since this was opened; what was typed stays in the form. */
export function ConflictNote({ conflict, action }: { conflict: Conflict; action: Action | undefined }) {
  const say = useWords()
  const pick = usePick()
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="desk-conflict"
      title={say('matter.conflict.title')}
      description={
        <>
          <ul>
            {conflict.changes.map((change) => (
              <li key={`${change.at}${change.kind}`}>
                <time dateTime={change.at}>{dateTimeWords(change.at)}</time>{' '}
                {change.by ?? say('matter.conflict.someone')}
                {say('colon')}
                {pick(change.words ?? eventWords[change.kind] ?? { zh: change.kind, en: change.kind })}
              </li>
            ))}
          </ul>
          {action && !action.allowed ? (
            <p>
              <strong>
                {say('matter.conflict.gone')}
                {pick(action.why_not)}
              </strong>
            </p>
          ) : (
            <p>{say('matter.conflict.kept')}</p>
          )}
        </>
      }
    />
  )
}
