import { type FormEvent, useState } from 'react'
import { Field } from '../../foundation/field.tsx'
import { MarkWord } from '../../foundation/marks.tsx'
import { useKept } from '../keeping/kept.ts'
import { useDeeds } from '../keeping/use-deeds.ts'
import { about, titles } from '../outbox/deeds.ts'
import type { Entry } from '../outbox/entry.ts'
import { timeOrderedId } from '../outbox/ids.ts'
import { NotKept } from '../pieces/not-kept.tsx'
import { type Photo, Photos } from '../pieces/photos.tsx'
import { Page } from '../pieces/states.tsx'
import { useWords } from '../words.ts'
import { Deeds } from './matter-page.tsx'
import { waits } from './matters-page.tsx'
import { deedsOn, notSent } from './overlay.ts'

/** A finding that only this phone knows yet: it can be settled, added to, or carried up with one tap. */
export function FindingPage({ finding, entries }: { finding: Entry; entries: Entry[] }) {
  const say = useWords()
  const text = String(finding.body.text)
  const deeds = deedsOn(finding.id, entries)
  const isOver = deeds.some(
    ({ kind, state }) => state !== 'stuck' && (kind === 'settle' || kind === 'carry_up'),
  )
  const [open, setOpen] = useState<'settle' | 'add' | null>(null)
  const { run, isBusy, isFailed } = useDeeds()
  const after = [finding.id]
  const carryUp = () =>
    void run([{ kind: 'carry_up', after, title: about(titles.carry_up, text), body: { of: finding.id } }])
  return (
    <Page title={say('matter.finding')}>
      {notSent(finding) && (
        <p>
          <MarkWord mark={waits} words={say('matter.queued')} />
        </p>
      )}
      <p className="said">{text}</p>
      <Deeds deeds={deeds.filter(notSent)} />
      {!isOver && finding.body.follows === undefined && (
        <section className="actions" aria-label={say('matter.actions')}>
          {open ? (
            <Words
              kind={open}
              isBusy={isBusy}
              onCancel={() => setOpen(null)}
              onDone={async (words, photos) => {
                const kept = await run([
                  {
                    kind: open,
                    after,
                    title: about(titles[open], words),
                    photos: photos.map(({ blob }) => ({ blob, purpose: 'after' as const })),
                    body: { of: finding.id, text: words },
                  },
                ])
                if (kept) setOpen(null)
              }}
            />
          ) : (
            <>
              <button type="button" className="button big" onClick={() => setOpen('settle')}>
                {say('matter.commands.settle')}
              </button>
              <button type="button" className="button big secondary" disabled={isBusy} onClick={carryUp}>
                {say('matter.carryUpNow')}
              </button>
              <button type="button" className="quiet big" onClick={() => setOpen('add')}>
                {say('matter.commands.progress')}
              </button>
            </>
          )}
          <NotKept isFailed={isFailed} />
        </section>
      )}
    </Page>
  )
}

interface WordsProps {
  kind: 'settle' | 'add'
  isBusy: boolean
  onDone(words: string, photos: Photo[]): Promise<void>
  onCancel(): void
}

function Words({ kind, isBusy, onDone, onCancel }: WordsProps) {
  const say = useWords()
  const { kept } = useKept()
  const [text, setText] = useState('')
  const [photos, setPhotos] = useState<Photo[]>([])
  const [isTried, setTried] = useState(false)
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (text.trim()) void onDone(text.trim(), photos)
  }
  return (
    <form className="card form" noValidate onSubmit={submit}>
      <Field
        label={say(kind === 'settle' ? 'report.settled' : 'matter.form.progress')}
        fault={isTried && !text.trim() ? say('matter.form.fault') : undefined}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            rows={4}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Photos
        label={say(kind === 'settle' ? 'report.after' : 'report.photos')}
        photos={photos}
        most={kept.pack.forms.max_photos}
        onAdd={(blob) => setPhotos((before) => [...before, { id: timeOrderedId(), blob }])}
        onRemove={(id) => setPhotos((before) => before.filter((photo) => photo.id !== id))}
      />
      <button type="submit" className="button big" disabled={isBusy}>
        {say('matter.form.save')}
      </button>
      <button type="button" className="quiet big" onClick={onCancel}>
        {say('matter.form.cancel')}
      </button>
    </form>
  )
}
