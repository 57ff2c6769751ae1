import { type ReactNode, useId } from 'react'
import { useFoundationWords } from './i18n.ts'

interface Wiring {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
}

interface FieldProps {
  label: string
  hint?: string | undefined
  fault?: string | undefined
  optional?: boolean
  children: (wiring: Wiring) => ReactNode
}

/** A label, its control, a hint and what is wrong, tied together for those who listen. */
export function Field({ label, hint, fault, optional, children }: FieldProps) {
  const id = useId()
  const say = useFoundationWords()
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional && <span className="optional">{say('optional')}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': described, 'aria-invalid': Boolean(fault) })}
      {fault && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  )
}

interface Choice<T> {
  value: T
  label: string
  hint?: string | undefined
}

interface ChoicesProps<T extends string> {
  legend: string
  name: string
  choices: readonly Choice<NoInfer<T>>[]
  value: T | null
  fault?: string | undefined
  hideLegend?: boolean
  onChange(value: NoInfer<T>): void
}

/** A few answers as large radio buttons. */
export function Choices<T extends string>(props: ChoicesProps<T>) {
  const { legend, name, choices, value, fault, hideLegend, onChange } = props
  const id = useId()
  return (
    <fieldset className="choices" aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend className={hideLegend ? 'lx-hidden' : undefined}>{legend}</legend>
      <div className="choices-row">
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={value === choice.value}
              aria-invalid={Boolean(fault)}
              onChange={() => onChange(choice.value)}
            />
            <span>
              {choice.label}
              {choice.hint && <small>{choice.hint}</small>}
            </span>
          </label>
        ))}
      </div>
      {fault && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </fieldset>
  )
}
