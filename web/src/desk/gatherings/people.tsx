import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { named } from '../../foundation/punctuation.ts'
import { clockWords } from '../../foundation/time.ts'
import { useWords } from '../words/index.ts'
import { type GatheringDetail, useDeed } from './reading.ts'

type Attendee = GatheringDetail['attendees'][number]

/** The list of those who should come and of guests: who is here, who asked for leave, whose link is made. */
export function People({ detail }: { detail: GatheringDetail }) {
  const say = useWords()
  const [link, setLink] = useState<{ name: string; link: string } | null>(null)
  return (
    <section className="gat-card">
      <h2>{say('gatherings.people')}</h2>
      <ul className="gat-people">
        {detail.attendees.map((attendee) => (
          <Person key={attendee.id} detail={detail} attendee={attendee} onLink={setLink} />
        ))}
      </ul>
      {link && <LinkMade made={link} onClose={() => setLink(null)} />}
    </section>
  )
}

interface PersonProps {
  detail: GatheringDetail
  attendee: Attendee
  onLink(made: { name: string; link: string }): void
}

function Person({ detail, attendee, onLink }: PersonProps) {
  const say = useWords()
  const deed = useDeed()
  const { message } = App.useApp()
  const { row, may } = detail
  const path = `/api/gatherings/${row.id}/attendees/${attendee.id}` as const
  const isAlive = row.state === 'called' || row.state === 'running'
  const makeLink = async () => {
    try {
      const { link } = await post<{ link: string }>(`/api/gatherings/${row.id}/links/${attendee.id}`)
      onLink({ name: attendee.name, link })
    } catch (error) {
      message.error(problemWords(error))
    }
  }
  const asksLeave = attendee.leave_reason !== null && attendee.leave_granted === null
  const state = attendee.signed_in_at
    ? `${say('gatherings.here')} ${clockWords(attendee.signed_in_at)}${attendee.signed_in_as === 'remote' ? ` · ${say('gatherings.fromElsewhere')}` : ''}`
    : asksLeave
      ? say('gatherings.leaveAsked', { reason: attendee.leave_reason ?? '' })
      : attendee.leave_granted
        ? attendee.leave_reason
          ? named(say('gatherings.onLeave'), attendee.leave_reason)
          : say('gatherings.onLeave')
        : row.state === 'called'
          ? ''
          : say('gatherings.absent')
  return (
    <li>
      <span>
        <strong>{attendee.name}</strong>
        {!attendee.should_attend && <small> {say('gatherings.guest')}</small>}
        {attendee.should_attend && !attendee.may_vote && <small> {say('gatherings.noVote')}</small>}
      </span>
      <span className={attendee.signed_in_at ? 'gat-good' : 'desk-soft'}>{state}</span>
      {may.lead && isAlive && (
        <span className="gat-row-side">
          {asksLeave && (
            <>
              <Button onClick={() => deed.mutate({ path: `${path}/leave`, body: { granted: true } })}>
                {say('gatherings.grant')}
              </Button>
              <Button onClick={() => deed.mutate({ path: `${path}/leave`, body: { granted: false } })}>
                {say('gatherings.refuse')}
              </Button>
            </>
          )}
          {row.state === 'running' && !attendee.signed_in_at && (
            <Button
              aria-label={`${say('gatherings.signIn')} ${attendee.name}`}
              onClick={() => deed.mutate({ path: `${path}/sign-in` })}
            >
              {say('gatherings.signIn')}
            </Button>
          )}
          {row.remote && !attendee.signed_in_at && (
            <Button
              aria-label={`${say('gatherings.makeLink')} ${attendee.name}`}
              onClick={() => void makeLink()}
            >
              {say('gatherings.makeLink')}
            </Button>
          )}
        </span>
      )}
    </li>
  )
}

function LinkMade({ made, onClose }: { made: { name: string; link: string }; onClose(): void }) {
  const say = useWords()
  const { message } = App.useApp()
  const copy = async () => {
    await navigator.clipboard?.writeText(made.link)
    message.success(say('gatherings.copied'))
  }
  return (
    <Modal
      open
      title={say('gatherings.linkMade', { name: made.name })}
      onCancel={onClose}
      onOk={() => void copy()}
      okText={say('gatherings.copy')}
      cancelText={say('act.cancel')}
    >
      <Input.TextArea readOnly autoSize value={made.link} aria-label={say('gatherings.makeLink')} />
    </Modal>
  )
}
