import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Icon } from '../../foundation/icon.tsx'
import { Failure } from '../pieces/states.tsx'
import { type Door, hidePhoto, type MatterPhoto, type TrackedRequest } from '../requests-api.ts'
import { useWords, type WordKey } from './words.ts'

const order = ['before', 'other', 'after', 'original'] as const

interface MatterPhotosProps {
  photos: MatterPhoto[]
  door: Door
  onDone(fresh: TrackedRequest, words: WordKey): void
}

const groupOf = ({ of_original, purpose }: MatterPhoto) => (of_original ? 'original' : purpose)

/** Photos side by side: how it was, how it is. */
export function MatterPhotos({ photos, door, onDone }: MatterPhotosProps) {
  const say = useWords()
  const hiding = useMutation({
    mutationFn: (photo: string) => hidePhoto(door, photo),
    onSuccess: (fresh) => onDone(fresh, 'track.photos.hidden'),
  })
  const dialog = useRef<HTMLDialogElement>(null)
  const [open, setOpen] = useState<{ url: string; alt: string } | null>(null)
  const show = (photo: { url: string; alt: string }) => {
    setOpen(photo)
    dialog.current?.showModal()
  }
  return (
    <section className="card list-card">
      <h2>{say('track.photos.title')}</h2>
      <div className="photo-groups">
        {order.map((purpose) => {
          const some = photos.filter((photo) => groupOf(photo) === purpose)
          if (some.length === 0) return null
          return (
            <div key={purpose}>
              <h3>{say(`track.photos.${purpose}`)}</h3>
              <ul className="photo-grid">
                {some.map((photo, index) => {
                  const alt = say('track.photos.open', {
                    purpose: say(`track.photos.${purpose}`),
                    number: index + 1,
                  })
                  return (
                    <li key={photo.id} data-captioned={photo.may_show || undefined}>
                      <button
                        type="button"
                        className="photo-open"
                        onClick={() => show({ url: photo.url, alt })}
                      >
                        <img src={photo.thumb} alt={alt} loading="lazy" />
                      </button>
                      {photo.may_show && (
                        <div className="photo-shown">
                          <small>{say(photo.shown ? 'track.photos.shown' : 'track.photos.agreed')}</small>
                          <button
                            type="button"
                            className="quiet small"
                            disabled={hiding.isPending}
                            onClick={() => hiding.mutate(photo.id)}
                          >
                            {say('track.photos.hide')}
                          </button>
                        </div>
                      )}
                    </li>
                  )
                })}
              </ul>
            </div>
          )
        })}
      </div>
      {hiding.error && <Failure error={hiding.error} />}
      <dialog ref={dialog} className="photo-dialog" onClose={() => setOpen(null)}>
        <button
          type="button"
          className="photo-remove"
          aria-label={say('track.photos.close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
        {open && <img src={open.url} alt={open.alt} />}
      </dialog>
    </section>
  )
}
