import { useQuery } from '@tanstack/react-query'
import { get } from '../../foundation/api.ts'
import type { AreaPage } from './territory.ts'

/** One area by its id, for whoever needs its name. */
export function useArea(id: string | undefined) {
  return useQuery({
    queryKey: ['territory', 'area', id],
    queryFn: () => get<AreaPage>(`/api/areas/${id!}`),
    enabled: id !== undefined,
    staleTime: 60_000,
  })
}
