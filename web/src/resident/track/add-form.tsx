import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { Field } from '../../foundation/field.tsx'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import { Icon } from '../../foundation/icon.tsx'
import { Failure } from '../pieces/states.tsx'
import type { DraftPhoto } from '../report/draft.ts'
import { Photos } from '../report/photos.tsx'
import { addWords, type Door, readForm, type TrackedRequest } from '../requests-api.ts'
import { useWords, type WordKey } from './words.ts'

interface AddFormProps {
  door: Door
  onDone(fresh: TrackedRequest, words: WordKey): void
}

export function AddForm({ door, onDone }: AddFormProps) {
  const say = useWords()
  const form = useRef<HTMLFormElement>(null)
  const { data: rules } = useQuery({ queryKey: ['form'], queryFn: readForm, staleTime: 600_000 })
  const [text, setText] = useState('')
  const [photos, setPhotos] = useState<DraftPhoto[]>([])
  const [isUploading, setIsUploading] = useState(false)
  const [isPhotoLeft, setIsPhotoLeft] = useState(false)
  const [isTried, setIsTried] = useState(false)
  const isEmpty = text.trim() === '' && photos.length === 0
  const sending = useMutation({
    mutationFn: () => addWords(door, text.trim() || say('track.add.photoOnly'), photos),
    onSuccess: (fresh) => {
      setText('')
      setPhotos([])
      setIsTried(false)
      onDone(fresh, 'track.add.done')
    },
  })
  function send(event: FormEvent) {
    event.preventDefault()
    setIsTried(true)
    if (isUploading || isPhotoLeft) return
    if (isEmpty) focusFirstFault(form.current)
    else sending.mutate()
  }
  return (
    <details className="card fold">
      <summary>
        <Icon name="speech" />
        {say('track.add.title')}
      </summary>
      <form ref={form} noValidate onSubmit={send}>
        <Field label={say('track.add.text')} fault={isTried && isEmpty ? say('track.add.fault') : undefined}>
          {(wiring) => (
            <textarea
              {...wiring}
              rows={3}
              maxLength={2000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Photos
          photos={photos}
          most={rules?.max_photos ?? 9}
          onBusy={(busy, failed) => {
            setIsUploading(busy)
            setIsPhotoLeft(failed)
          }}
          onChange={setPhotos}
        />
        {isTried && (isUploading || isPhotoLeft) && (
          <p className="fault" role="alert">
            {say(isUploading ? 'report.photos.waiting' : 'report.photos.left')}
          </p>
        )}
        {sending.error && <Failure error={sending.error} />}
        <button type="submit" className="button" disabled={sending.isPending}>
          {sending.isPending ? say('form.sending') : say('track.add.send')}
        </button>
      </form>
    </details>
  )
}
