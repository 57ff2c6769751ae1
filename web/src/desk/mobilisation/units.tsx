import { Button } from 'antd'
import { useState } from 'react'
import { stampWords } from '../../foundation/time.ts'
import { Nothing } from '../shell/answers.tsx'
import { FoundInput } from '../territory/found-input.tsx'
import { useWords } from '../words/index.ts'
import { type Detail, useDeed } from './mobilisation.ts'

/** The units that are called: everybody on duty in them and below them may take a place. */
export function Units({ mobilisation }: { mobilisation: Detail }) {
  const say = useWords()
  const [chosen, setChosen] = useState<string>()
  const deed = useDeed({ done: say('state.saved') }, () => setChosen(undefined))
  const base = `/api/mobilisations/${mobilisation.id}/units` as const
  const isOpen = mobilisation.state === 'prepared' || mobilisation.state === 'running'
  return (
    <>
      {mobilisation.may_plan && isOpen && (
        <p className="mob-bar">
          <FoundInput
            path="/api/organisations"
            label={say('mobilisation.unit')}
            placeholder={say('mobilisation.unitHint')}
            {...(chosen ? { value: chosen } : {})}
            onChange={setChosen}
          />
          <Button
            type="primary"
            disabled={!chosen}
            loading={deed.isPending}
            onClick={() => deed.mutate({ path: base, body: { organisation_ids: [chosen] } })}
          >
            {say('mobilisation.call')}
          </Button>
        </p>
      )}
      {mobilisation.units.length === 0 && (
        <Nothing title={say('mobilisation.noUnits')} hint={say('mobilisation.noUnitsHint')} />
      )}
      <ul className="mob-people">
        {mobilisation.units.map((unit) => (
          <li key={unit.id}>
            <div>
              <strong>{unit.name}</strong>
              <small>
                {unit.called_at
                  ? say('mobilisation.calledAt', { at: stampWords(unit.called_at) })
                  : say('mobilisation.notCalledYet')}
              </small>
            </div>
            {mobilisation.may_plan && mobilisation.state === 'prepared' && (
              <Button
                onClick={() => deed.mutate({ path: `${base}/drop`, body: { organisation_id: unit.id } })}
              >
                {say('act.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
