import { Radio } from 'antd'
import type { Both } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { useWords, type WordKey } from '../words/index.ts'
import type { Option } from './field.ts'

interface ChoiceInputProps {
  id?: string
  value?: string | boolean
  onChange?: (value: string | boolean) => void
  options: Option[]
  /** One under another, with a hint each; otherwise side by side. */
  wide?: boolean
}

/** One of a few, all of them visible. */
export function ChoiceInput({ id, value, onChange, options, wide }: ChoiceInputProps) {
  const say = useWords()
  const pick = usePick()
  const words = (text: WordKey | Both) => (typeof text === 'string' ? say(text) : pick(text))
  const isWide = wide || options.length > 5
  return (
    <Radio.Group
      {...(id ? { id } : {})}
      className={isWide ? 'desk-choice desk-choice-wide' : 'desk-choice'}
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
      {...(isWide ? {} : { optionType: 'button' as const })}
    >
      {options.map((option) => {
        const One = isWide ? Radio : Radio.Button
        return (
          <One key={String(option.value)} value={option.value}>
            {words(option.label)}
            {option.hint && <small>{words(option.hint)}</small>}
          </One>
        )
      })}
    </Radio.Group>
  )
}
