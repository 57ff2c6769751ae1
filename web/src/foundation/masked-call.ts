import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { paths } from '../generated/openapi.ts'
import { get, post } from './api.ts'
import { useNow } from './time.ts'

type Path = paths['/api/matters/{id}/masked-call']
type MaskedCallState = Path['get']['responses'][200]['content']['application/json']
export type MaskedCall = NonNullable<MaskedCallState['call']>

/** The temporary number to whoever asked: why there is none, the one lent now, and asking for one. */
export function useMaskedCall(matterId: string, isEnabled: boolean) {
  const client = useQueryClient()
  const now = useNow()
  const key = ['masked-call', matterId]
  const path = `/api/matters/${matterId}/masked-call` as const
  const { data, error, isPending, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<MaskedCallState>(path, undefined, { signal }),
    enabled: isEnabled,
    staleTime: 10_000,
    retry: false,
  })
  const asking = useMutation({
    mutationFn: (reason: string) => post<MaskedCall>(path, { reason }),
    onSuccess: (call) => client.setQueryData<MaskedCallState>(key, { why_not: null, call }),
  })
  const call = data?.call && Date.parse(data.call.lives_until) > now.getTime() ? data.call : null
  return { whyNot: data?.why_not ?? null, call, error, isPending, refetch, asking }
}

/** Dialled as one: the pause before an extension is a comma. */
export const telOf = ({ number, extension }: MaskedCall) => `tel:${number}${extension ? `,${extension}` : ''}`
