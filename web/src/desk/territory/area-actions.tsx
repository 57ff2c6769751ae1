import { Button } from 'antd'
import { useState } from 'react'
import { areaKindNames, areaKinds } from '../../../../server/src/territory/rules.ts'
import { post } from '../../foundation/api.ts'
import { useWords } from '../words/index.ts'
import { AddArea, EditArea } from './area-forms.tsx'
import { EndButton } from './end-button.tsx'
import { useChosen } from './split.tsx'
import type { Area } from './territory.ts'

/** What the operator does to an area. */
export function AreaActions({ area }: { area: Area }) {
  const say = useWords()
  const [, choose] = useChosen('areas')
  const [form, setForm] = useState<'add' | 'edit' | null>(null)
  const holdsOthers = areaKindNames.some((kind) =>
    (areaKinds[kind].under as readonly string[]).includes(area.kind),
  )
  return (
    <div className="desk-toolbar">
      <Button onClick={() => setForm('edit')}>{say('operator.edit')}</Button>
      {holdsOthers && <Button onClick={() => setForm('add')}>{say('operator.newBelow')}</Button>}
      <EndButton
        name={area.name}
        words={say('operator.endAreaConfirm')}
        end={() => post(`/api/areas/${area.id}/end`)}
        onEnded={() => choose(undefined)}
      />
      {form === 'add' && <AddArea parent={area} onClose={() => setForm(null)} />}
      {form === 'edit' && <EditArea area={area} onClose={() => setForm(null)} />}
    </div>
  )
}
