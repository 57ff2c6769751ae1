import { useEffect, useRef, useState } from 'react'
import { Icon } from '../../foundation/icon.tsx'
import { shrink, UnreadablePhoto } from '../../foundation/shrink.ts'
import { useWords } from '../words.ts'

export interface Photo {
  id: string
  blob: Blob
}

/** Shows a picture that the phone keeps. */
export function useAddress(blob: Blob): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address
}

export function Thumb({
  photo,
  number,
  onRemove,
}: {
  photo: Photo
  number: number
  onRemove?: (() => void) | undefined
}) {
  const say = useWords()
  const address = useAddress(photo.blob)
  return (
    <li>
      {address && <img src={address} alt={say('report.photoAlt', { number })} />}
      {onRemove && (
        <button
          type="button"
          className="photo-remove"
          aria-label={say('report.photoRemove', { number })}
          onClick={onRemove}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  )
}

interface PhotosProps {
  label: string
  photos: readonly Photo[]
  most: number
  onAdd(blob: Blob): void
  onRemove(id: string): void
}

/** Photos are taken or chosen, made small on the phone, and kept there until they are sent. */
export function Photos({ label, photos, most, onAdd, onRemove }: PhotosProps) {
  const say = useWords()
  const group = useRef<HTMLFieldSetElement>(null)
  const [isUnreadable, setUnreadable] = useState(false)
  const room = most - photos.length

  async function add(files: File[]) {
    setUnreadable(false)
    for (const file of files.slice(0, room)) {
      try {
        onAdd(await shrink(file))
      } catch (error) {
        if (!(error instanceof UnreadablePhoto)) throw error
        setUnreadable(true)
      }
    }
  }

  const input = (isCamera: boolean) => (
    <li>
      <label className="photo-add">
        <Icon name={isCamera ? 'camera' : 'copy'} />
        {say(isCamera ? 'report.take' : 'report.choose')}
        <input
          type="file"
          accept="image/*"
          {...(isCamera ? { capture: 'environment' as const } : { multiple: true })}
          className="lx-hidden"
          onChange={(event) => {
            void add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </label>
    </li>
  )

  return (
    <fieldset className="photos" ref={group} tabIndex={-1}>
      <legend>
        {label}
        {photos.length > 0 && <span className="optional">{`${photos.length} / ${most}`}</span>}
      </legend>
      <ul className="photo-grid">
        {photos.map((photo, index) => (
          <Thumb
            key={photo.id}
            photo={photo}
            number={index + 1}
            onRemove={() => {
              onRemove(photo.id)
              group.current?.focus()
            }}
          />
        ))}
        {room > 0 && input(true)}
        {room > 0 && input(false)}
      </ul>
      {isUnreadable && (
        <p className="fault" role="alert">
          {say('report.unreadable')}
        </p>
      )}
    </fieldset>
  )
}
