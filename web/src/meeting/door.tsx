import { useEffect, useState } from 'react'
import { ProblemError, post } from '../foundation/api.ts'
import { LanguageSwitch } from '../foundation/language-switch.tsx'
import { problemWords } from '../foundation/problem-words.ts'
import { Room } from './room.tsx'
import { useWords } from './words.ts'

const named = () => new URLSearchParams(location.search).get('g')
const token = () => location.hash.slice(1)

/** A personal link is taken at the door: from then on the browser holds it, and the address shows it no more. */
export function Door() {
  const say = useWords()
  const [id, setId] = useState<string | null>(() => (token() ? null : named()))
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    document.title = say('title')
  }, [say])
  useEffect(() => {
    const held = token()
    if (!held) return
    post<{ id: string }>('/api/gathering-room/enter', { token: held }).then((entered) => {
      history.replaceState(null, '', `/meeting?g=${entered.id}`)
      setId(entered.id)
    }, setError)
  }, [])
  return (
    <main className="meeting" id="content">
      <header className="meeting-top">
        <strong>{say('title')}</strong>
        <LanguageSwitch />
      </header>
      {error || (!id && !token()) ? (
        <Closed error={error} />
      ) : id ? (
        <Room id={id} />
      ) : (
        <p role="status">{say('opening')}</p>
      )}
    </main>
  )
}

export function Closed({ error }: { error: unknown }) {
  const say = useWords()
  const mayHelp = !error || (error instanceof ProblemError && error.status === 401)
  return (
    <section className="meeting-card">
      <h1>{say('ended')}</h1>
      <p role="alert">{error ? problemWords(error) : say('needsLink')}</p>
      {mayHelp && (
        <p>
          <a
            className="button"
            href={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`}
          >
            {say('signIn')}
          </a>
        </p>
      )}
    </section>
  )
}
