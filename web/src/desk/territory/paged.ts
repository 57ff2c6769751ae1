import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import type { ListPage } from './territory.ts'

/** A list of the territory, searched by `q`, page after page. */
export function usePaged<T>(path: ApiPath, q: string, more: Record<string, string | undefined> = {}) {
  const query = useInfiniteQuery({
    queryKey: ['territory', path, q, more],
    queryFn: ({ pageParam }) =>
      get<ListPage<T>>(path, { ...(q ? { q } : {}), ...more, limit: 50, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
  return { query, items: query.data?.pages.flatMap((page) => page.items) ?? [] }
}
