import { useParams } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { placeWords } from '../../foundation/place-words.ts'
import { named } from '../../foundation/punctuation.ts'
import { relativeWords, stampWords, useNow } from '../../foundation/time.ts'
import { toMatter, useGo, WayLink } from '../../foundation/ways.tsx'
import { useIsLive } from '../live/stream.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { ProblemAlert } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { CallCard } from './call-card.tsx'
import { SiteCode } from './code.tsx'
import { storyFacts } from './story-facts.ts'
import { useSend, useWhistle, type Whistle } from './whistles.ts'

function Head({ whistle }: { whistle: Whistle }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const where = placeWords(whistle.place.area?.split(' ') ?? [], whistle.place.address)
  const count = (...states: string[]) => whistle.calls.filter(({ state }) => states.includes(state)).length
  const there = count('arrived', 'released')
  const due = whistle.calls.filter(({ state }) => !['excused', 'called_off'].includes(state)).length
  return (
    <header
      className="whistle-head"
      data-urgent={whistle.kind.urgent && whistle.state === 'running' ? '' : undefined}
    >
      <p>
        <WayLink to="/whistles">{say('whistles.title')}</WayLink> · <code>{whistle.number}</code>
      </p>
      <h1>{whistle.matter.title}</h1>
      <p className="desk-matter-marks">
        <span className="lx-mark" data-tone={whistle.kind.urgent ? 'red' : 'blue'}>
          {pick(whistle.kind)}
        </span>
        <span className="lx-mark" data-tone="grey">
          {pick(whistle.state_words)}
        </span>
        <span>
          {say('whistles.blownBy', { who: whistle.caller.name, when: relativeWords(whistle.blown_at, now) })}
        </span>
      </p>
      <p className="whistle-place">
        <strong>{[where.area, where.address].filter(Boolean).join(' ') || say('state.unknown')}</strong>
        {whistle.meet_at && <span>{say('whistles.meetAt', { where: whistle.meet_at })}</span>}
      </p>
      <p>
        {say('whistles.about')}{' '}
        {whistle.matter.may_read ? (
          <WayLink to={toMatter(whistle.matter.id)}>
            <code>{whistle.matter.number}</code>
          </WayLink>
        ) : (
          <code>{whistle.matter.number}</code>
        )}{' '}
        {pick(whistle.matter.state_words)}
      </p>
      <p className="whistle-sum" role="status">
        <b>
          {there}/{due}
        </b>{' '}
        {say('whistles.thereOf')}
        {whistle.calls.some(({ late }) => late) && (
          <span className="lx-mark" data-tone="red">
            {say('whistles.lateCount', { n: whistle.calls.filter(({ late }) => late).length })}
          </span>
        )}
      </p>
      {whistle.kind.unverified && (
        <p className="desk-soft">{say('whistles.unverified', { source: whistle.kind.source })}</p>
      )}
    </header>
  )
}

function Instruct({ whistle }: { whistle: Whistle }) {
  const say = useWords()
  const { send, isSending, error } = useSend(whistle.id)
  const [form] = Form.useForm<{ text: string }>()
  return (
    <Form
      form={form}
      layout="vertical"
      className="desk-section whistle-instruct"
      requiredMark={false}
      onFinish={async ({ text }) => {
        if (await send(`/api/whistles/${whistle.id}/instructions`, { text: text.trim() })) form.resetFields()
      }}
    >
      <ProblemAlert error={error} />
      <Form.Item
        name="text"
        label={say('whistles.instruct')}
        rules={[{ required: true, whitespace: true, message: say('whistles.sayWhy') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <Button htmlType="submit" loading={isSending}>
        {say('whistles.sendInstruction')}
      </Button>
    </Form>
  )
}

function Story({ whistle }: { whistle: Whistle }) {
  const say = useWords()
  const pick = usePick()
  return (
    <section className="desk-section" aria-labelledby="whistle-story">
      <h2 id="whistle-story">{say('whistles.story')}</h2>
      <ol className="whistle-story">
        {whistle.story.toReversed().map((event) => (
          <li
            key={`${event.at}${event.kind}${event.organisation}${event.details.rung ?? ''}`}
            data-alarm={event.kind === 'whistle.missed' || event.kind === 'whistle.left' ? '' : undefined}
          >
            <time dateTime={event.at}>{stampWords(event.at)}</time>
            <strong>
              {event.organisation ? named(pick(event.words), event.organisation) : pick(event.words)}
            </strong>
            <span>{[...storyFacts(event, say), event.by].filter(Boolean).join(' · ')}</span>
            {event.text && <q>{event.text}</q>}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Shown({ whistle }: { whistle: Whistle }) {
  const say = useWords()
  const go = useGo()
  const isLive = useIsLive()
  const [withCode, setWithCode] = useState(false)
  useEffect(() => {
    document.title = `${whistle.number} ${whistle.matter.title}`
  }, [whistle.number, whistle.matter.title])
  // One's own call first: on a phone that is the whole screen.
  const calls = whistle.calls.toSorted((a, b) => Number(b.mine) - Number(a.mine))
  return (
    <article className="whistle">
      <Head whistle={whistle} />
      {whistle.actions.length > 0 && (
        <div className="desk-toolbar">
          {whistle.actions.includes('code') && (
            <Button
              size="large"
              type={withCode ? 'default' : 'primary'}
              aria-expanded={withCode}
              onClick={() => setWithCode(!withCode)}
            >
              {say(withCode ? 'whistles.hideCode' : 'whistles.showCode')}
            </Button>
          )}
          {whistle.actions.includes('call_more') && (
            <Button size="large" onClick={() => go('/whistles/blow', { more: whistle.id })}>
              {say('whistles.callMore')}
            </Button>
          )}
        </div>
      )}
      {withCode && <SiteCode id={whistle.id} />}
      <section aria-labelledby="whistle-calls">
        <h2 id="whistle-calls">
          {say('whistles.calls')}{' '}
          <small className="desk-soft">{say(isLive ? 'live.connected' : 'live.polling')}</small>
        </h2>
        <ul className="whistle-calls">
          {calls.map((call) => (
            <CallCard key={call.id} whistle={whistle} call={call} />
          ))}
        </ul>
      </section>
      {whistle.actions.includes('instruct') && <Instruct whistle={whistle} />}
      <Story whistle={whistle} />
    </article>
  )
}

/** One whistle: who was called, where each stands, live, and what this person may do about it. */
export function WhistlePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useWhistle(id)
  if (data) return <Shown whistle={data} />
  return error ? <Failed isPage error={error} onRetry={() => void refetch()} /> : <Loading rows={10} />
}
