import { type FormEvent, useRef, useState } from 'react'
import { Choices, Field } from '../../foundation/field.tsx'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import { Icon } from '../../foundation/icon.tsx'
import { useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { readPoint } from '../keeping/at-point.ts'
import { pointOf, useKept } from '../keeping/kept.ts'
import { usePosition, wantsPosition } from '../keeping/position.ts'
import { useDeeds } from '../keeping/use-deeds.ts'
import { timeOrderedId } from '../outbox/ids.ts'
import { NotKept } from '../pieces/not-kept.tsx'
import { Photos } from '../pieces/photos.tsx'
import { Page } from '../pieces/states.tsx'
import { useWords } from '../words.ts'
import { CategoryInput, Similar } from './about.tsx'
import { deedsOf } from './deeds.ts'
import {
  changeDraft,
  type Draft,
  draftNote,
  endDraft,
  isTouched,
  newPhoto,
  settleDraft,
  useDraft,
} from './draft.ts'
import { PlaceInput } from './place-input.tsx'

const mostWords = 4000

export function ReportPage() {
  const say = useWords()
  const search = useAddress(readPoint)
  const { kept } = useKept()
  const [isDone, setDone] = useState(false)
  const found = pointOf(kept, search)
  const at: Draft['at'] = found
    ? {
        plan: found.round.plan.id,
        round: found.round.key,
        point: found.point.id,
        wrong: (search.wrong ?? '').split(',').filter(Boolean).map(Number),
      }
    : null
  const held = useDraft(kept.pack.me.id, at)
  if (isDone) return <Done onAnother={() => setDone(false)} />
  return (
    <Page title={say('report.title')}>
      {held && (
        <ReportForm draft={held.draft} isRestored={held.isRestored} at={at} onDone={() => setDone(true)} />
      )}
    </Page>
  )
}

interface ReportFormProps {
  draft: Draft
  isRestored: boolean
  /** The point from which one came here. */
  at: Draft['at']
  onDone(): void
}

function ReportForm({ draft, isRestored, at, onDone }: ReportFormProps) {
  const say = useWords()
  const form = useRef<HTMLFormElement>(null)
  const { kept, entries, walk } = useKept()
  const found = draft.at && pointOf(kept, draft.at)
  const position = usePosition(wantsPosition() && walk !== null && found !== null)
  const [isTried, setTried] = useState(false)
  const { run, isBusy, isFailed } = useDeeds()
  const { forms } = kept.pack
  const most = Math.min(mostWords, forms.max_text)
  const tooLong = (words: string) =>
    [...words].length > most ? say('report.faults.long', { most }) : undefined
  const faults = {
    text: tooLong(draft.text) ?? (isTried && !draft.text.trim() ? say('report.faults.text') : undefined),
    settled:
      draft.way !== 'settle'
        ? undefined
        : (tooLong(draft.settled) ??
          (isTried && !draft.settled.trim() ? say('report.faults.settled') : undefined)),
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    const isWhole = draft.text.trim() && (draft.way !== 'settle' || draft.settled.trim())
    if (!isWhole || faults.text || faults.settled) return focusFirstFault(form.current)
    await settleDraft()
    const deeds = deedsOf(draft, {
      walk: walk?.reference ?? null,
      point: found?.point ?? null,
      position: position ?? null,
      entries,
      makeId: timeOrderedId,
    })
    if (!(await run(deeds, draftNote(kept.pack.me.id)))) return
    await endDraft()
    onDone()
  }

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)}>
      {(isRestored || isTouched(draft)) && <Unfinished draft={draft} isRestored={isRestored} at={at} />}
      {found && (
        <p className="chosen">
          <Icon name="pin" />
          <strong>{say('report.at', { point: found.point.name })}</strong>
        </p>
      )}
      <Field label={say('report.text')} hint={say('report.textHint')} fault={faults.text}>
        {(wiring) => (
          <textarea
            {...wiring}
            rows={4}
            value={draft.text}
            onChange={(event) => {
              const text = event.target.value
              changeDraft((before) => ({ ...before, text }))
            }}
          />
        )}
      </Field>
      <Photos
        label={say('report.photos')}
        photos={draft.photos}
        most={forms.max_photos}
        onAdd={(blob) => changeDraft((before) => ({ ...before, photos: [...before.photos, newPhoto(blob)] }))}
        onRemove={(id) =>
          changeDraft((before) => ({ ...before, photos: before.photos.filter((each) => each.id !== id) }))
        }
      />
      <PlaceInput
        place={draft.place}
        otherwise={found ? say('report.at', { point: found.point.name }) : say('report.place.unset')}
        onChange={(place) => changeDraft((before) => ({ ...before, place }))}
      />
      <Field label={say('report.place.detail')} optional>
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            maxLength={200}
            placeholder={say('report.place.detailHint')}
            value={draft.detail}
            onChange={(event) => {
              const detail = event.target.value
              changeDraft((before) => ({ ...before, detail }))
            }}
          />
        )}
      </Field>
      <CategoryInput draft={draft} />
      <Similar draft={draft} point={found ? { lat: found.point.lat, lng: found.point.lng } : null} />
      {!draft.follows && (
        <Choices
          legend={say('report.how')}
          name="way"
          value={draft.way}
          choices={(['keep', 'settle', 'carry_up'] as const).map((way) => ({
            value: way,
            label: say(`report.ways.${way}`),
            hint: say(`report.wayHints.${way}`),
          }))}
          onChange={(way) => changeDraft((before) => ({ ...before, way }))}
        />
      )}
      {draft.way === 'settle' && !draft.follows && (
        <>
          <Field label={say('report.settled')} fault={faults.settled}>
            {(wiring) => (
              <textarea
                {...wiring}
                rows={3}
                value={draft.settled}
                onChange={(event) => {
                  const settled = event.target.value
                  changeDraft((before) => ({ ...before, settled }))
                }}
              />
            )}
          </Field>
          <Photos
            label={say('report.after')}
            photos={draft.after}
            most={forms.max_photos}
            onAdd={(blob) =>
              changeDraft((before) => ({ ...before, after: [...before.after, newPhoto(blob)] }))
            }
            onRemove={(id) =>
              changeDraft((before) => ({ ...before, after: before.after.filter((each) => each.id !== id) }))
            }
          />
        </>
      )}
      <NotKept isFailed={isFailed} />
      <button type="submit" className="button big" disabled={isBusy}>
        {say('report.submit')}
      </button>
      <p className="hint">{say('report.kept')}</p>
    </form>
  )
}

