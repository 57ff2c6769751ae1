import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { isProblem } from '../../foundation/problem-words.ts'
import type { Way } from '../../foundation/ways.tsx'
import type { paths } from '../../generated/openapi.ts'
import { useLive } from '../live/stream.ts'

type Answer<
  Path extends keyof paths,
  Method extends keyof paths[Path],
  Status extends number,
> = paths[Path][Method] extends {
  responses: Record<Status, { content: { 'application/json': infer Body } }>
}
  ? Body
  : never

export type Whistle = Answer<'/api/whistles/{id}', 'get', 200>
export type WhistleCall = Whistle['calls'][number]
export type WhistleList = Answer<'/api/whistles', 'get', 200>
export type WhistleRow = WhistleList['items'][number]
export type WhistleForm = Answer<'/api/whistles/form', 'get', 200>
export type Figures = Answer<'/api/whistles/figures', 'get', 200>

export const toWhistle = (id: string): Way => `/whistles/${id}`
export const whistleKey = (id: string) => ['whistle', id]
export const whistlesKey = ['whistles']

/** One whistle, read anew whenever something happens to it or to its calls. */
export function useWhistle(id: string) {
  const client = useQueryClient()
  const query = useQuery({ queryKey: whistleKey(id), queryFn: () => get<Whistle>(`/api/whistles/${id}`) })
  useLive((streams, isPoll) => {
    const shown = query.data
    const mine = shown && [
      shown.id,
      shown.matter.id,
      ...shown.calls.flatMap((call) => [call.id, call.part.id]),
    ]
    if (isPoll || mine?.some((stream) => streams.has(stream)))
      void client.invalidateQueries({ queryKey: whistleKey(id) })
  }, 400)
  return query
}

/** Lists are read anew when any whistle moves. */
export function useWhistles<T>(key: unknown[], read: () => Promise<T>) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: [...whistlesKey, ...key],
    queryFn: read,
    placeholderData: keepPreviousData,
  })
  useLive(() => void client.invalidateQueries({ queryKey: whistlesKey }), 800)
  return query
}

/**
 * Sends something about a whistle once; what comes back replaces it on the page. Where somebody was quicker the page is
 * read anew and the person is told.
 */
export function useSend(id: string) {
  const client = useQueryClient()
  const underWay = useRef(false)
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function send(path: ApiPath, body: object): Promise<boolean> {
    if (underWay.current) return false
    underWay.current = true
    setSending(true)
    setError(null)
    try {
      const answer = await post<Whistle | { id: string }>(path, body)
      if ('calls' in answer) {
        // What was asked for before and comes after would bring back what it was before.
        await client.cancelQueries({ queryKey: whistleKey(id) })
        client.setQueryData(whistleKey(id), answer)
      } else await client.invalidateQueries({ queryKey: whistleKey(id) })
      void client.invalidateQueries({ queryKey: whistlesKey })
      return true
    } catch (failure) {
      setError(failure)
      if (isProblem(failure, 'conflict.changed')) await client.invalidateQueries({ queryKey: whistleKey(id) })
      return false
    } finally {
      underWay.current = false
      setSending(false)
    }
  }
  return { send, isSending, error, clear: () => setError(null) }
}
