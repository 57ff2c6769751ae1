import { useState } from 'react'
import type { NewEntry } from '../outbox/store.ts'
import { doDeeds } from './field.ts'

/** Does something from a page; `failed` where the phone could not keep it, so that nobody believes it is kept. */
export function useDeeds() {
  const [isFailed, setFailed] = useState(false)
  const [isBusy, setBusy] = useState(false)
  return {
    isFailed,
    isBusy,
    /** @returns whether it is kept */
    async run(deeds: Omit<NewEntry, 'person'>[], draft?: string): Promise<boolean> {
      if (isBusy) return false
      setBusy(true)
      try {
        await doDeeds(deeds, draft)
        setFailed(false)
        return true
      } catch {
        setFailed(true)
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
