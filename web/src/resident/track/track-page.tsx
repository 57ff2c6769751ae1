import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import type { ProblemError } from '../../foundation/api.ts'
import { Field } from '../../foundation/field.tsx'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import { isProblem } from '../../foundation/problem-words.ts'
import { dateTimeWords, relativeWords, useNow } from '../../foundation/time.ts'
import { Page } from '../pieces/page.tsx'
import { Failure, Loading } from '../pieces/states.tsx'
import { forgetCodes, recentCodes } from '../report/receipt.ts'
import { type Door, doorPath, readRequest } from '../requests-api.ts'
import '../my/words.ts'
import { RequestView } from './request-view.tsx'
import { useWords } from './words.ts'

/** As on paper or read out: spaces, dashes and small letters do not matter. */
function tidyCode(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
}

export function FindPage() {
  const say = useWords()
  return (
    <Page title={say('track.title')} intro={say('track.intro')}>
      <FindForm />
      <Recent />
    </Page>
  )
}

export function TrackPage() {
  const { code } = useParams({ from: '/r/$code' })
  return <RequestPage door={{ by: 'code', code: tidyCode(code) }} />
}

export function JudgePage() {
  const { token } = useParams({ from: '/judge/$token' })
  return <RequestPage door={{ by: 'token', token }} />
}

export function MinePage() {
  const { number } = useParams({ from: '/my/$number' })
  return <RequestPage door={{ by: 'account', number }} />
}

function RequestPage({ door }: { door: Door }) {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['request', doorPath(door)],
    queryFn: () => readRequest(door),
    refetchInterval: 60_000,
  })
  if (data) return <RequestView request={data} door={door} />
  if (isProblem(error, 'link.ended')) return <LinkEnded problem={error} />
  const isMissing = isProblem(error, 'not_found') || isProblem(error, 'input.invalid')
  if (isMissing)
    return (
      <Page
        title={say(door.by === 'token' ? 'track.linkGone' : 'track.notFound')}
        intro={say(door.by === 'token' ? 'track.linkGoneHint' : 'track.notFoundHint')}
      >
        <FindForm first={door.by === 'code' ? door.code : ''} />
      </Page>
    )
  if (isProblem(error, 'identity.required'))
    return (
      <Page title={say('my.title')} intro={say('my.intro')}>
        <p>
          <Link to="/my" className="button">
            {say('my.verify')}
          </Link>
        </p>
      </Page>
    )
  return (
    <Page title={say('track.title')}>
      {error ? <Failure error={error} again={() => void refetch()} /> : <Loading />}
    </Page>
  )
}

/** The link has ended: why, and where to look instead. */
function LinkEnded({ problem }: { problem: ProblemError }) {
  const say = useWords()
  const why =
    problem.reason === 'link.newer' ? 'newer' : problem.reason === 'link.judged' ? 'judged' : 'expired'
  const sentAt = problem.extra.newest_sent_at
  return (
    <Page
      title={say(`track.ended.${why}`)}
      intro={say(`track.ended.${why}Hint`, { at: typeof sentAt === 'string' ? dateTimeWords(sentAt) : '' })}
    >
      <FindForm />
      <p>
        <Link to="/my" className="quiet">
          {say('track.ended.mine')}
        </Link>
      </p>
    </Page>
  )
}

function FindForm({ first = '' }: { first?: string }) {
  const say = useWords()
  const navigate = useNavigate()
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState(first)
  const [fault, setFault] = useState<string>()
  function find(event: FormEvent) {
    event.preventDefault()
    const code = tidyCode(typed)
    if (code) return void navigate({ to: '/r/$code', params: { code } })
    setFault(say('track.fault'))
    focusFirstFault(form.current)
  }
  return (
    <form ref={form} className="card find" noValidate onSubmit={find}>
      <Field label={say('track.code')} hint={say('track.codeHint')} fault={fault}>
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            className="code-input"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={24}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button">
        {say('track.find')}
      </button>
    </form>
  )
}

function Recent() {
  const say = useWords()
  const now = useNow()
  const [recent, setRecent] = useState(recentCodes)
  if (recent.length === 0) return null
  return (
    <section className="card list-card">
      <h2>{say('track.recent')}</h2>
      <ul className="found">
        {recent.map(({ code, title, at }) => (
          <li key={code}>
            <Link to="/r/$code" params={{ code }}>
              <strong>{title}</strong>
              <span>{relativeWords(at, now)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="quiet small"
        onClick={() => {
          forgetCodes()
          setRecent([])
        }}
      >
        {say('track.recentClear')}
      </button>
    </section>
  )
}
