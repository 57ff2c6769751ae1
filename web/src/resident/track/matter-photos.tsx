import { useRef, useState } from 'react'
import { Icon } from '../../foundation/icon.tsx'
import type { MatterPhoto } from '../requests-api.ts'
import { useWords } from './words.ts'

const order = ['before', 'other', 'after'] as const

/** Photos side by side: how it was, how it is. */
export function MatterPhotos({ photos }: { photos: MatterPhoto[] }) {
  const say = useWords()
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
          const some = photos.filter((photo) => photo.purpose === purpose)
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
                    <li key={photo.id}>
                      <button
                        type="button"
                        className="photo-open"
                        onClick={() => show({ url: photo.url, alt })}
                      >
                        <img src={photo.thumb} alt={alt} loading="lazy" />
                      </button>
                    </li>
                  )
                })}
              </ul>
            </div>
          )
        })}
      </div>
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
