import './duty.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { clockWords, fromToWords, useNow } from '../../foundation/time.ts'
import { useAddress, WayLink } from '../../foundation/ways.tsx'
import { Trouble } from '../member/pieces.tsx'
import { memberReads } from '../member/reading.ts'
import { useSend } from '../member/sending.ts'
import { Failure, Page } from '../pieces/states.tsx'
import { type Code, dutyPath, type People, useDutyWords } from './duty.ts'

/** The leader's page: the code that people type, and who is here. */
export function PostPage() {
  const say = useDutyWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const { of, name } = useAddress((search) => ({
    of: String(search.of ?? ''),
    name: String(search.name ?? ''),
  }))
  return (
    <Page title={name || say('post')}>
      <p>
        <WayLink to={dutyPath} className="quiet">
          {say('title')}
        </WayLink>
      </p>
      <CodeNow id={id} />
      <Roster post={id} mobilisation={of} />
    </Page>
  )
}

/** Held so that others can read it; asked for anew when it changes. */
function CodeNow({ id }: { id: string }) {
  const say = useDutyWords()
  const [left, setLeft] = useState(0)
  const { data, error, refetch } = useQuery({
    queryKey: [memberReads, 'code', id],
    queryFn: async () => {
      const code = await get<Code>(`/api/mobilisation-posts/${id}/code`)
      // The phone's clock may be off: what counts is how long the server says it lasts.
      return { ...code, endsAt: performance.now() + Date.parse(code.until) - Date.parse(code.now) }
    },
  })
  useEffect(() => {
    if (!data) return
    const tick = () => {
      const seconds = Math.ceil((data.endsAt - performance.now()) / 1000)
      setLeft(Math.max(0, seconds))
      if (seconds <= 0) void refetch()
    }
    tick()
    const ticking = setInterval(tick, 1000)
    return () => clearInterval(ticking)
  }, [data, refetch])
  if (error) return <Failure error={error} />
  return (
    <section className="card duty-now">
      <h2>{say('codeNow')}</h2>
      <p className="duty-digits">{data?.code ?? '······'}</p>
      <p className="hint">{say('changes', { seconds: left })}</p>
    </section>
  )
}

function Roster({ post, mobilisation }: { post: string; mobilisation: string }) {
  const say = useDutyWords()
  const now = useNow()
  const { send, isBusy, trouble } = useSend()
  const [told, setTold] = useState<string | null>(null)
  const { data, error } = useQuery({
    queryKey: [memberReads, 'roster', mobilisation, post],
    queryFn: () =>
      get<People>(`/api/mobilisations/${mobilisation}/people`, { post, group: 'placed', limit: 200 }),
    refetchInterval: 15_000,
    enabled: mobilisation !== '',
  })
  const people = data?.items.toSorted((a, b) => a.starts_at.localeCompare(b.starts_at))
  return (
    <section className="card list">
      <h2>{say('roster')}</h2>
      {error && <Failure error={error} />}
      <Trouble words={trouble} />
      {told && (
        <p className="notice notice-good" role="status">
          {told}
        </p>
      )}
      {people?.length === 0 && <p className="hint">{say('nobody')}</p>}
      <ul className="rows">
        {people?.map((one) => {
          const base = `/api/mobilisation-places/${one.id}` as const
          const hasBegun = Date.parse(one.starts_at) <= now.getTime()
          return (
            <li key={one.id} className="go duty-person">
              <span className="go-words">
                <strong>{one.name}</strong>
                <small>
                  {fromToWords(one.starts_at, one.ends_at, now)} · {one.unit} ·{' '}
                  {one.signed_out_at
                    ? say('out')
                    : one.signed_in_at
                      ? say('here', { at: clockWords(one.signed_in_at) })
                      : say('absent')}
                </small>
              </span>
              {!one.signed_in_at && (
                <button
                  type="button"
                  className="quiet small"
                  disabled={isBusy}
                  onClick={() => void send(`${base}/mark`, { what: 'came' })}
                >
                  {say('came')}
                </button>
              )}
              {!one.signed_in_at && hasBegun && (
                <button
                  type="button"
                  className="quiet small"
                  disabled={isBusy}
                  onClick={async () => {
                    const answer = await send<{ called: unknown }>(`${base}/stand-in`)
                    if (answer) setTold(say(answer.called ? 'called' : 'calledNobody'))
                  }}
                >
                  {say('standInCall')}
                </button>
              )}
              {one.signed_in_at && !one.signed_out_at && (
                <button
                  type="button"
                  className="quiet small"
                  disabled={isBusy}
                  onClick={() => void send(`${base}/mark`, { what: 'left' })}
                >
                  {say('left')}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
