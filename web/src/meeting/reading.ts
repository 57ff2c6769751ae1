import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { GatheringDetail } from '../../../server/src/gatherings/schemas.ts'
import { get, post } from '../foundation/api.ts'
import type { ApiPath } from '../foundation/api-path.ts'

export type { GatheringDetail }

/** The room as it is now: told by the server's stream, looked at by itself while that is away or a vote runs. */
export function useRoom(id: string) {
  const client = useQueryClient()
  const [isLive, setLive] = useState(false)
  const query = useQuery({
    queryKey: ['room', id],
    queryFn: () => get<GatheringDetail>(`/api/gathering-room/${id}`),
    refetchInterval: ({ state }) =>
      state.data?.votes.some((vote) => vote.state === 'open') ? 4000 : isLive ? 60_000 : 10_000,
  })
  const isIn = query.data !== undefined
  useEffect(() => {
    if (!isIn) return
    const source = new EventSource(`/api/gathering-room/${id}/live`)
    let waiting: ReturnType<typeof setTimeout> | undefined
    const again = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined
        void client.invalidateQueries({ queryKey: ['room', id] })
      }, 300)
    }
    source.addEventListener('change', again)
    source.addEventListener('reset', again)
    source.addEventListener('ready', () => {
      setLive(true)
      again()
    })
    source.onerror = () => setLive(false)
    return () => {
      source.close()
      clearTimeout(waiting)
    }
  }, [client, id, isIn])
  return { ...query, isLive }
}

/** Does one thing in the room and reads it anew. */
export function useAct<T = unknown>(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: ApiPath; body?: object }) => post<T>(path, body ?? {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['room', id] }),
  })
}
