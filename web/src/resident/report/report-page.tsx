import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { ProblemError } from '../../foundation/api.ts'
import { pick } from '../../foundation/both.ts'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import { useLanguage } from '../../foundation/i18n.ts'
import { Icon, type IconName } from '../../foundation/icon.tsx'
import { problemWords } from '../../foundation/problem-words.ts'
import { useSession } from '../../foundation/session.ts'
import { Page } from '../pieces/page.tsx'
import { readForm } from '../requests-api.ts'
import { useWords } from '../words.ts'
import { Aside } from './aside.tsx'
import { faultsOf, letterCount } from './body.ts'
import {
  changeDraft,
  clearDraft,
  type Draft,
  isDraftKept,
  isTouched,
  useDraft,
  wasRestored,
} from './draft.ts'
import { Guess } from './guess.tsx'
import { Nearby } from './nearby.tsx'
import { Photos } from './photos.tsx'
import { usePlaceFromCode } from './place-from-code.ts'
import { mayHaveArrived, PhotosGone, useSubmit } from './submit.ts'
import { Where } from './where.tsx'
import { Who } from './who.tsx'

/** Until the form has been read; the server counts again. */
const unknownForm = { max_text: 5000, max_photos: 9 }

export function ReportPage() {
  const say = useWords()
  const draft = useDraft()
  const { place } = useSearch({ strict: false })
  const { place: scanned } = useParams({ strict: false })
  const codeFault = usePlaceFromCode(scanned ?? place)
  const { data: form } = useQuery({ queryKey: ['form'], queryFn: readForm, staleTime: 600_000 })
  const { isResident } = useSession()
  const { submit, isSending, error } = useSubmit()
  const [isTried, setIsTried] = useState(false)
  const [isUploading, setIsUploading] = useState(false)
  const [isPhotoLeft, setIsPhotoLeft] = useState(false)
  const page = useRef<HTMLFormElement>(null)
  const limits = form ?? unknownForm
  const faults = isTried ? faultsOf(draft, limits.max_text, isResident) : {}
  const faultCount = Object.keys(faults).length

  function send(event: FormEvent) {
    event.preventDefault()
    setIsTried(true)
    if (isSending || isUploading || isPhotoLeft) return
    if (Object.keys(faultsOf(draft, limits.max_text, isResident)).length > 0) focusFirstFault(page.current)
    else void submit()
  }

  return (
    <Page title={say('report.title')} intro={say('report.intro')} aside={<Aside />}>
      <form ref={page} className="card" noValidate onSubmit={send}>
        <Block icon="speech" title={say('report.what.title')}>
          <What
            draft={draft}
            most={limits.max_text}
            fault={faults.text && say(`report.faults.${faults.text}`, { max: limits.max_text })}
          />
          <Guess draft={draft} form={form} />
        </Block>
        <Block icon="camera" title={say('report.photos.title')} optional>
          <p className="hint">{say('report.photos.hint', { max: limits.max_photos })}</p>
          <Photos
            photos={draft.photos}
            most={limits.max_photos}
            keeps
            onBusy={(busy, failed) => {
              setIsUploading(busy)
              setIsPhotoLeft(failed)
            }}
            onChange={(change) => changeDraft((before) => ({ photos: change(before.photos) }))}
          />
          {draft.photos.length > 0 && draft.contact === 'phone' && (
            <label className="tick">
              <input
                type="checkbox"
                checked={draft.photosMayBeShown}
                onChange={(event) => changeDraft({ photosMayBeShown: event.target.checked })}
              />
              <span>
                {say('report.photos.mayShow')}
                <small>{say('report.photos.mayShowHint')}</small>
              </span>
            </label>
          )}
        </Block>
        <Block icon="pin" title={say('report.where.title')} optional>
          <p className="hint">{say('report.where.hint')}</p>
          <Where draft={draft} codeFault={codeFault} />
        </Block>
        <Nearby draft={draft} />
        <Block icon="person" title={say('report.who.title')}>
          <Who
            draft={draft}
            signedIn={isResident}
            phoneFault={faults.phone && say(`report.faults.${faults.phone}`)}
          />
        </Block>
        <div className="send">
          <div role="alert">
            {faultCount > 0 && <p className="fault">{say('form.faults', { count: faultCount })}</p>}
            {isTried && isUploading && <p className="fault">{say('report.photos.waiting')}</p>}
            {isTried && isPhotoLeft && <p className="fault">{say('report.photos.left')}</p>}
            {error !== null && <NotSent error={error} />}
          </div>
          <button type="submit" className="button big" disabled={isSending} aria-disabled={isUploading}>
            {isSending ? say('form.sending') : say(error === null ? 'report.send' : 'report.sendAgain')}
          </button>
          <DraftCare draft={draft} />
        </div>
      </form>
      <p className="only-narrow">
        {say('report.aside.track')} <Link to="/r">{say('report.aside.trackText')}</Link>
      </p>
    </Page>
  )
}

function Block(props: { icon: IconName; title: string; optional?: boolean; children: ReactNode }) {
  const say = useWords()
  return (
    <section className="block">
      <h2>
        <Icon name={props.icon} />
        {props.title} {props.optional && <span className="optional">{say('form.optional')}</span>}
      </h2>
      {props.children}
    </section>
  )
}

function What({ draft, most, fault }: { draft: Draft; most: number; fault: string | undefined }) {
  const say = useWords()
  const left = most - letterCount(draft.text)
  return (
    <div className="field">
      <label htmlFor="what" className="lx-hidden">
        {say('report.what.title')}
      </label>
      <textarea
        id="what"
        rows={5}
        placeholder={say('report.what.hint')}
        value={draft.text}
        required
        aria-invalid={Boolean(fault)}
        aria-describedby={fault ? 'what-fault what-count' : 'what-count'}
        onChange={(event) => changeDraft({ text: event.target.value })}
      />
      <div className="under">
        {fault && (
          <p className="fault" id="what-fault">
            {fault}
          </p>
        )}
        <p className="count" id="what-count" data-over={left < 0 || undefined}>
          {left < 0
            ? say('report.what.over', { count: -left })
            : say('report.what.used', { used: most - left, most })}
        </p>
      </div>
    </div>
  )
}

function NotSent({ error }: { error: unknown }) {
  const say = useWords()
  const language = useLanguage()
  const isOpen = mayHaveArrived(error)
  return (
    <div className="notice notice-bad">
      <p>
        <strong>{say(isOpen ? 'report.notSent' : 'report.refused')}</strong>
      </p>
      <p>{error instanceof PhotosGone ? say('report.photos.gone') : problemWords(error)}</p>
      {error instanceof ProblemError && error.faults.length > 1 && (
        <ul>
          {error.faults.map((fault) => (
            <li key={`${fault.at} ${fault.zh}`}>{pick(fault, language)}</li>
          ))}
        </ul>
      )}
      {isOpen && <p>{say('report.notSentHint')}</p>}
    </div>
  )
}

function DraftCare({ draft }: { draft: Draft }) {
  const say = useWords()
  if (!isTouched(draft)) return null
  return (
    <p className="draft-care">
      <span className={isDraftKept() ? undefined : 'fault'}>
        {say(isDraftKept() ? (wasRestored ? 'report.restored' : 'report.kept') : 'report.notKept')}
      </span>
      <button
        type="button"
        className="link"
        onClick={() => {
          if (confirm(say('report.clearAsk'))) clearDraft()
        }}
      >
        {say('report.clear')}
      </button>
    </p>
  )
}
