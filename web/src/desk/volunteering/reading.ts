import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { get } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { useWords } from '../words/index.ts'

/** The first segment of the key of everything that these pages read. */
export const reads = 'volunteering'

/** A list page after page; `by` says how the address names where the page before ended. */
export function usePages<Page extends { next: string | null }>(
  path: ApiPath,
  query: Record<string, string | undefined>,
  by: 'after' | 'cursor' = 'after',
) {
  return useInfiniteQuery({
    queryKey: [reads, path, query],
    queryFn: ({ pageParam }) => get<Page>(path, { ...query, [by]: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
}

/** Does something from a page and reads anew what these pages show; says what went wrong in a sentence. */
export function useDo<T = void>(send: (given: T) => Promise<unknown>, onDone?: () => void) {
  const client = useQueryClient()
  const say = useWords()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      message.success(say('state.saved'))
      onDone?.()
      return client.invalidateQueries({ queryKey: [reads] })
    },
    onError: (error) => {
      message.error(problemWords(error))
      void client.invalidateQueries({ queryKey: [reads] })
    },
  })
}
