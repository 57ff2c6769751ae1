import { Button, Input, Select } from 'antd'
import { usePick } from '../../foundation/both.ts'
import { useWords } from '../words/index.ts'
import { type DraftPoint, newKey } from './draft.ts'
import type { PlanForm } from './patrols.ts'

interface PointsProps {
  points: DraftPoint[]
  form: PlanForm | undefined
  mayChange: boolean
  onChange(points: DraftPoint[]): void
}

/** The points one after the other: name, where it is, what to look at. */
export function PointsInput({ points, form, mayChange, onChange }: PointsProps) {
  const say = useWords()
  const pick = usePick()
  const most = form?.most_points ?? 100
  const change = (key: string, part: Partial<DraftPoint>) =>
    onChange(points.map((point) => (point.key === key ? { ...point, ...part } : point)))
  function move(index: number, by: -1 | 1) {
    const next = [...points]
    const [moved] = next.splice(index, 1)
    next.splice(index + by, 0, moved!)
    onChange(next)
  }
  return (
    <section aria-labelledby="plan-points">
      <h2 id="plan-points">{say('patrols.pointsTitle', { n: points.length })}</h2>
      {points.length === 0 && <p className="desk-soft">{say('patrols.noPoints')}</p>}
      <ol className="desk-patrol-points">
        {points.map((point, index) => (
          <li key={point.key}>
            <span className="desk-patrol-pin" aria-hidden="true">
              {index + 1}
            </span>
            <div className="desk-stack">
              <Input
                aria-label={say('patrols.pointName', { n: index + 1 })}
                placeholder={say('patrols.pointNameHint')}
                value={point.name}
                maxLength={60}
                disabled={!mayChange}
                onChange={(event) => change(point.key, { name: event.target.value })}
              />
              <Select
                mode="tags"
                aria-label={say('patrols.lookAt', { n: index + 1 })}
                placeholder={say('patrols.lookAtHint')}
                value={point.checks}
                disabled={!mayChange}
                options={form?.checks.flatMap((check) =>
                  check.id ? [{ value: check.id, label: pick(check) }] : [],
                )}
                onChange={(checks: string[]) => change(point.key, { checks: checks.slice(0, 20) })}
              />
              {point.lat !== undefined && point.lng !== undefined && !point.place_code ? (
                <small className="desk-soft">
                  {point.lat.toFixed(5)}, {point.lng.toFixed(5)}
                </small>
              ) : (
                <Input
                  aria-label={say('patrols.placeCode', { n: index + 1 })}
                  placeholder={say('patrols.placeCodeHint')}
                  value={point.place_code ?? ''}
                  maxLength={64}
                  disabled={!mayChange}
                  onChange={(event) => change(point.key, { place_code: event.target.value })}
                />
              )}
            </div>
            {mayChange && (
              <div className="desk-patrol-moves">
                <Button
                  size="small"
                  disabled={index === 0}
                  aria-label={say('patrols.up', { n: index + 1 })}
                  onClick={() => move(index, -1)}
                >
                  ↑
                </Button>
                <Button
                  size="small"
                  disabled={index === points.length - 1}
                  aria-label={say('patrols.down', { n: index + 1 })}
                  onClick={() => move(index, 1)}
                >
                  ↓
                </Button>
                <Button
                  size="small"
                  danger
                  aria-label={say('patrols.remove', { n: index + 1 })}
                  onClick={() => onChange(points.filter(({ key }) => key !== point.key))}
                >
                  ×
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {mayChange && (
        <Button
          disabled={points.length >= most}
          onClick={() => onChange([...points, { key: newKey(), name: '', place_code: '', checks: [] }])}
        >
          {say('patrols.addByCode')}
        </Button>
      )}
    </section>
  )
}
