import { useQuery } from '@tanstack/react-query'
import { get, NetworkError, ProblemError } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { noteFailure, noteSuccess, useField } from '../keeping/field.ts'
import { note, noted, readNote } from '../outbox/store.ts'

export interface Read<T> {
  value: T
  /** When the server said so. */
  at: string
}

/** What was read last is kept on the phone; it is shown at once, and stays where the server cannot be reached. */
async function readAndKeep<T>(account: string, path: ApiPath): Promise<Read<T>> {
  try {
    const read = { value: await get<T>(path, undefined, { timeout: 15_000 }), at: new Date().toISOString() }
    noteSuccess()
    // A phone that keeps nothing (a private window) still works while there is a network.
    await note(readNote(account, path), read).catch(() => {})
    return read
  } catch (error) {
    // That one thing may not be seen says nothing about the session.
    if (!(error instanceof ProblemError && error.status === 403)) noteFailure(error)
    throw error
  }
}

export interface Reading<T> {
  read: Read<T> | undefined
  /** Shown from what the phone keeps, because the server cannot be reached. */
  isKept: boolean
  /** Only where there is nothing to show. */
  error: Error | null
  again(): Promise<unknown>
}

/** The first segment of the key of everything that members' pages read. */
export const memberReads = 'member'

/** Reads an address for a page that must also open without a signal. */
export function useRead<T>(path: ApiPath): Reading<T> {
  const account = useField().who?.account ?? ''
  const fresh = useQuery({
    queryKey: [memberReads, account, path],
    queryFn: () => readAndKeep<T>(account, path),
  })
  const kept = useQuery({
    queryKey: ['kept', account, path],
    queryFn: async () => (await noted<Read<T>>(readNote(account, path))) ?? null,
    retry: false,
  })
  const read = fresh.data ?? kept.data ?? undefined
  const isUnreachable =
    fresh.error instanceof NetworkError || (fresh.error instanceof ProblemError && fresh.error.status >= 500)
  return {
    read: isUnreachable || !fresh.error ? read : undefined,
    isKept: read !== undefined && isUnreachable,
    error: read === undefined || !isUnreachable ? fresh.error : null,
    again: () => fresh.refetch(),
  }
}
