import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import type { TalkAnswer } from '../../../../../server/src/gatherings/schemas.ts'
import { get, post, put } from '../../../foundation/api.ts'
import { problemWords } from '../../../foundation/problem-words.ts'
import {
  type LockedKey,
  makeKey,
  type OpenKey,
  openKey,
  openSealed,
  sealTo,
} from '../../../foundation/sealing.ts'
import { shanghaiDay } from '../../../foundation/time.ts'
import { Failure, Page } from '../../pieces/states.tsx'
import { Trouble } from '../pieces.tsx'
import './life.css'
import { useLifeWords } from './words.ts'

interface Partner {
  person_id: string
  name: string
  organisation_id: string
  public_key: string | null
}

interface Talks {
  items: TalkAnswer[]
  partners: Partner[]
}

type MyKey = LockedKey & { version: number }

/** Talks of the one who looks. What was said is opened on this page alone and forgotten when it is left. */
export function TalksPage() {
  const say = useLifeWords()
  const talks = useQuery({ queryKey: ['talks'], queryFn: () => get<Talks>('/api/talks') })
  const mine = useQuery({
    queryKey: ['talks', 'key'],
    queryFn: () => get<{ key: MyKey | null }>('/api/talks/key'),
  })
  const [key, setKey] = useState<OpenKey | null>(null)
  const error = talks.error ?? mine.error
  return (
    <Page title={say('talk.title')} intro={say('talk.intro')}>
      {error && <Failure error={error} />}
      {mine.data && <Passphrase locked={mine.data.key} isOpen={key !== null} onOpen={setKey} />}
      {talks.data && (
        <>
          <Record partners={talks.data.partners} />
          {talks.data.items.length === 0 && <p className="soft">{say('talk.empty')}</p>}
          <ul className="life-list">
            {talks.data.items.map((talk) => (
              <Talk
                key={talk.id}
                talk={talk}
                partners={talks.data.partners}
                openWith={key}
                mine={mine.data?.key ?? null}
              />
            ))}
          </ul>
        </>
      )}
    </Page>
  )
}

interface PassphraseProps {
  locked: MyKey | null
  isOpen: boolean
  onOpen(key: OpenKey): void
}

