import { useEffect, useRef, useState } from 'react'
import { Icon } from '../../foundation/icon.tsx'
import { useWords } from '../words.ts'
import type { DraftPhoto } from './draft.ts'
import { forgetPhoto } from './kept-photos.ts'
import { type Upload, useUploads } from './use-uploads.ts'

interface PhotosProps {
  photos: DraftPhoto[]
  most: number
  onChange(change: (before: DraftPhoto[]) => DraftPhoto[]): void
  /** Some are on their way, or did not arrive: sent now, the words would go without them. */
  onBusy?(busy: boolean, failed: boolean): void
  /** Whether this device keeps them until they are sent, across reloads. */
  keeps?: boolean
}

/** Takes photos, makes them small on the device, sends them while the person goes on writing. */
export function Photos({ photos, most, onChange, onBusy, keeps = false }: PhotosProps) {
  const say = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [previews, setPreviews] = useState<Record<string, string>>({})
  const { uploads, busy, failed, add, again, cancel } = useUploads({
    keeps,
    arrivedKeys: () => photos.map(({ key }) => key),
    arrived(photo, preview) {
      setPreviews((all) => ({ ...all, [photo.id]: preview }))
      onChange((before) => [...before, photo])
    },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it changes, not when the listener does
  useEffect(() => onBusy?.(busy, failed), [busy, failed])
  const room = most - photos.length - uploads.length

  return (
    <div className="photos">
      <ul className="photo-grid">
        {photos.map((photo, index) => (
          <li key={photo.id}>
            <img
              src={
                previews[photo.id] ??
                `/api/photos/${photo.id}?size=thumb&claim=${encodeURIComponent(photo.claim)}`
              }
              alt={say('report.photos.alt', { number: index + 1 })}
            />
            <button
              type="button"
              className="photo-remove"
              aria-label={say('report.photos.remove', { number: index + 1 })}
              onClick={() => {
                onChange((before) => before.filter(({ id }) => id !== photo.id))
                if (photo.key) void forgetPhoto(photo.key)
                input.current?.focus()
              }}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
        {uploads.map((upload) => (
          <Uploading
            key={upload.key}
            upload={upload}
            again={() => again(upload)}
            cancel={() => cancel(upload.key)}
          />
        ))}
        {room > 0 && (
          <li>
            <label className="photo-add">
              <Icon name="camera" />
              {say(photos.length + uploads.length > 0 ? 'report.photos.more' : 'report.photos.add')}
              <input
                ref={input}
                type="file"
                accept="image/*"
                multiple
                className="lx-hidden"
                onChange={(event) => {
                  add([...(event.target.files ?? [])].slice(0, room))
                  event.target.value = ''
                }}
              />
            </label>
          </li>
        )}
      </ul>
      <div role="alert">
        {[...new Set(uploads.flatMap(({ stage, words }) => (stage === 'failed' && words ? words : [])))].map(
          (words) => (
            <p key={words} className="fault">
              {words}
            </p>
          ),
        )}
      </div>
      <p className="lx-hidden" role="status">
        {busy ? '' : photos.length > 0 ? say('report.photos.done') : ''}
      </p>
    </div>
  )
}

function Uploading({ upload, again, cancel }: { upload: Upload; again(): void; cancel(): void }) {
  const say = useWords()
  const words = {
    shrinking: say('report.photos.shrinking'),
    sending: say('report.photos.uploading', { percent: Math.round(upload.share * 100) }),
    failed: say('report.photos.failed'),
    unreadable: say('report.photos.unreadable'),
  }[upload.stage]
  const failed = upload.stage === 'failed' || upload.stage === 'unreadable'
  return (
    <li className="photo-pending" data-failed={failed || undefined}>
      {upload.stage !== 'unreadable' && <img src={upload.preview} alt="" />}
      <div className="photo-words" role={failed ? 'alert' : undefined}>
        <span>{words}</span>
        {upload.stage === 'sending' && <progress value={upload.share} max={1} aria-label={words} />}
        {upload.stage === 'failed' && (
          <button type="button" className="quiet small" onClick={again}>
            <Icon name="again" />
            {say('report.photos.again')}
          </button>
        )}
      </div>
      <button
        type="button"
        className="photo-remove"
        aria-label={say('report.photos.remove', { number: upload.name })}
        onClick={cancel}
      >
        <Icon name="close" />
      </button>
    </li>
  )
}
