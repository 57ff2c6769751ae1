import './duty.css'
import { useEffect, useState } from 'react'
import { Icon } from '../../foundation/icon.tsx'
import { fromToWords, useNow } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Shown, Trouble } from '../member/pieces.tsx'
import { useRead } from '../member/reading.ts'
import { useSend } from '../member/sending.ts'
import { Empty, Page } from '../pieces/states.tsx'
import { type Call, type Duty, useDutyWords } from './duty.ts'
import { sendKept } from './kept-sign-ins.ts'
import { PlaceCard } from './place-card.tsx'
import { ReasonForm } from './reason-form.tsx'

/** What a mobilisation asks of this person: calls, their places, lines they stand in, posts they lead. */
export function DutyPage() {
  const say = useDutyWords()
  const reading = useRead<Duty>('/api/mobilisation-duty')
  const { again } = reading
  const refused = useKept(again)
  return (
    <Page title={say('title')} intro={say('intro')}>
      <Trouble words={refused} />
      <Shown reading={reading}>{(duty) => <Sections duty={duty} again={() => void again()} />}</Shown>
    </Page>
  )
}

/** Sends what was kept without a signal, now and whenever there is one. @returns why something was not taken */
function useKept(again: () => Promise<unknown>): string | null {
  const say = useDutyWords()
  const [refused, setRefused] = useState<string | null>(null)
  const [keptRefused] = useState(() => (why: string) => say('keptRefused', { why }))
  useEffect(() => {
    const go = () =>
      void sendKept((why) => setRefused(keptRefused(why))).then((moved) => {
        if (moved) void again()
      })
    go()
    addEventListener('online', go)
    const looking = setInterval(go, 20_000)
    return () => {
      removeEventListener('online', go)
      clearInterval(looking)
    }
  }, [again, keptRefused])
  return refused
}

function Sections({ duty, again }: { duty: Duty; again(): void }) {
  const say = useDutyWords()
  const now = useNow()
  const coming = duty.places.filter(({ running, signed_out_at }) => running && !signed_out_at)
  const served = duty.places.filter(({ signed_in_at, signed_out_at }) => signed_in_at && signed_out_at)
  return (
    <>
      {coming.length > 0 && (
        <section>
          <h2>{say('mine')}</h2>
          <ul className="duty-rows">
            {coming.map((place) => (
              <PlaceCard
                key={place.id}
                place={place}
                now={now}
                earlyMinutes={duty.sign_in_early_minutes}
                again={again}
              />
            ))}
          </ul>
        </section>
      )}
      <Leads leads={duty.leads} />
      <section>
        <h2>{say('calls')}</h2>
        {duty.calls.length === 0 && <Empty title={say('noCalls')} hint={say('noCallsHint')} />}
        <ul className="duty-rows">
          {duty.calls.map((call) => (
            <CallCard key={call.id} call={call} />
          ))}
        </ul>
      </section>
      <Lines lines={duty.lines} now={now} />
      {served.length > 0 && (
        <section className="card list">
          <h2>{say('out')}</h2>
          <ul className="rows">
            {served.slice(0, 10).map((place) => (
              <li key={place.id} className="go">
                <span className="go-words">
                  <strong>{place.post}</strong>
                  <small>
                    {fromToWords(place.signed_in_at!, place.signed_out_at!, now)} ·{' '}
                    {place.rehearsal
                      ? say('rehearsed')
                      : say('served', {
                          minutes: Math.floor(
                            (Date.parse(place.signed_out_at!) - Date.parse(place.signed_in_at!)) / 60_000,
                          ),
                        })}
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function CallCard({ call }: { call: Call }) {
  const say = useDutyWords()
  const { send, isBusy, trouble } = useSend()
  const [isRefusing, setRefusing] = useState(false)
  return (
    <li className="card">
      <h3>
        {call.name}
        {call.rehearsal && (
          <span className="lx-mark" data-tone="violet">
            {say('rehearsal')}
          </span>
        )}
        {call.emergency && !call.rehearsal && (
          <span className="lx-mark" data-tone="red">
            {say('emergency')}
          </span>
        )}
      </h3>
      <p className="hint">{call.kind === 'volunteer' ? say('volunteer') : call.organisation}</p>
      {call.purpose && <p>{call.purpose}</p>}
      <p>
        <strong className={call.gap > 0 ? 'duty-gap' : undefined}>
          {call.gap > 0 ? say('gap', { count: call.gap }) : say('full')}
        </strong>
      </p>
      {call.absent && <p className="hint">{say('said')}</p>}
      <Trouble words={trouble} />
      {isRefusing ? (
        <ReasonForm
          label={say('reason')}
          isNeeded={false}
          isBusy={isBusy}
          onCancel={() => setRefusing(false)}
          onSend={async (reason) => {
            if (await send(`/api/mobilisations/${call.id}/cannot`, { reason })) setRefusing(false)
          }}
        />
      ) : (
        <p className="row">
          <WayLink to={`/duty/calls/${call.id}`} className="button">
            {say('choose')}
          </WayLink>
          {!call.absent && (
            <button type="button" className="quiet" onClick={() => setRefusing(true)}>
              {say('cannot')}
            </button>
          )}
        </p>
      )}
    </li>
  )
}

function Leads({ leads }: { leads: Duty['leads'] }) {
  const say = useDutyWords()
  if (leads.length === 0) return null
  return (
    <section className="card list">
      <h2>{say('leads')}</h2>
      <ul className="rows">
        {leads.map((led) => (
          <li key={led.post_id}>
            <WayLink
              to={`/duty/posts/${led.post_id}`}
              search={{ of: led.mobilisation_id, name: led.post }}
              className="go"
            >
              <Icon name="code" />
              <span className="go-words">
                <strong>{led.post}</strong>
                <small>
                  {led.rehearsal && `${say('rehearsal')} · `}
                  {say('openPost')}
                </small>
              </span>
              <Icon name="right" />
            </WayLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Lines({ lines, now }: { lines: Duty['lines']; now: Date }) {
  const say = useDutyWords()
  const { send, isBusy, trouble } = useSend()
  if (lines.length === 0) return null
  return (
    <section className="card list">
      <h2>{say('lines')}</h2>
      <Trouble words={trouble} />
      <ul className="rows">
        {lines.map((line) => (
          <li key={line.shift_id} className="go">
            <span className="go-words">
              <strong>
                {line.post} {fromToWords(line.starts_at, line.ends_at, now)}
              </strong>
              <small>{line.as === 'waiting' ? say('waiting', { count: line.before }) : say('standIn')}</small>
            </span>
            <button
              type="button"
              className="quiet small"
              disabled={isBusy}
              onClick={() => void send(`/api/mobilisation-shifts/${line.shift_id}/stop-waiting`)}
            >
              {say('leave')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
