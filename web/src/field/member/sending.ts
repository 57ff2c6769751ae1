import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { NetworkError, patch, post, put } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { randomId } from '../../foundation/random-id.ts'
import { noteFailure, noteSuccess } from '../keeping/field.ts'
import { memberReads } from './reading.ts'
import { useMemberWords } from './words.ts'

const ways = { post, put, patch } as const

/**
 * Sends what a member decided. A place that others want too is not taken without a signal: then it says so, and the
 * next tap goes under the same key, so that nothing is done twice.
 */
export function useSend() {
  const say = useMemberWords()
  const client = useQueryClient()
  const key = useRef<{ what: string; key: string } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  return {
    isBusy,
    trouble,
    clear: () => setTrouble(null),
    /** @returns what the server answered; undefined where it was not done, and `trouble` says why */
    async send<T>(
      path: ApiPath,
      body: unknown = {},
      way: keyof typeof ways = 'post',
    ): Promise<T | undefined> {
      if (isBusy) return undefined
      const what = JSON.stringify([way, path, body])
      if (key.current?.what !== what) key.current = { what, key: randomId() }
      setBusy(true)
      setTrouble(null)
      try {
        const answer = await ways[way]<T>(path, body, { idempotencyKey: key.current.key })
        noteSuccess()
        key.current = null
        await client.invalidateQueries({ queryKey: [memberReads] })
        return answer ?? ({} as T)
      } catch (error) {
        const isLost = error instanceof NetworkError
        if (isLost) noteFailure(error)
        else {
          key.current = null
          void client.invalidateQueries({ queryKey: [memberReads] })
        }
        setTrouble(isLost ? say('needsSignal') : problemWords(error))
        return undefined
      } finally {
        setBusy(false)
      }
    },
  }
}