/** A report that was begun before: it goes on, moves to the point where one stands now, or starts over. */
function Unfinished({ draft, isRestored, at }: { draft: Draft; isRestored: boolean; at: Draft['at'] }) {
  const say = useWords()
  const go = useGo()
  const { kept } = useKept()
  const here = at && pointOf(kept, at)
  const isElsewhere = here && (draft.at?.point !== at?.point || draft.at?.round !== at?.round)
  if (!isRestored && !isElsewhere) return null
  return (
    <div className="notice notice-warn">
      <p>{say('report.restored')}</p>
      <p className="row">
        {isElsewhere && (
          <button
            type="button"
            className="quiet small"
            onClick={() => changeDraft((before) => ({ ...before, at, place: null }))}
          >
            {say('report.useHere', { point: here.point.name })}
          </button>
        )}
        <button
          type="button"
          className="quiet small"
          onClick={() => {
            if (!confirm(say('report.discardSure'))) return
            void endDraft().then(() => go('/'))
          }}
        >
          {say('report.discard')}
        </button>
      </p>
    </div>
  )
}

function Done({ onAnother }: { onAnother(): void }) {
  const say = useWords()
  const go = useGo()
  return (
    <Page title={say('report.done')} intro={say('report.kept')}>
      <WayLink to="/" className="button big">
        {say('point.back')}
      </WayLink>
      <button
        type="button"
        className="quiet big"
        onClick={() => {
          go('/report')
          onAnother()
        }}
      >
        {say('report.another')}
      </button>
      <WayLink to="/outbox" className="quiet big">
        {say('report.toOutbox')}
      </WayLink>
    </Page>
  )
}
