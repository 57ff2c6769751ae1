import { type FormEvent, useState } from 'react'
import { problemWords } from '../foundation/problem-words.ts'
import { named } from '../foundation/punctuation.ts'
import { dateTimeWords } from '../foundation/time.ts'
import { type GatheringDetail, useAct } from './reading.ts'
import { useWords } from './words.ts'

/** What I do here myself: sign in, ask for leave, make up what I was absent from. */
export function MyPlace({ room }: { room: GatheringDetail }) {
  const say = useWords()
  const { me, row } = room
  if (!me) return <p className="meeting-card soft">{say('notListed')}</p>
  return (
    <section className="meeting-card">
      <h2>{say('me', { name: me.name })}</h2>
      {me.signed_in_at ? (
        <p className="meeting-good">
          {say('signedIn')} · {say(`signedInAs.${me.signed_in_as as 'remote'}`)} ·{' '}
          {dateTimeWords(me.signed_in_at)}
        </p>
      ) : row.state === 'running' ? (
        <SignIn room={room} />
      ) : row.state === 'called' ? (
        <>
          <p className="soft">{say('waits')}</p>
          <Leave room={room} />
        </>
      ) : row.state === 'held' && room.may.make_up ? (
        <Lesson room={room} />
      ) : null}
    </section>
  )
}

function SignIn({ room }: { room: GatheringDetail }) {
  const say = useWords()
  const act = useAct(room.row.id)
  const [code, setCode] = useState('')
  const path = `/api/gathering-room/${room.row.id}/sign-in` as const
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!act.isPending) act.mutate({ path, body: { code } })
  }
  return (
    <>
      <form onSubmit={send} className="meeting-form">
        <label htmlFor="code">{say('code')}</label>
        <input
          id="code"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
          aria-describedby="code-hint"
        />
        <small id="code-hint" className="soft">
          {say('codeHint')}
        </small>
        {act.error && (
          <p className="notice notice-bad" role="alert">
            {problemWords(act.error)}
          </p>
        )}
        <button type="submit" className="button" disabled={code.length !== 6 || act.isPending}>
          {say('signInHere')}
        </button>
      </form>
      {room.row.remote && (
        <button
          type="button"
          className="button secondary"
          disabled={act.isPending}
          onClick={() => act.mutate({ path })}
        >
          {say('signInRemote')}
        </button>
      )}
    </>
  )
}

function Leave({ room }: { room: GatheringDetail }) {
  const say = useWords()
  const act = useAct(room.row.id)
  const [reason, setReason] = useState('')
  const { me } = room
  if (me?.leave_reason)
    return (
      <p className={me.leave_granted === false ? 'meeting-warn' : 'meeting-good'}>
        {named(
          say(me.leave_granted === null ? 'leaveAsked' : me.leave_granted ? 'leaveGranted' : 'leaveRefused'),
          me.leave_reason ?? '',
        )}
      </p>
    )
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!act.isPending) act.mutate({ path: `/api/gathering-room/${room.row.id}/leave`, body: { reason } })
  }
  return (
    <details>
      <summary>{say('leave')}</summary>
      <form onSubmit={send} className="meeting-form">
        <label htmlFor="leave">{say('leaveReason')}</label>
        <textarea
          id="leave"
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {act.error && (
          <p className="notice notice-bad" role="alert">
            {problemWords(act.error)}
          </p>
        )}
        <button
          type="submit"
          className="button secondary"
          disabled={reason.trim().length < 2 || act.isPending}
        >
          {say('leaveSend')}
        </button>
      </form>
    </details>
  )
}

function Lesson({ room }: { room: GatheringDetail }) {
  const say = useWords()
  const act = useAct(room.row.id)
  const kept = `lianxin.lesson.${room.row.id}`
  const [words, setWords] = useState(() => localStorage.getItem(kept) ?? '')
  if (room.me?.made_up_at)
    return (
      <>
        <p className="meeting-good">{say('lessonDone', { at: dateTimeWords(room.me.made_up_at) })}</p>
        <p className="meeting-words">{room.me.made_up_words}</p>
      </>
    )
  const type = (typed: string) => {
    setWords(typed)
    localStorage.setItem(kept, typed)
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (act.isPending) return
    act.mutate(
      { path: `/api/gathering-room/${room.row.id}/lesson`, body: { words } },
      { onSuccess: () => localStorage.removeItem(kept) },
    )
  }
  return (
    <form onSubmit={send} className="meeting-form">
      <h3>{say('lesson')}</h3>
      <p className="soft">{say('lessonHint')}</p>
      <label htmlFor="lesson">{say('lessonWords')}</label>
      <textarea
        id="lesson"
        rows={5}
        maxLength={5000}
        value={words}
        onChange={(event) => type(event.target.value)}
      />
      {act.error && (
        <p className="notice notice-bad" role="alert">
          {problemWords(act.error)}
        </p>
      )}
      <button type="submit" className="button" disabled={words.trim().length < 10 || act.isPending}>
        {say('lessonSend')}
      </button>
    </form>
  )
}
