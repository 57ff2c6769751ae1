import { type ReactNode, useId } from 'react'

/** A name above its control, tied together. */
export function Labelled({ label, children }: { label: string; children(id: string): ReactNode }) {
  const id = useId()
  return (
    <div className="mob-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