function Passphrase({ locked, isOpen, onOpen }: PassphraseProps) {
  const say = useLifeWords()
  const client = useQueryClient()
  const [words, setWords] = useState('')
  const [again, setAgain] = useState('')
  const [isNew, setNew] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const makes = !locked || isNew
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    if (makes && words !== again) return setTrouble(say('talk.differ'))
    setBusy(true)
    setTrouble(null)
    try {
      if (makes) {
        const made = await makeKey(words)
        await put('/api/talks/key', { ...made.locked, version: locked?.version ?? 0 })
        onOpen(made.key)
        await client.invalidateQueries({ queryKey: ['talks'] })
      } else {
        const opened = await openKey(locked, words)
        if (!opened) return setTrouble(say('talk.wrong'))
        onOpen(opened)
      }
      setWords('')
      setAgain('')
      setNew(false)
    } catch (error) {
      setTrouble(problemWords(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="card">
      <h2>{say('talk.keyTitle')}</h2>
      {isOpen && !isNew ? (
        <p role="status">{say('talk.unlocked')}</p>
      ) : (
        <form className="life-form" onSubmit={(event) => void send(event)}>
          <p>{say('talk.keyHint')}</p>
          {makes && (
            <p>
              <strong>{isNew ? say('talk.renewHint') : say('talk.keyLoss')}</strong>
            </p>
          )}
          <label htmlFor="passphrase">{say('talk.passphrase')}</label>
          <input
            id="passphrase"
            type="password"
            autoComplete={makes ? 'new-password' : 'current-password'}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          {makes && (
            <>
              <label htmlFor="passphrase-again">{say('talk.again')}</label>
              <input
                id="passphrase-again"
                type="password"
                autoComplete="new-password"
                value={again}
                onChange={(event) => setAgain(event.target.value)}
              />
            </>
          )}
          <Trouble words={trouble} />
          <button type="submit" className="button" disabled={words.length < 8 || isBusy}>
            {say(makes ? 'talk.makeKey' : 'talk.unlock')}
          </button>
          {locked && !isNew && (
            <button type="button" className="link" onClick={() => setNew(true)}>
              {say('talk.renew')}
            </button>
          )}
        </form>
      )}
    </section>
  )
}

function Record({ partners }: { partners: Partner[] }) {
  const say = useLifeWords()
  const client = useQueryClient()
  const today = shanghaiDay(new Date())
  const [other, setOther] = useState('')
  const [day, setDay] = useState(today)
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  if (partners.length === 0) return <p className="soft">{say('talk.noPartner')}</p>
  const partner = partners.find(({ person_id }) => person_id === other)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!partner || isBusy) return
    setBusy(true)
    setTrouble(null)
    try {
      await post('/api/talks', { organisation_id: partner.organisation_id, other_id: partner.person_id, day })
      setOther('')
      await client.invalidateQueries({ queryKey: ['talks'] })
    } catch (error) {
      setTrouble(problemWords(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="card">
      <h2>{say('talk.record')}</h2>
      <form className="life-form" onSubmit={(event) => void send(event)}>
        <label htmlFor="partner">{say('talk.with')}</label>
        <select id="partner" value={other} onChange={(event) => setOther(event.target.value)}>
          <option value="">—</option>
          {partners.map(({ person_id, name }) => (
            <option key={person_id} value={person_id}>
              {name}
            </option>
          ))}
        </select>
        <label htmlFor="talk-day">{say('talk.day')}</label>
        <input
          id="talk-day"
          type="date"
          max={today}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        {partner && !partner.public_key && <p className="soft">{say('talk.noKey')}</p>}
        <Trouble words={trouble} />
        <button type="submit" className="button" disabled={!partner || isBusy}>
          {say('talk.save')}
        </button>
      </form>
    </section>
  )
}

interface TalkProps {
  talk: TalkAnswer
  partners: Partner[]
  openWith: OpenKey | null
  mine: MyKey | null
}

function Talk({ talk, partners, openWith, mine }: TalkProps) {
  const say = useLifeWords()
  const client = useQueryClient()
  const [words, setWords] = useState<string | undefined>()
  const [typed, setTyped] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const partner = partners.find(({ person_id }) => person_id === talk.one.id || person_id === talk.other.id)
  const other = partner?.person_id === talk.one.id ? talk.one : talk.other
  const me = other === talk.one ? talk.other : talk.one
  useEffect(() => {
    setWords(undefined)
    if (talk.sealed && openWith) void openSealed(talk.sealed, me.id, openWith).then(setWords)
  }, [talk.sealed, openWith, me.id])
  const save = async () => {
    if (typed === null || !mine || !partner?.public_key) return
    setTrouble(null)
    try {
      const sealed = await sealTo({ [me.id]: mine.public_key, [other.id]: partner.public_key }, typed)
      await put(`/api/talks/${talk.id}/notes`, { version: talk.version, sealed })
      setTyped(null)
      await client.invalidateQueries({ queryKey: ['talks'] })
    } catch (error) {
      setTrouble(problemWords(error))
    }
  }
  return (
    <li>
      <strong>
        {talk.day} · {other.name}
      </strong>
      <span className="soft">{say(`talk.between.${talk.between as 'member_member'}`)}</span>
      {typed === null ? (
        <>
          <p className="life-notes">
            {!talk.sealed ? say('talk.none') : !openWith ? say('talk.closed') : (words ?? say('talk.cannot'))}
          </p>
          {openWith && partner?.public_key && (!talk.sealed || words !== undefined) && (
            <button type="button" className="button secondary" onClick={() => setTyped(words ?? '')}>
              {say('talk.write')}
            </button>
          )}
          {!partner?.public_key && <p className="soft">{say('talk.noKey')}</p>}
        </>
      ) : (
        <div className="life-form">
          <label htmlFor={`notes-${talk.id}`}>{say('talk.notes')}</label>
          <textarea
            id={`notes-${talk.id}`}
            rows={5}
            maxLength={20_000}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Trouble words={trouble} />
          <button type="button" className="button" onClick={() => void save()}>
            {say('talk.saveNotes')}
          </button>
        </div>
      )}
    </li>
  )
}
