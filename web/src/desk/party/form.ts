import { useQuery } from '@tanstack/react-query'
import { get } from '../../foundation/api.ts'
import type { PartyForm } from './party.ts'

/** The words and choices that forms about members offer; undefined until they are there. */
export function usePartyForm(): PartyForm | undefined {
  return useQuery({
    queryKey: ['party', 'form'],
    queryFn: () => get<PartyForm>('/api/party/form'),
    staleTime: 600_000,
  }).data
}
