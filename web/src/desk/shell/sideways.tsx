import type { ReactNode } from 'react'

interface SidewaysProps {
  /** What it is, to who cannot see it. */
  label: string
  className: string
  children: ReactNode
}

/** What may be wider than its place: it is moved sideways within it, by keyboard too. */
export function Sideways({ label, className, children }: SidewaysProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
