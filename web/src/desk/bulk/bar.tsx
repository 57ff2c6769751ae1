import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useKeys } from '../shell/keys.ts'
import { type Action, useMyself } from '../shell/me.ts'
import type { MatterRow } from '../types.ts'
import { useWords } from '../words/index.ts'
import { type Batch, type BulkType, bulkTypes, giveUp, unfinished, waiting } from './batch.ts'
import { BulkDrawer } from './drawer.tsx'
import type { Selection } from './selection.ts'

const needs: Record<BulkType, Action> = {
  dispatch: 'matter.dispatch',
  sign: 'matter.handle',
  assign: 'matter.handle',
  supervise: 'matter.supervise',
  note: 'matter.read',
}
const letters: Record<BulkType, string> = { dispatch: 'd', sign: 's', assign: 'h', supervise: 'v', note: 'n' }

interface Open {
  type: BulkType
  matters: MatterRow[]
  resumed: Batch | null
}

interface BulkBarProps {
  selection: Selection
  onDone(): void
  /** The drawer is closed, and nothing has the focus. */
  onReturn(): void
}

/** What can be done with the chosen rows; and a batch that was left half done. */
export function BulkBar({ selection, onDone, onReturn }: BulkBarProps) {
  const say = useWords()
  const me = useMyself()
  const [open, setOpen] = useState<Open | null>(null)
  const [left, setLeft] = useState(() => unfinished(me.key))
  const { chosen } = selection
  const offered = bulkTypes.filter((type) => me.may(needs[type]))
  const start = (type: BulkType) => setOpen({ type, matters: chosen, resumed: null })
  useKeys(
    chosen.length > 0
      ? [
          ...offered.map((type) => ({
            keys: letters[type],
            label: `keys.bulk.${type}` as const,
            scope: 'here' as const,
            run: () => start(type),
          })),
          { keys: 'Escape', label: 'keys.clearSelection', scope: 'here', run: selection.clear },
        ]
      : [],
  )
  function close(finished: Batch | null) {
    setOpen(null)
    setLeft(unfinished(me.key))
    if (finished?.results.some(({ result }) => result === 'done')) {
      selection.clear()
      onDone()
    }
    // The bar's button may have gone with the selection: the keyboard goes on in the list.
    setTimeout(() => {
      if (document.activeElement === document.body) onReturn()
    }, 350)
  }
  return (
    <>
      {left && !open && (
        <Alert
          type="warning"
          showIcon
          className="desk-news"
          title={say('bulk.left', { what: say(`bulk.what.${left.type}`), n: waiting(left).length })}
          action={
            <>
              <Button
                size="small"
                type="primary"
                onClick={() => setOpen({ type: left.type, matters: [], resumed: left })}
              >
                {say('bulk.resume')}
              </Button>{' '}
              <Button
                size="small"
                onClick={() => {
                  giveUp(me.key)
                  setLeft(null)
                }}
              >
                {say('bulk.abandon')}
              </Button>
            </>
          }
        />
      )}
      {chosen.length > 0 && (
        <section className="desk-bulk-bar" aria-label={say('select.bar')}>
          <strong role="status">{say('select.count', { n: chosen.length })}</strong>
          {offered.map((type) => (
            <Button key={type} aria-keyshortcuts={letters[type]} onClick={() => start(type)}>
              {say(`bulk.what.${type}`)}
            </Button>
          ))}
          <Button type="text" aria-keyshortcuts="Escape" onClick={selection.clear}>
            {say('select.clear')}
          </Button>
        </section>
      )}
      {open && <BulkDrawer {...open} onClose={close} />}
    </>
  )
}
