import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { NetworkError, ProblemError } from '../../foundation/api.ts'
import { isProblem } from '../../foundation/problem-words.ts'
import type { Receipt, RequestBody } from '../requests-api.ts'
import { bodyOf, send } from './body.ts'
import { changeDraft, clearDraft, currentDraft } from './draft.ts'
import { keepSent, rememberCode } from './receipt.ts'

/** Whether a failed sending may still have arrived. */
export function mayHaveArrived(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof ProblemError && error.status >= 500)
}

/** The earlier version had arrived and holds the key: the server repeats its answer to exactly that version. */
async function sendOnce(
  body: RequestBody,
  key: string,
  before: RequestBody | null,
): Promise<{ receipt: Receipt; isEarlier: boolean }> {
  try {
    return { receipt: await send(body, key), isEarlier: false }
  } catch (error) {
    if (!before || !isProblem(error, 'input.key_reused')) throw error
    return { receipt: await send(before, key), isEarlier: true }
  }
}

/** Sends the draft under its key; after it arrived, the draft is gone and the receipt is shown. */
export function useSubmit() {
  const navigate = useNavigate()
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function submit() {
    const draft = currentDraft()
    const body = bodyOf(draft)
    setIsSending(true)
    setError(null)
    try {
      const { receipt, isEarlier } = await sendOnce(body, draft.key, draft.sentBody)
      const title = [...draft.text.trim().replace(/\s+/g, ' ')].slice(0, 24).join('')
      keepSent({ ...receipt, title, isEarlier })
      if (!body.anonymous) rememberCode({ code: receipt.code, title, at: new Date().toISOString() })
      clearDraft()
      await navigate({ to: '/sent' })
    } catch (failure) {
      // The first version that may have arrived is the one that holds the key.
      if (mayHaveArrived(failure)) changeDraft((before) => ({ sentBody: before.sentBody ?? body }))
      setError(failure)
    } finally {
      setIsSending(false)
    }
  }

  return { submit, isSending, error, forgive: () => setError(null) }
}
