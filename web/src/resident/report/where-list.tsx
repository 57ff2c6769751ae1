import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '../../foundation/field.tsx'
import { useLanguage } from '../../foundation/i18n.ts'
import { named } from '../../foundation/punctuation.ts'
import { Failure, Loading } from '../pieces/states.tsx'
import { type AreaName, areasWithin, chainWords } from '../places-api.ts'
import { useWords, type WordKey } from '../words.ts'
import type { DraftPlace } from './draft.ts'

const namedKinds = ['city', 'district', 'street', 'community', 'grid', 'micro_grid', 'dedicated_grid']

/** Areas from the widest that an installation holds, level by level; one may stop anywhere below the first. */
export function WhereList({ onChoose }: { onChoose(place: DraftPlace): void }) {
  const say = useWords()
  const [path, setPath] = useState<AreaName[]>([])
  const last = path.at(-1)
  return (
    <div className="where-panel">
      {[null, ...path].map((parent, level) => (
        <Level
          key={parent?.id ?? 'top'}
          parent={parent}
          chosen={path[level] ?? null}
          onChange={(area) => setPath([...path.slice(0, level), ...(area ? [area] : [])])}
        />
      ))}
      {last && (
        <button
          type="button"
          className="button secondary"
          onClick={() =>
            onChoose({
              how: 'list',
              location: { area_id: last.id },
              name: last.name,
              chain: chainWords(path.slice(0, -1)),
            })
          }
        >
          {named(say('report.where.stopHere'), last.name)}
        </button>
      )}
    </div>
  )
}

interface LevelProps {
  parent: AreaName | null
  chosen: AreaName | null
  onChange(area: AreaName | null): void
}

function Level({ parent, chosen, onChange }: LevelProps) {
  const say = useWords()
  const language = useLanguage()
  const { data, error, refetch } = useQuery({
    queryKey: ['areas', parent?.id ?? 'top'],
    queryFn: () => (parent ? areasWithin(parent.id) : areasWithin(null, 'district')),
    staleTime: 300_000,
  })
  if (error) return <Failure error={error} again={() => void refetch()} />
  if (!data) return <Loading />
  if (data.length === 0) return parent ? null : <p className="hint">{say('report.where.listNone')}</p>
  const kind = namedKinds.includes(data[0]!.kind) ? data[0]!.kind : 'other'
  return (
    <Field label={say(`report.where.kinds.${kind}` as WordKey)} optional={kind !== 'district'}>
      {(wiring) => (
        <select
          {...wiring}
          value={chosen?.id ?? ''}
          onChange={(event) => onChange(data.find(({ id }) => id === event.target.value) ?? null)}
        >
          <option value="">{say('report.where.choose')}</option>
          {data.map((area) => (
            <option key={area.id} value={area.id}>
              {language === 'en' && area.name_en ? `${area.name_en} ${area.name}` : area.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
