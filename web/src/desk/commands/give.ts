import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ProblemError, post } from '../../foundation/api.ts'
import { isProblem } from '../../foundation/problem-words.ts'
import { matterKey } from '../matter/matter.ts'
import type { MatterDetail, PhotoClaim } from '../types.ts'

export interface Change {
  kind: string
  at: string
  by: string | null
  words?: { zh: string; en: string }
}

export interface Conflict {
  version: number
  changes: Change[]
}

function conflictOf(error: ProblemError): Conflict {
  const changes = Array.isArray(error.extra.changes) ? (error.extra.changes as Change[]) : []
  return { version: Number(error.extra.version), changes }
}

/**
 * Gives commands on one matter. A second press while one is under way does nothing; what comes back replaces
 * the matter on the page.
 */
export function useGive(matterId: string, onFailed?: (error: unknown) => void) {
  const client = useQueryClient()
  const underWay = useRef(false)
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)

  async function give(
    version: number,
    command: Record<string, unknown>,
    photos?: PhotoClaim[],
  ): Promise<boolean> {
    if (underWay.current) return false
    underWay.current = true
    setSending(true)
    setError(null)
    try {
      const claims = photos?.map(({ id, claim }) => ({ id, claim }))
      const detail = await post<MatterDetail>(`/api/matters/${matterId}/commands`, {
        version,
        command,
        ...(claims?.length ? { photos: claims } : {}),
      })
      // What was asked for before the command and comes after it would bring back what it was before.
      await client.cancelQueries({ queryKey: matterKey(matterId) })
      client.setQueryData(matterKey(matterId), detail)
      void client.invalidateQueries({ queryKey: ['matters'] })
      setConflict(null)
      return true
    } catch (failure) {
      if (isProblem(failure, 'conflict.changed')) {
        setConflict(conflictOf(failure))
        onFailed?.(failure)
        await client.invalidateQueries({ queryKey: matterKey(matterId) })
      } else {
        setError(failure)
        onFailed?.(failure)
        // The state may have moved under us: the page shows what can be done now.
        if (failure instanceof ProblemError && (failure.status === 422 || failure.status === 403))
          void client.invalidateQueries({ queryKey: matterKey(matterId) })
      }
      return false
    } finally {
      underWay.current = false
      setSending(false)
    }
  }

  return { give, isSending, error, conflict }
}
