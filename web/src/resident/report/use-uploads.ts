import { useRef, useState } from 'react'
import { uploadPhoto } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { randomId } from '../../foundation/random-id.ts'
import { shrink, UnreadablePhoto } from '../../foundation/shrink.ts'
import type { DraftPhoto } from './draft.ts'

/** A photo on its way; once it has arrived it belongs to the draft. */
export interface Upload {
  key: string
  name: string
  preview: string
  share: number
  stage: 'shrinking' | 'sending' | 'failed' | 'unreadable'
  words: string | null
  file: File
}

/** @param arrived is told each photo that the server has */
export function useUploads(arrived: (photo: DraftPhoto, preview: string) => void) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const stops = useRef(new Map<string, AbortController>())

  const change = (key: string, part: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)))
  const drop = (key: string) => setUploads((all) => all.filter((upload) => upload.key !== key))

  async function run(upload: Upload) {
    const stop = new AbortController()
    stops.current.set(upload.key, stop)
    change(upload.key, { stage: 'shrinking', share: 0, words: null })
    try {
      const small = await shrink(upload.file)
      change(upload.key, { stage: 'sending' })
      const photo = await uploadPhoto(small, (share) => change(upload.key, { share }), stop.signal)
      drop(upload.key)
      arrived({ id: photo.id, claim: photo.claim }, upload.preview)
    } catch (error) {
      if (stop.signal.aborted) return
      if (error instanceof UnreadablePhoto) change(upload.key, { stage: 'unreadable' })
      else change(upload.key, { stage: 'failed', words: problemWords(error) })
    }
  }

  return {
    uploads,
    busy: uploads.some(({ stage }) => stage === 'shrinking' || stage === 'sending'),
    add(files: File[]) {
      const added = files.map(
        (file): Upload => ({
          key: randomId(),
          name: file.name,
          preview: URL.createObjectURL(file),
          share: 0,
          stage: 'shrinking',
          words: null,
          file,
        }),
      )
      setUploads((all) => [...all, ...added])
      for (const upload of added) void run(upload)
    },
    again: (upload: Upload) => void run(upload),
    cancel(key: string) {
      stops.current.get(key)?.abort()
      drop(key)
    },
  }
}
