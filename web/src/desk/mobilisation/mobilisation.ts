import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { get, post } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { clockWords, shanghaiDay } from '../../foundation/time.ts'
import type { paths } from '../../generated/openapi.ts'
import { useLive } from '../live/stream.ts'

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } }
}
  ? Body
  : never

export type Listed = Answer<'/api/mobilisations'>
export type Detail = Answer<'/api/mobilisations/{id}'>
export type Board = Answer<'/api/mobilisations/{id}/board'>
export type Review = Answer<'/api/mobilisations/{id}/review'>
export type Posts = Answer<'/api/mobilisations/{id}/posts'>
export type Post = Posts['items'][number]
export type PostsOnMap = Answer<'/api/mobilisations/{id}/map'>
export type PostOnMap = PostsOnMap['posts'][number]
export type Shift = Post['shifts'][number]
export type People = Answer<'/api/mobilisations/{id}/people'>
export type Candidates = Answer<'/api/mobilisation-shifts/{id}/candidates'>

export const mobilisationKey = 'mobilisation'

/** Reads one address, and again whenever something of a mobilisation changes. */
export function useMobilisation<T>(path: ApiPath, query: Record<string, string | number | boolean> = {}) {
  const client = useQueryClient()
  const queryKey = [mobilisationKey, path, query]
  useLive(() => void client.invalidateQueries({ queryKey: [mobilisationKey, path] }), 1000)
  return useQuery({ queryKey, queryFn: () => get<T>(path, query) })
}

/** Does something once and says what came of it; everything of mobilisations is read anew. */
export function useDeed<T = void>(words: { done: string }, after?: (answer: T) => void) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: ({ path, body }: { path: ApiPath; body?: unknown }) => post<T>(path, body),
    onSuccess: (answer) => {
      if (words.done) message.success(words.done)
      after?.(answer)
      return client.invalidateQueries({ queryKey: [mobilisationKey] })
    },
    onError: (error) => message.error(problemWords(error), 6),
  })
}

/** 「11-28 18:00–22:00」 */
export const hoursWords = ({ starts_at, ends_at }: { starts_at: string; ends_at: string }) =>
  `${shanghaiDay(starts_at).slice(5)} ${clockWords(starts_at)}–${clockWords(ends_at)}`
