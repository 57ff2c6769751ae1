import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type CallOptions, get, post } from './api.ts'

export interface SessionDuty {
  id: string
  role: string
  role_zh: string
  role_en: string
  organisation: { id: string; name: string }
  area: { id: string; name: string } | null
}

/** What GET /api/auth/me tells; `anonymous` where nobody is signed in. */
export interface Session {
  kind: 'anonymous' | 'resident' | 'staff'
  name: string | null
  /** Null for residents, who sign in by phone. */
  account: string | null
  duties: SessionDuty[]
  second_factor: boolean
  /** The password must be changed before anything else is done. */
  password_due: boolean
  demo: boolean
}

export const sessionKey = ['session'] as const

export function readSession(options?: CallOptions): Promise<Session> {
  return get<Session>('/api/auth/me', undefined, options)
}

export interface SessionState {
  /** Undefined until it is known. */
  session: Session | undefined
  isStaff: boolean
  isResident: boolean
  isLoading: boolean
  error: Error | null
  refresh(): Promise<void>
}

/** Who is signed in on this device. */
export function useSession(): SessionState {
  const client = useQueryClient()
  const { data, isLoading, error } = useQuery({
    queryKey: sessionKey,
    queryFn: () => readSession(),
    staleTime: 60_000,
  })
  return {
    session: data,
    isStaff: data?.kind === 'staff',
    isResident: data?.kind === 'resident',
    isLoading,
    error,
    refresh: () => client.invalidateQueries({ queryKey: sessionKey }),
  }
}

/** Ends the session on the server and forgets everything this page has read under it. */
export function useSignOut(after: () => void = () => location.assign('/')) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => post<void>('/api/auth/sign-out'),
    onSuccess: () => {
      client.clear()
      after()
    },
  })
}
