import { notifyManager, QueryClient } from '@tanstack/react-query'
import { NetworkError, ProblemError } from './api.ts'
import { holdWhilePressed } from './press.ts'

/** Only what may pass by itself is asked again: a lost network, a server that is starting. */
function mayPass(error: Error): boolean {
  return error instanceof NetworkError || (error instanceof ProblemError && error.status >= 502)
}

export function makeQueryClient(): QueryClient {
  notifyManager.setScheduler(holdWhilePressed(window))
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && mayPass(error),
        retryDelay: (failures) => 800 * 2 ** failures,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
