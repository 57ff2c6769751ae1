import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type {
  ReportAnswer,
  RoundAnswer,
  RoundListAnswer,
} from '../../../../server/src/yearly-review/schemas.ts'
import { post, put } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { problemWords } from '../../foundation/problem-words.ts'

export type { ReportAnswer, RoundAnswer, RoundListAnswer }

/** The first segment of every key of this feature. */
export const about = 'reviews'

export const roundStates = ['collecting', 'meeting', 'graded', 'public', 'closed'] as const
export type RoundState = (typeof roundStates)[number]
export type Unit = 'times' | 'branches' | 'people' | 'hours' | 'percent' | 'points' | 'matters'

/** Does one thing, says why where it was refused, and reads everything here anew. */
export function useReviewDeed<Answer = unknown>() {
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: ({ path, body, way }: { path: ApiPath; body?: object; way?: 'put' }) =>
      way === 'put' ? put<Answer>(path, body ?? {}) : post<Answer>(path, body ?? {}),
    onError: (error) => void message.error(problemWords(error)),
    onSettled: () => client.invalidateQueries({ queryKey: [about] }),
  })
}
