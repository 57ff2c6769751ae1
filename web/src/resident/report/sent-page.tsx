import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { Icon } from '../../foundation/icon.tsx'
import { dueAtWords } from '../../foundation/time.ts'
import { Page } from '../pieces/page.tsx'
import { usePlainWords } from '../track/plain-words.ts'
import { useWords } from '../words.ts'
import { lastSent, type Sent } from './receipt.ts'

export function SentPage() {
  const say = useWords()
  const [sent] = useState(lastSent)
  if (!sent)
    return (
      <Page title={say('track.title')} intro={say('report.sent.gone')}>
        <p className="row">
          <Link to="/r" className="button">
            {say('nav.track')}
          </Link>
          <Link to="/" className="quiet">
            {say('nav.report')}
          </Link>
        </p>
      </Page>
    )
  return (
    <Page title={say(sent.state === 'following' ? 'report.sent.followed' : 'report.sent.title')}>
      <div className="card">
        {sent.isEarlier && (
          <div className="notice notice-warn">
            <p>{say('report.sent.changed')}</p>
          </div>
        )}
        <Code sent={sent} />
        <Next sent={sent} />
      </div>
      <p className="row">
        <Link to="/r/$code" params={{ code: sent.code }} className="button">
          {say('report.sent.follow')}
        </Link>
        <Link to="/" className="quiet">
          {say('report.sent.another')}
        </Link>
      </p>
    </Page>
  )
}

/** In groups, as it is read out on the phone. */
function grouped(code: string): string {
  return code.replace(/(.{5})(?=.)/g, '$1 ')
}

function Code({ sent }: { sent: Sent }) {
  const say = useWords()
  const [copied, setCopied] = useState<boolean | null>(null)
  return (
    <section className="block code">
      <h2>{say('report.sent.codeLabel')}</h2>
      <p className="code-letters">
        <span className="lx-hidden">{[...sent.code].join(' ')}</span>
        <span aria-hidden="true">{grouped(sent.code)}</span>
      </p>
      <button
        type="button"
        className="button secondary"
        onClick={() => {
          if (!navigator.clipboard) return setCopied(false)
          navigator.clipboard.writeText(sent.code).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }}
      >
        <Icon name={copied ? 'check' : 'copy'} />
        {say('report.sent.copy')}
      </button>
      <p role="status" className="hint">
        {copied === true && say('report.sent.copied')}
        {copied === false && say('report.sent.copyFailed')}
      </p>
      <p className="hint">{say('report.sent.codeHint')}</p>
    </section>
  )
}

function Next({ sent }: { sent: Sent }) {
  const say = useWords()
  const plain = usePlainWords()
  const pick = usePick()
  return (
    <section className="block">
      <dl className="facts">
        <div>
          <dt>{say('report.sent.owner')}</dt>
          <dd>
            <strong>{sent.owner.name}</strong>
            {sent.owner.phone && (
              <a className="call" href={`tel:${sent.owner.phone.replace(/[^\d+]/g, '')}`}>
                <Icon name="phone" />
                {sent.owner.phone}
              </a>
            )}
          </dd>
        </div>
        {sent.deadline && (
          <div>
            <dt>{say('report.sent.deadline')}</dt>
            <dd>
              <strong>
                {say('report.sent.deadlineText', {
                  due: dueAtWords(sent.deadline.due_at),
                  step: plain.step(sent.deadline.step, sent.deadline.step_words),
                })}
              </strong>
              <details className="why">
                <summary>{say('report.sent.why')}</summary>
                <p>{pick(sent.deadline.explanation)}</p>
              </details>
            </dd>
          </div>
        )}
        <div>
          <dt>{say('report.sent.number')}</dt>
          <dd>{sent.number}</dd>
        </div>
      </dl>
    </section>
  )
}
