import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { get, type Query } from '../foundation/api.ts'
import type { ApiPath } from '../foundation/api-path.ts'

interface Change {
  kind: string
  stream: string
}

/** Without a stream of changes a board looks for itself this often. */
const lookEvery = 10_000
/** Many screens hear of one change: they do not all ask in the same instant. */
const spread = 400

/**
 * Whether changes arrive by themselves; calls `react` for those that `concerns` says, soon after each.
 * One connection a board: a screen shows one at a time.
 */
function useChanges(concerns: (change: Change) => boolean, react: () => void): boolean {
  const [isLive, setLive] = useState(false)
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    let source: EventSource | undefined
    const soon = (within: number) => {
      waiting ??= setTimeout(() => {
        waiting = undefined
        react()
      }, Math.random() * within)
    }
    const connect = () => {
      source = new EventSource('/api/live')
      source.onerror = () => setLive(false)
      source.addEventListener('ready', () => {
        setLive(true)
        soon(spread)
      })
      source.addEventListener('reset', () => soon(spread))
      source.addEventListener('change', (message) => {
        if (concerns(JSON.parse(message.data) as Change)) soon(spread)
      })
    }
    connect()
    const looking = setInterval(() => {
      if (source?.readyState === EventSource.OPEN) return
      soon(0)
      // After a refusal a browser does not come back by itself.
      if (source?.readyState === EventSource.CLOSED) connect()
    }, lookEvery)
    return () => {
      clearTimeout(waiting)
      clearInterval(looking)
      source?.close()
    }
  }, [concerns, react])
  return isLive
}

export interface Live<T> {
  data: T | undefined
  error: Error | null
  isLive: boolean
  /** When the figures on the screen were read. */
  readAt: Date | null
}

/**
 * What a board shows, read anew at each change that concerns it. Whoever hung it wants it to stay: its reading counts
 * as use, so the session lasts to its absolute end.
 */
export function useLiveRead<T>(
  key: QueryKey,
  path: ApiPath,
  concerns: (change: Change) => boolean,
  query?: Query,
): Live<T> {
  const client = useQueryClient()
  const [react] = useState(() => () => void client.invalidateQueries({ queryKey: key }))
  const isLive = useChanges(concerns, react)
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey: key,
    queryFn: () => get<T>(path, query),
    staleTime: 0,
    // Even a board on which nothing happens says now and then that it is there.
    refetchInterval: 60_000,
    refetchIntervalInBackground: true,
  })
  return { data, error, isLive, readAt: dataUpdatedAt ? new Date(dataUpdatedAt) : null }
}
