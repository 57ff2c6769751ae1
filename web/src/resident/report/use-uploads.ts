import { useEffect, useRef, useState } from 'react'
import { problemWords } from '../../foundation/problem-words.ts'
import { randomId } from '../../foundation/random-id.ts'
import { uploadPhoto } from '../../foundation/send-file.ts'
import { shrink, UnreadablePhoto } from '../../foundation/shrink.ts'
import type { DraftPhoto } from './draft.ts'
import { alone, forgetPhoto, keepPhoto, keptPhotos } from './kept-photos.ts'

/** A photo on its way; once it has arrived it belongs to the draft. */
export interface Upload {
  key: string
  name: string
  preview: string
  share: number
  stage: 'shrinking' | 'sending' | 'failed' | 'unreadable'
  words: string | null
  file: Blob
  isSmall: boolean
}

interface Uploading {
  /** Kept on this device until the draft is gone; photos that a closed page left half sent go on by themselves. */
  keeps: boolean
  /** Which photos the draft has already. */
  arrivedKeys(): (string | undefined)[]
  /** Told each photo that the server has. */
  arrived(photo: DraftPhoto, preview: string): void
}

export function useUploads({ keeps, arrivedKeys, arrived }: Uploading) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const stops = useRef(new Map<string, AbortController>())

  const change = (key: string, part: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)))
  const drop = (key: string) => setUploads((all) => all.filter((upload) => upload.key !== key))

  async function send(upload: Upload) {
    const stop = new AbortController()
    stops.current.set(upload.key, stop)
    change(upload.key, { stage: 'shrinking', share: 0, words: null })
    try {
      const small = upload.isSmall ? upload.file : await shrink(upload.file)
      if (keeps && !upload.isSmall) await keepPhoto({ key: upload.key, name: upload.name, blob: small })
      if (stop.signal.aborted) return void forgetPhoto(upload.key)
      change(upload.key, { stage: 'sending', file: small, isSmall: true })
      const photo = await uploadPhoto(small, (share) => change(upload.key, { share }), stop.signal)
      drop(upload.key)
      arrived({ id: photo.id, claim: photo.claim, ...(keeps ? { key: upload.key } : {}) }, upload.preview)
    } catch (error) {
      if (stop.signal.aborted) return
      if (error instanceof UnreadablePhoto) change(upload.key, { stage: 'unreadable' })
      else change(upload.key, { stage: 'failed', words: problemWords(error) })
    }
  }
  const run = (upload: Upload) => void alone(upload.key, () => send(upload))

  function begin(added: Upload[]) {
    setUploads((all) => [...all, ...added])
    for (const upload of added) run(upload)
  }
  const makeUpload = (key: string, name: string, file: Blob, isSmall: boolean): Upload => ({
    key,
    name,
    preview: URL.createObjectURL(file),
    share: 0,
    stage: 'shrinking',
    words: null,
    file,
    isSmall,
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once, when the form opens
  useEffect(() => {
    if (!keeps) return
    let gone = false
    void keptPhotos().then((kept) => {
      const left = kept.filter(({ key }) => !arrivedKeys().includes(key) && !stops.current.has(key))
      if (!gone && left.length > 0)
        begin(left.map(({ key, name, blob }) => makeUpload(key, name, blob, true)))
    })
    return () => {
      gone = true
    }
  }, [])

  // What a lost line stopped goes on by itself when the line is back.
  useEffect(() => {
    const goOn = () => {
      for (const upload of uploads) if (upload.stage === 'failed') run(upload)
    }
    addEventListener('online', goOn)
    return () => removeEventListener('online', goOn)
  })

  return {
    uploads,
    failed: uploads.some(({ stage }) => stage === 'failed'),
    busy: uploads.some(({ stage }) => stage === 'shrinking' || stage === 'sending'),
    add: (files: File[]) => begin(files.map((file) => makeUpload(randomId(), file.name, file, false))),
    again: run,
    cancel(key: string) {
      stops.current.get(key)?.abort()
      void forgetPhoto(key)
      drop(key)
    },
  }
}
