import type { ReactNode } from 'react'
import './volunteering.css'

export type Tone = 'good' | 'wait' | 'bad' | 'calm'

/** How something stands, in a word; the colour only repeats it. */
export function Mark({ tone = 'calm', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="service-mark" data-tone={tone}>
      {children}
    </span>
  )
}
