import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isProblem } from '../../foundation/problem-words.ts'
import { chainWords, placeByCode } from '../places-api.ts'
import { useWords } from '../words.ts'
import { changeDraft } from './draft.ts'

/** Takes the place from the code that was scanned. @returns what is wrong with the code, in words */
export function usePlaceFromCode(code: string | undefined): string | null {
  const say = useWords()
  const { data, error } = useQuery({
    queryKey: ['place', code],
    queryFn: () => placeByCode(code!),
    enabled: Boolean(code),
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(() => {
    if (!data) return
    changeDraft({
      place: {
        how: 'code',
        location: { place_code: data.code },
        name: data.name,
        chain: data.address ?? chainWords(data.chain),
      },
    })
  }, [data])
  if (!error) return null
  return isProblem(error, 'not_found') || isProblem(error, 'input.invalid')
    ? say('report.where.unknownCode')
    : say('report.where.codeFailed')
}
