import { type FormEvent, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { Icon } from '../../foundation/icon.tsx'
import { problemWords } from '../../foundation/problem-words.ts'
import { fromToWords, shanghaiDay, useNow } from '../../foundation/time.ts'
import { useGo, WayLink } from '../../foundation/ways.tsx'
import { Page } from '../pieces/states.tsx'
import { Feedback } from './feedback.tsx'
import type { Certificate, MyService, ServiceRecord } from './member-types.ts'
import { Shown, Trouble } from './pieces.tsx'
import { useRead } from './reading.ts'
import { useSend } from './sending.ts'
import { useMemberWords } from './words.ts'

/** The five groups of a volunteer's record (志愿服务条例 §19), each as far as there is anything true to show. */
export function ServicePage() {
  const say = useMemberWords()
  const reading = useRead<MyService>('/api/member/service')
  return (
    <Page title={say('service.title')} intro={say('service.intro')}>
      <Shown reading={reading}>
        {(service) => (
          <>
            <Basic service={service} />
            <Records service={service} />
            <Feedback feedback={service.feedback} />
            <Words service={service} />
            <Certificates service={service} />
          </>
        )}
      </Shown>
    </Page>
  )
}

function Basic({ service: { basic, totals } }: { service: MyService }) {
  const say = useMemberWords()
  return (
    <section className="card">
      <p className="service-total">
        <strong>{say('service.hours', { hours: totals.hours })}</strong>{' '}
        <span>{say('service.tasks', { count: totals.tasks })}</span>
      </p>
      <dl className="facts">
        <dt>{say('service.branch')}</dt>
        <dd>{basic.branch}</dd>
        <dt>{say('service.community')}</dt>
        <dd>{basic.community ?? say('service.noCommunity')}</dd>
      </dl>
    </section>
  )
}

function Records({ service }: { service: MyService }) {
  const say = useMemberWords()
  const [more, setMore] = useState<{ records: ServiceRecord[]; next: string | null }>()
  const [trouble, setTrouble] = useState<string | null>(null)
  const next = more ? more.next : service.next
  async function older() {
    try {
      const page = await get<MyService>('/api/member/service', { cursor: next })
      setMore({ records: [...(more?.records ?? []), ...page.records], next: page.next })
      setTrouble(null)
    } catch (error) {
      setTrouble(problemWords(error))
    }
  }
  const records = [...service.records, ...(more?.records ?? [])]
  return (
    <section className="card">
      <h2>{say('service.records')}</h2>
      {records.length === 0 && <p className="hint">{say('service.noneHint')}</p>}
      <ul className="story">
        {records.map((record) => (
          <Record key={record.id} record={record} />
        ))}
      </ul>
      <Trouble words={trouble} />
      {next && (
        <button type="button" className="quiet" onClick={() => void older()}>
          {say('service.older')}
        </button>
      )}
    </section>
  )
}

function Record({ record }: { record: ServiceRecord }) {
  const say = useMemberWords()
  const now = useNow()
  const { send, trouble, isBusy } = useSend()
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const object = (event: FormEvent) => {
    event.preventDefault()
    void send(`/api/member/service/${record.id}/object`, { words }).then((done) => done && setOpen(false))
  }
  return (
    <li>
      <strong>{record.title}</strong>
      <small>
        {fromToWords(record.started_at, record.ended_at, now)} ·{' '}
        {say('service.minutes', { minutes: record.minutes })}
        {record.ended_by_house && ` · ${say('service.byHouse')}`}
      </small>
      <small>
        {record.organisation}
        {record.source === 'mobilisation' && ` · ${say('service.mobilisation')}`}
      </small>
      {record.objection && <p>{say('service.objected', { words: record.objection })}</p>}
      {record.objection_answer && <p>{say('service.answered', { words: record.objection_answer })}</p>}
      {record.objection === null &&
        (isOpen ? (
          <form className="deeds" onSubmit={object}>
            <div className="field">
              <label htmlFor={`object-${record.id}`}>{say('service.objectWords')}</label>
              <textarea
                id={`object-${record.id}`}
                rows={2}
                required
                maxLength={500}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            </div>
            <Trouble words={trouble} />
            <button type="submit" className="quiet" disabled={isBusy || words.trim() === ''}>
              {say('service.objectSend')}
            </button>
          </form>
        ) : (
          <button type="button" className="link" onClick={() => setOpen(true)}>
            {say('service.object')}
          </button>
        ))}
    </li>
  )
}

/** Commendation, evaluation and training: what others said, and what there is not. */
function Words({ service }: { service: MyService }) {
  const say = useMemberWords()
  const pick = usePick()
  const thanked = service.records.filter(({ thanks }) => thanks !== null)
  return (
    <section className="card">
      <h2>{say('service.commendations')}</h2>
      {thanked.length === 0 && <p className="hint">{say('service.noCommendations')}</p>}
      <ul className="story">
        {thanked.map(({ id, title, thanks, organisation }) => (
          <li key={id}>
            <p>{thanks}</p>
            <small>
              {organisation} · {title}
            </small>
          </li>
        ))}
      </ul>
      <h2>{say('service.evaluations')}</h2>
      {service.evaluations.length === 0 && <p className="hint">{say('service.noEvaluations')}</p>}
      <ul className="story">
        {service.evaluations.map(({ year, community, grade, words }) => (
          <li key={`${year} ${community}`}>
            {year} · {community} · {pick(grade)}
            {words && <small>{words}</small>}
          </li>
        ))}
      </ul>
      <h2>{say('service.training')}</h2>
      <p className="hint">{say('service.noTraining')}</p>
    </section>
  )
}

function Certificates({ service: { certificates } }: { service: MyService }) {
  const say = useMemberWords()
  const go = useGo()
  const { send, trouble, isBusy } = useSend()
  const today = shanghaiDay(new Date())
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`)
  const [to, setTo] = useState(today)
  async function issue(event: FormEvent) {
    event.preventDefault()
    const made = await send<Certificate>('/api/member/certificates', { from, to })
    if (made) go(`/member/certificates/${made.id}`)
  }
  return (
    <section className="card">
      <h2>{say('service.certificate')}</h2>
      <p className="hint">{say('service.certificateHint')}</p>
      <form className="deeds" onSubmit={(event) => void issue(event)}>
        <div className="pair">
          <div className="field">
            <label htmlFor="certificate-from">{say('service.from')}</label>
            <input
              id="certificate-from"
              type="date"
              required
              max={today}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          </div>
          <div className="field">
            <label htmlFor="certificate-to">{say('service.to')}</label>
            <input
              id="certificate-to"
              type="date"
              required
              max={today}
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          </div>
        </div>
        <Trouble words={trouble} />
        <button type="submit" className="button" disabled={isBusy}>
          {say('service.issue')}
        </button>
      </form>
      <ul className="rows">
        {certificates.map(({ id, code, from: first, to: last }) => (
          <li key={id}>
            <WayLink to={`/member/certificates/${id}`} className="go">
              <span className="go-words">
                <strong>
                  {first}–{last}
                </strong>
                <small>{code}</small>
              </span>
              <Icon name="right" />
            </WayLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
