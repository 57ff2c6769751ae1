import { Button, Segmented } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { stampWords } from '../../foundation/time.ts'
import { useMyself } from '../shell/me.ts'
import { Sideways } from '../shell/sideways.tsx'
import { useWords } from '../words/index.ts'

interface SheetProps {
  title: string
  /** What is asked before printing, shown on the screen alone. */
  choice?: { value: string; options: { value: string; label: string }[]; onChange(value: string): void }
  onBack(): void
  children: ReactNode
}

/** A page as it comes out of the printer, with the buttons that the paper does not show. */
export function Sheet({ title, choice, onBack, children }: SheetProps) {
  const say = useWords()
  const me = useMyself()
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onBack()
    }
    addEventListener('keydown', leave)
    return () => removeEventListener('keydown', leave)
  }, [onBack])
  return (
    <div className="desk-print">
      <div className="desk-print-tools">
        <Button onClick={onBack}>{say('print.back')}</Button>
        {choice && (
          <Segmented
            value={choice.value}
            options={choice.options}
            onChange={(value) => choice.onChange(value)}
          />
        )}
        <Button type="primary" autoFocus onClick={() => window.print()}>
          {say('print.now')}
        </Button>
      </div>
      <Sideways className="desk-paper" label={title}>
        <header>
          <span>
            {say('product')} · {title}
          </span>
          <span>{say('print.printed', { name: me.name, at: stampWords(new Date()) })}</span>
        </header>
        {children}
      </Sideways>
    </div>
  )
}
