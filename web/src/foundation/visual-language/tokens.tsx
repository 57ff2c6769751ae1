import { contrast, type Light, pairs } from '../colours.ts'
import { lights, Part } from './sheet.tsx'
import { useSheetWords } from './words.ts'

/** Each pair of colours as it is used, with its contrast. */
export function Colours({ light }: { light: Light }) {
  const say = useSheetWords()
  const colours = lights[light]
  return (
    <Part title={say('colours')} hint={say('coloursHint')}>
      <ul className="sheet-pairs">
        {pairs.map(({ text, ground, least }) => {
          const ratio = contrast(colours[text]!, colours[ground]!)
          return (
            <li
              key={`${text} ${ground}`}
              style={{ background: `var(--lx-${ground})`, color: `var(--lx-${least === 3 ? 'ink' : text})` }}
            >
              {least === 3 && <span className="sheet-line" style={{ borderColor: `var(--lx-${text})` }} />}
              <span>{say('pair', { text, ground })}</span>
              <strong>{ratio.toFixed(1)}</strong>
              {ratio < least && <em>{say('tooLow', { least })}</em>}
            </li>
          )
        })}
      </ul>
    </Part>
  )
}

/** The sizes of type, as large as they are. */
export function Type() {
  const say = useSheetWords()
  return (
    <Part title={say('type')} hint={say('typeHint')}>
      <ul className="sheet-type">
        {['xs', 's', 'm', 'l', 'xl', 'xxl'].map((size) => (
          <li key={size}>
            <code>text-{size}</code>
            <span style={{ fontSize: `var(--lx-text-${size})` }}>{say('sample')}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** Spaces, corners and the least size of what a finger presses. */
export function Measures() {
  const say = useSheetWords()
  return (
    <Part title={say('measures')}>
      <ul className="sheet-measures">
        {[1, 2, 3, 4, 5, 6, 7].map((step) => (
          <li key={step}>
            <i style={{ width: `var(--lx-space-${step})` }} />
            <code>space-{step}</code>
          </li>
        ))}
        {['s', 'm', 'l'].map((size) => (
          <li key={size}>
            <b style={{ borderRadius: `var(--lx-radius-${size})` }} />
            <code>radius-{size}</code>
          </li>
        ))}
        <li>
          <b style={{ width: 'var(--lx-target)', height: 'var(--lx-target)' }} />
          {say('target', { size: lights.light.target! })}
        </li>
      </ul>
    </Part>
  )
}
