import { App } from 'antd'
import { useState } from 'react'
import type { MatterRow } from '../types.ts'
import { useWords } from '../words/index.ts'
import { mostAtOnce } from './batch.ts'

export interface Selection {
  chosen: MatterRow[]
  has(id: string): boolean
  /** One more or one less; `toHere` takes everything from the last one up to it. */
  toggle(id: string, toHere?: boolean): void
  all(): void
  clear(): void
}

/** Which rows are chosen. A row that leaves the list is no longer chosen. */
export function useSelection(rows: MatterRow[]): Selection {
  const say = useWords()
  const { message } = App.useApp()
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<string | null>(null)
  const take = (next: Set<string>) => {
    const kept = [...next].slice(0, mostAtOnce)
    if (kept.length < next.size) void message.warning(say('select.most', { n: mostAtOnce }))
    setIds(new Set(kept))
  }
  return {
    chosen: rows.filter(({ id }) => ids.has(id)),
    has: (id) => ids.has(id),
    toggle(id, toHere = false) {
      const next = new Set(rows.filter((row) => ids.has(row.id)).map((row) => row.id))
      const from = rows.findIndex((row) => row.id === last)
      const to = rows.findIndex((row) => row.id === id)
      if (toHere && from >= 0 && to >= 0)
        for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(row.id)
      else if (next.has(id)) next.delete(id)
      else next.add(id)
      setLast(id)
      take(next)
    },
    all: () => take(new Set(rows.map(({ id }) => id))),
    clear: () => setIds(new Set()),
  }
}
