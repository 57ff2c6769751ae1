import { type ReactNode, useEffect, useState } from 'react'
import { useFoundationWords } from '../foundation/i18n.ts'
import { LanguageSwitch } from '../foundation/language-switch.tsx'
import { problemWords } from '../foundation/problem-words.ts'
import { grouped } from '../foundation/punctuation.ts'
import { dateWords } from '../foundation/time.ts'
import { useWords } from './words.ts'

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** The second that it is, so that everybody sees that the wall is alive. */
function Clock() {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const ticking = setInterval(() => setNow(new Date()), 1000)
    return () => clearInterval(ticking)
  }, [])
  return (
    <p className="wall-clock">
      <span>{dateWords(now, now)}</span>
      <strong>{clock.format(now)}</strong>
    </p>
  )
}

function FullScreen() {
  const say = useWords()
  const [isFull, setFull] = useState(() => document.fullscreenElement !== null)
  useEffect(() => {
    const follow = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', follow)
    return () => document.removeEventListener('fullscreenchange', follow)
  }, [])
  if (!document.fullscreenEnabled) return null
  return (
    <button
      type="button"
      className="wall-way"
      onClick={() =>
        void (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(
          () => {},
        )
      }
    >
      {say(isFull ? 'leaveFull' : 'full')}
    </button>
  )
}

interface FrameProps {
  title: string
  /** Whose board it is, or where. */
  place?: string | null
  isRehearsal?: boolean
  /** Undefined where the page shows nothing that changes. */
  live?: { isLive: boolean; readAt: Date | null; error: Error | null }
  children: ReactNode
}

/** What every board hangs in: its name, the time, whether its figures are of now, and the way to another board. */
export function Frame({ title, place, isRehearsal, live, children }: FrameProps) {
  const say = useWords()
  const sayShared = useFoundationWords()
  const stands = live?.readAt ? clock.format(live.readAt) : '—'
  return (
    <div className="wall" data-rehearsal={isRehearsal || undefined}>
      {isRehearsal && <p className="wall-rehearsal">{say('rehearsal')}</p>}
      <header className="wall-head">
        <div>
          <h1>{title}</h1>
          {place && <p>{place}</p>}
        </div>
        <Clock />
      </header>
      <main className="wall-body">{children}</main>
      <footer className="wall-foot">
        {live && (
          <p role="status" data-live={live.isLive && !live.error ? '' : undefined}>
            <span className="wall-dot" aria-hidden="true" />
            {live.error
              ? say('stale', { at: stands, why: problemWords(live.error) })
              : live.isLive
                ? say('live', { at: stands })
                : say('polling', { at: stands })}
          </p>
        )}
        <nav aria-label={say('ways')}>
          <LanguageSwitch className="wall-way" />
          <FullScreen />
          <a className="wall-way" href="/screen?choose">
            {say('choose')}
          </a>
          <a className="wall-way" href="/desk">
            {sayShared('home')}
          </a>
        </nav>
      </footer>
    </div>
  )
}

/** One number that is read from the other end of the room. */
export function Figure({
  label,
  value,
  of,
  tone,
}: {
  label: string
  value: number | string
  of?: number | string | undefined
  tone?: 'red' | 'green' | 'amber' | undefined
}) {
  return (
    <div className="wall-figure" data-tone={tone}>
      <dt>{label}</dt>
      <dd>
        <strong>{figure(value)}</strong>
        {of !== undefined && <span> / {figure(of)}</span>}
      </dd>
    </div>
  )
}

const figure = (value: number | string) => (typeof value === 'number' ? grouped(value) : value)

/** Instead of a board: it is on its way, or cannot be had. */
export function Waiting({ error }: { error: Error | null }) {
  const say = useFoundationWords()
  return (
    <p className="wall-waiting" role={error ? 'alert' : 'status'}>
      {error ? problemWords(error) : say('loading')}
    </p>
  )
}
