import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { stampWords } from '../../foundation/time.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords, type WordKey } from '../words/index.ts'
import { type Detail, hoursWords, type Review, useMobilisation } from './mobilisation.ts'
import { type Asked, PeopleList } from './people.tsx'

const figures = [
  ['needed', null],
  ['placed', 'placed'],
  ['came', 'came'],
  ['not_come', 'not_come'],
  ['stood_in', 'stood_in'],
  ['declined', 'declined'],
  ['given_back', 'given_back'],
  ['replaced', 'replaced'],
] as const

/** Planned against came. Every number opens to the people behind it. */
export function ReviewTab({ mobilisation }: { mobilisation: Detail }) {
  const say = useWords()
  const [open, setOpen] = useState<{ title: string; asked: Asked } | null>(null)
  const { data, error, refetch } = useMobilisation<Review>(`/api/mobilisations/${mobilisation.id}/review`)
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const number = (value: number, title: string, asked: Asked | null) =>
    asked && value > 0 ? (
      <button type="button" className="mob-number" onClick={() => setOpen({ title, asked })}>
        {value}
      </button>
    ) : (
      <span>{value}</span>
    )
  const most = Math.max(1, ...data.hours.map(({ needed, present }) => Math.max(needed, present)))
  return (
    <>
      <dl className="mob-figures">
        {figures.map(([key, group]) => {
          const title = say(`mobilisation.sums.${key}` as WordKey)
          return (
            <div key={key}>
              <dt>{title}</dt>
              <dd>{number(data.totals[key], title, group ? { group } : null)}</dd>
            </div>
          )
        })}
        <div>
          <dt>{say('mobilisation.hoursServed')}</dt>
          <dd>
            {data.totals.counted ? (data.totals.minutes / 60).toFixed(1) : say('mobilisation.notCounted')}
          </dd>
        </div>
      </dl>
      <p className="mob-bar">
        <Button href={`/api/mobilisations/${mobilisation.id}/review.csv`}>
          {say('mobilisation.export')}
        </Button>
      </p>
      <h3>{say('mobilisation.byHour')}</h3>
      <ul className="mob-hours">
        {data.hours.map((hour) => (
          <li key={hour.at}>
            <span>{stampWords(hour.at).slice(5)}</span>
            <span className="mob-bars" aria-hidden="true">
              <i data-of="needed" style={{ width: `${(hour.needed / most) * 100}%` }} />
              <i data-of="present" style={{ width: `${(hour.present / most) * 100}%` }} />
            </span>
            <span data-red={hour.present < hour.needed || undefined}>
              {number(hour.present, `${stampWords(hour.at)} ${say('mobilisation.sums.came')}`, {
                group: 'came',
                hour: hour.at,
              })}
              /{hour.needed}
            </span>
          </li>
        ))}
      </ul>
      <h3>{say('mobilisation.byUnit')}</h3>
      <ul className="mob-people">
        {data.units.map((unit) => (
          <li key={unit.id}>
            <div>
              <strong>{unit.name}</strong>
              <small>
                {say('mobilisation.unitLine', {
                  placed: unit.placed,
                  declined: unit.declined,
                  absent: unit.absent,
                  hours: (unit.minutes / 60).toFixed(1),
                })}
              </small>
            </div>
            <span>
              {say('mobilisation.sums.came')} {number(unit.came, unit.name, { group: 'came', unit: unit.id })}
            </span>
          </li>
        ))}
      </ul>
      <h3>{say('mobilisation.byShift')}</h3>
      <ul className="mob-people">
        {data.shifts.map((shift) => (
          <li key={shift.shift_id}>
            <div>
              <strong>{shift.post}</strong>
              <small>
                {hoursWords(shift)} · {shift.unit}
              </small>
            </div>
            <span data-red={shift.came < shift.needed || undefined}>
              {number(shift.came, `${shift.post} ${hoursWords(shift)}`, {
                group: 'came',
                shift: shift.shift_id,
              })}
              /{shift.needed}
            </span>
          </li>
        ))}
      </ul>
      <Drawer open={open !== null} onClose={() => setOpen(null)} size="large" title={open?.title}>
        {open && <PeopleList id={mobilisation.id} asked={open.asked} />}
      </Drawer>
    </>
  )
}
