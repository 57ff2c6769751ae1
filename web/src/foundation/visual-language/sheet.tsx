import './sheet.css'
import type { CSSProperties, ReactNode } from 'react'
import { type Light, lightsOf } from '../colours.ts'
import css from '../tokens.css?raw'
import { useSheetWords } from './words.ts'

export const lights = lightsOf(css)

/** The colours of one light, whatever the device shows: sizes and fonts stay as the page has them. */
function coloursOf(light: Light): CSSProperties {
  const colours = Object.entries(lights[light]).filter(([, value]) => /^#|rgb\(/.test(value))
  return {
    colorScheme: light,
    ...Object.fromEntries(colours.map(([name, value]) => [`--lx-${name}`, value])),
  }
}

/** A sheet of paper in one light, with everything on it drawn in that light. */
export function Sheet({ light, children }: { light: Light; children: ReactNode }) {
  const say = useSheetWords()
  return (
    <section className="sheet" style={coloursOf(light)} aria-label={say(`lights.${light}`)}>
      <p className="sheet-light">{say(`lights.${light}`)}</p>
      {children}
    </section>
  )
}

export function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div className="sheet-part">
      <h2>{title}</h2>
      {hint && <p className="sheet-hint">{hint}</p>}
      {children}
    </div>
  )
}
