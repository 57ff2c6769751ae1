import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { problemWords } from '../../foundation/problem-words.ts'
import { uploadPhoto } from '../../foundation/send-file.ts'
import type { PhotoClaim } from '../types.ts'
import { useWords } from '../words/index.ts'

interface PhotosInputProps {
  id?: string
  value?: PhotoClaim[]
  onChange?: (value: PhotoClaim[]) => void
  most?: number
}

interface Upload {
  key: string
  preview: string
  share: number
  claim?: PhotoClaim
  error?: string
}

/** Photos to go with what is sent: they are uploaded at once, and belong to it only when it is sent. */
export function PhotosInput({ id, onChange, most = 9 }: PhotosInputProps) {
  const say = useWords()
  const [uploads, setUploads] = useState<Upload[]>([])
  const shown = useRef(uploads)
  shown.current = uploads
  const told = useRef(onChange)
  told.current = onChange
  useEffect(() => () => shown.current.forEach(({ preview }) => void URL.revokeObjectURL(preview)), [])

  function change(next: Upload[]) {
    shown.current = next
    setUploads(next)
    told.current?.(next.flatMap(({ claim }) => (claim ? [claim] : [])))
  }
  const update = (key: string, more: Partial<Upload>) =>
    change(shown.current.map((upload) => (upload.key === key ? { ...upload, ...more } : upload)))

  async function add(file: File) {
    const upload: Upload = { key: crypto.randomUUID(), preview: URL.createObjectURL(file), share: 0 }
    change([...shown.current, upload])
    try {
      const { id: photoId, claim } = await uploadPhoto(file, (share) => update(upload.key, { share }))
      update(upload.key, { share: 1, claim: { id: photoId, claim } })
    } catch (error) {
      update(upload.key, { error: problemWords(error) })
    }
  }

  return (
    <div className="desk-photos-input">
      {uploads.map((upload) => (
        <figure key={upload.key} data-failed={upload.error ? '' : undefined}>
          <img src={upload.preview} alt="" />
          {!upload.claim && !upload.error && (
            <Progress percent={Math.round(upload.share * 100)} size="small" showInfo={false} />
          )}
          <button
            type="button"
            aria-label={say('act.remove')}
            onClick={() => change(uploads.filter(({ key }) => key !== upload.key))}
          >
            <CloseOutlined aria-hidden />
          </button>
          {upload.error && (
            <figcaption role="alert">
              {say('matter.form.uploadFailed')} {upload.error}
            </figcaption>
          )}
        </figure>
      ))}
      {uploads.length < most && (
        <label className="desk-photos-add">
          <PlusOutlined aria-hidden />
          <span>{say('matter.form.addPhotos')}</span>
          <input
            {...(id ? { id } : {})}
            type="file"
            accept="image/*"
            multiple
            className="lx-hidden"
            onChange={(event) => {
              const files = [...(event.target.files ?? [])].slice(0, most - uploads.length)
              event.target.value = ''
              for (const file of files) void add(file)
            }}
          />
        </label>
      )}
    </div>
  )
}
