import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { areaKinds } from '../../../../server/src/territory/rules.ts'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { AreaDetail } from './area-detail.tsx'
import { AddArea } from './area-forms.tsx'
import { LazyTree } from './lazy-tree.tsx'
import { Split, useChosen } from './split.tsx'
import type { Area, ListPage } from './territory.ts'

const kindOf = (kind: string) => areaKinds[kind as keyof typeof areaKinds] ?? { zh: kind, en: kind }

function Found({ q, onChoose }: { q: string; onChoose(id: string): void }) {
  const say = useWords()
  const pick = usePick()
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'areas', 'found', q],
    queryFn: () => get<ListPage<Area>>('/api/areas', { q, limit: 50 }),
    placeholderData: (before) => before,
  })
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={3} />
  if (data.items.length === 0) return <Nothing title={say('operator.nothingFound')} />
  return (
    <ul className="desk-plain-list">
      {data.items.map((area) => (
        <li key={area.id}>
          <button type="button" className="desk-text-button" onClick={() => onChoose(area.id)}>
            {area.name}
          </button>{' '}
          <small className="desk-soft">
            {pick(kindOf(area.kind))} {area.code}
          </small>
        </li>
      ))}
    </ul>
  )
}

/** The areas as a tree from the city down; one of them with all that belongs to it. */
export function Areas() {
  const say = useWords()
  const me = useMyself()
  const [typed, setTyped] = useState('')
  const [isAdding, setAdding] = useState(false)
  const [chosen, choose] = useChosen('areas')
  const q = useDeferredValue(typed.trim())
  return (
    <>
      <Split
        tab="areas"
        hint={say('territory.chooseArea')}
        list={
          <>
            <div className="desk-list-head">
              <Input.Search
                allowClear
                value={typed}
                placeholder={say('territory.searchArea')}
                aria-label={say('territory.searchArea')}
                onChange={(event) => setTyped(event.target.value)}
              />
              {me.may('territory.write') && (
                <Button onClick={() => setAdding(true)}>{say('operator.newCity')}</Button>
              )}
            </div>
            <div className="desk-tree">
              {q ? (
                <Found q={q} onChoose={choose} />
              ) : (
                <LazyTree
                  path="/api/areas"
                  top={{ kind: 'city' }}
                  leaves={['micro_grid', 'dedicated_grid']}
                  openLevels={2}
                  chosen={chosen}
                  empty={say('operator.noAreas')}
                  onChoose={choose}
                />
              )}
            </div>
          </>
        }
        detail={chosen && <AreaDetail key={chosen} id={chosen} />}
      />
      {isAdding && <AddArea parent={null} onClose={() => setAdding(false)} />}
    </>
  )
}
