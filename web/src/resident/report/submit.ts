import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { NetworkError, ProblemError } from '../../foundation/api.ts'
import { isProblem } from '../../foundation/problem-words.ts'
import { uploadPhoto } from '../../foundation/send-file.ts'
import type { Receipt, RequestBody } from '../requests-api.ts'
import { bodyOf, send } from './body.ts'
import { changeDraft, clearDraft, currentDraft } from './draft.ts'
import { keptPhoto } from './kept-photos.ts'
import { keepSent, rememberCode } from './receipt.ts'

/** Whether a failed sending may still have arrived. */
export function mayHaveArrived(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof ProblemError && error.status >= 500)
}

/** The earlier version had arrived and holds the key: the server repeats its answer to exactly that version. */
export async function sendOnce(
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

/** Sends the photos of the draft anew from this device. @throws PhotosGone when it has not kept all of them */
async function renewPhotos(): Promise<void> {
  const before = currentDraft().photos
  const renewed = await Promise.all(
    before.map(async ({ key }) => {
      const kept = key ? await keptPhoto(key) : undefined
      return kept && { ...(await uploadPhoto(kept.blob)), key: kept.key }
    }),
  )
  const photos = renewed.flatMap((photo) =>
    photo ? [{ id: photo.id, claim: photo.claim, key: photo.key }] : [],
  )
  changeDraft({ photos })
  if (photos.length < before.length) throw new PhotosGone()
}

/** Photos lay here longer than they are kept; the person decides whether it goes without them. */
export class PhotosGone extends Error {}

/** Sends the draft under its key; after it arrived, the draft is gone and the receipt is shown. */
export function useSubmit() {
  const navigate = useNavigate()
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function submit() {
    let draft = currentDraft()
    let body = bodyOf(draft)
    setIsSending(true)
    setError(null)
    try {
      const sent = await sendOnce(body, draft.key, draft.sentBody).catch(async (failure) => {
        // The server keeps a photo that belongs to nothing for a day; this device keeps it until it is sent.
        if (!isProblem(failure, 'photo.unknown')) throw failure
        await renewPhotos()
        draft = currentDraft()
        body = bodyOf(draft)
        return sendOnce(body, draft.key, null)
      })
      const { receipt, isEarlier } = sent
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
