import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type {
  GatheringDetail,
  GatheringRow,
  MinutesAnswer,
  YearAnswer,
} from '../../../../server/src/gatherings/schemas.ts'
import { type Both, get, post } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { problemWords } from '../../foundation/problem-words.ts'

export type { GatheringDetail, GatheringRow, MinutesAnswer, YearAnswer }

export interface GatheringForm {
  kinds: {
    id: string
    words: Both
    per: string | null
    usual_day: number | null
    attend: string
    source: string
    unverified: boolean
  }[]
  organisations: { id: string; name: string; plans: boolean }[]
  meeting_service: string | null
}

/** The first segment of every key of this feature. */
export const about = 'gatherings'

export const useForm = () =>
  useQuery({ queryKey: [about, 'form'], queryFn: () => get<GatheringForm>('/api/gatherings/form') })

export const useGathering = (id: string) =>
  useQuery({
    queryKey: [about, 'detail', id],
    queryFn: () => get<GatheringDetail>(`/api/gatherings/${id}`),
    refetchInterval: ({ state }) => (state.data?.votes.some((vote) => vote.state === 'open') ? 4000 : 30_000),
  })

/** Does one thing, says why where it was refused, and reads everything here anew. */
export function useDeed<Answer = unknown>() {
  const client = useQueryClient()
  const { message } = App.useApp()
  const refresh = () => client.invalidateQueries({ queryKey: [about] })
  const mutation = useMutation({
    mutationFn: ({ path, body }: { path: ApiPath; body?: object }) => post<Answer>(path, body ?? {}),
    onError: (error) => void message.error(problemWords(error)),
    onSettled: refresh,
  })
  return { ...mutation, refresh }
}
