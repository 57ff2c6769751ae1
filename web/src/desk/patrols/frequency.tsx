import { Button, Input, InputNumber, Select, Space } from 'antd'
import { useWords } from '../words/index.ts'
import type { Frequency } from './patrols.ts'

const most = { week: 7, month: 28 }

/** How often: shifts of every day, or so many times a week or a month. */
export function FrequencyInput(props: {
  value: Frequency
  disabled: boolean
  onChange(frequency: Frequency): void
}) {
  const { value, disabled, onChange } = props
  const say = useWords()
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <Select
        aria-label={say('patrols.howOften')}
        value={value.per}
        disabled={disabled}
        options={(['day', 'week', 'month'] as const).map((per) => ({
          value: per,
          label: say(`patrols.perOf.${per}`),
        }))}
        onChange={(per: Frequency['per']) =>
          onChange(per === 'day' ? { per, shifts: [{ from: '08:00', to: '18:00' }] } : { per, times: 1 })
        }
      />
      {value.per === 'day' ? (
        <Shifts
          shifts={value.shifts}
          disabled={disabled}
          onChange={(shifts) => onChange({ per: 'day', shifts })}
        />
      ) : (
        <InputNumber
          aria-label={say('patrols.times')}
          suffix={say('patrols.timesUnit')}
          min={1}
          max={most[value.per]}
          value={value.times}
          disabled={disabled}
          onChange={(times) => onChange({ per: value.per, times: times ?? 1 })}
        />
      )}
    </Space>
  )
}

type Shift = { from: string; to: string }

function Shifts(props: { shifts: Shift[]; disabled: boolean; onChange(shifts: Shift[]): void }) {
  const { shifts, disabled, onChange } = props
  const say = useWords()
  // A field of the browser knows no 24:00.
  const shown = (time: string) => (time === '24:00' ? '23:59' : time)
  const change = (index: number, part: Partial<Shift>) =>
    onChange(shifts.map((shift, place) => (place === index ? { ...shift, ...part } : shift)))
  return (
    <>
      {shifts.map((shift, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shifts have no name but their place
        <Space key={index}>
          {(['from', 'to'] as const).map((end) => (
            <Input
              key={end}
              type="time"
              aria-label={say(`patrols.shift.${end}`, { n: index + 1 })}
              disabled={disabled}
              value={shown(shift[end])}
              onChange={(event) => event.target.value && change(index, { [end]: event.target.value })}
            />
          ))}
          {!disabled && shifts.length > 1 && (
            <Button
              size="small"
              aria-label={say('patrols.removeShift', { n: index + 1 })}
              onClick={() => onChange(shifts.filter((_, place) => place !== index))}
            >
              ×
            </Button>
          )}
        </Space>
      ))}
      {!disabled && shifts.length < 8 && (
        <Button size="small" onClick={() => onChange([...shifts, { from: '18:00', to: '20:00' }])}>
          {say('patrols.addShift')}
        </Button>
      )}
    </>
  )
}
