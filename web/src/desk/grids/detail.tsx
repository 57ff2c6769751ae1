import { Button } from 'antd'
import { useState } from 'react'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { HouseholdsForm, PhoneForm, RenameForm } from './fact-forms.tsx'
import { type Deed, type Grid, metresWords, useKindWords } from './grids.ts'
import { HouseholdsWords } from './table.tsx'

interface DetailProps {
  grid: Grid
  mayDraw: boolean
  onDeed(deed: Deed): void
}

/** One grid: what is known of it, and what may be done with it. */
export function GridDetail({ grid, mayDraw, onDeed }: DetailProps) {
  const say = useWords()
  const me = useMyself()
  const kindWords = useKindWords()
  const [form, setForm] = useState<'households' | 'phone' | 'rename' | null>(null)
  const Chosen = form && { households: HouseholdsForm, phone: PhoneForm, rename: RenameForm }[form]
  const deeds = [
    ...(grid.shape ? (['split', 'merge'] as const) : []),
    'boundary' as const,
    ...(grid.kind === 'micro_grid' ? [] : (['hand_over'] as const)),
    'worker' as const,
  ]
  return (
    <section className="desk-section" aria-labelledby="grid-facts">
      <h2 id="grid-facts">
        {grid.name} <small>{kindWords(grid)}</small>
      </h2>
      <dl className="desk-facts">
        <dt>{say('territory.code')}</dt>
        <dd>
          <code>{grid.code}</code>
        </dd>
        <dt>{say('grids.worker')}</dt>
        <dd>{grid.worker?.name ?? say('grids.noWorker')}</dd>
        <dt>{say('grids.households')}</dt>
        <dd>
          <HouseholdsWords grid={grid} />
        </dd>
        <dt>{say('grids.open')}</dt>
        <dd>{grid.open_matters}</dd>
        <dt>{say('grids.area')}</dt>
        <dd>{grid.shape ? metresWords(grid.square_metres) : say('grids.noShape')}</dd>
      </dl>
      <p className="desk-toolbar desk-grid-links">
        <a href={`/care/${encodeURIComponent(grid.code)}`}>{say('grids.publicPage')}</a>
        <a href={`/care/${encodeURIComponent(grid.code)}?print=1`}>{say('grids.sheet')}</a>
      </p>
      {mayDraw && (
        <div className="desk-toolbar">
          {deeds.map((kind) => (
            <Button key={kind} onClick={() => onDeed({ kind, grid })}>
              {say(`grids.act.${kind}`)}
            </Button>
          ))}
          {me.may('territory.write') && (
            <Button onClick={() => setForm('rename')}>{say('grids.act.rename')}</Button>
          )}
          <Button onClick={() => setForm('households')}>{say('grids.act.households')}</Button>
          {grid.worker && <Button onClick={() => setForm('phone')}>{say('grids.act.phone')}</Button>}
        </div>
      )}
      {Chosen && <Chosen grid={grid} onClose={() => setForm(null)} />}
    </section>
  )
}
