import { Modal } from 'antd'
import { useRef } from 'react'
import { usePick } from '../../foundation/both.ts'
import { useWords } from '../words/index.ts'
import type { Possible } from './actions.tsx'
import { commandKeys } from './command-keys.ts'

interface PaletteProps {
  possible: Possible[]
  onChoose(possible: Possible): void
  onClose(): void
}

/** Everything that may be done now, by a letter or by the arrow keys. */
export function Palette({ possible, onChoose, onClose }: PaletteProps) {
  const say = useWords()
  const pick = usePick()
  const list = useRef<HTMLDivElement>(null)
  function press(event: React.KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const named = possible.find(({ form }) => commandKeys[form.type] === event.key)
    if (named) {
      event.preventDefault()
      return onChoose(named)
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons.at((at + (event.key === 'ArrowDown' ? 1 : buttons.length - 1)) % buttons.length)?.focus()
  }
  return (
    <Modal
      open
      title={say('palette.title')}
      footer={null}
      onCancel={onClose}
      width={420}
      afterOpenChange={(isOpen) => isOpen && list.current?.querySelector('button')?.focus()}
    >
      <p className="desk-soft">{say(possible.length > 0 ? 'palette.hint' : 'palette.none')}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are what is pressed; letters reach them all */}
      <div ref={list} className="desk-palette" onKeyDown={press}>
        {possible.map((each) => (
          <button key={each.form.type} type="button" onClick={() => onChoose(each)}>
            <span>{pick(each.action.words)}</span>
            <kbd>{commandKeys[each.form.type]}</kbd>
          </button>
        ))}
      </div>
    </Modal>
  )
}
