import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { bracketed, listed } from '../../foundation/punctuation.ts'
import { useWords } from '../words/index.ts'
import { type GatheringDetail, useDeed } from './reading.ts'

type Vote = GatheringDetail['votes'][number]

/** Opens and closes votes; while one runs the chair sees how many voted, like everybody. */
export function Voting({ detail }: { detail: GatheringDetail }) {
  const say = useWords()
  const deed = useDeed()
  const [words, setWords] = useState('')
  const [way, setWay] = useState<'show' | 'secret'>('secret')
  const { row, may } = detail
  const leads = may.lead && row.state === 'running'
  const ordinary = detail.votes.filter(({ about }) => !about)
  const appraisals = detail.votes.filter(({ about }) => about)
  const open = appraisals.filter(({ state }) => state === 'open')
  const path = `/api/gatherings/${row.id}` as const
  const closeVotes = (votes: Vote[]) =>
    deed.mutate({ path: `${path}/votes/close`, body: { votes: votes.map(({ id }) => id) } })
  return (
    <section className="gat-card">
      <h2>{say('gatherings.votes')}</h2>
      {ordinary.map((vote) => (
        <OneVote key={vote.id} vote={vote} {...(leads ? { onClose: () => closeVotes([vote]) } : {})} />
      ))}
      {leads &&
        ordinary
          .filter((vote) => vote.state === 'open' && vote.way === 'show')
          .map((vote) => <Hands key={vote.id} vote={vote} detail={detail} />)}
      {open.length > 0 && leads && (
        <Button danger onClick={() => closeVotes(open)}>
          {say('gatherings.closeAppraisal', { n: open.length })}
        </Button>
      )}
      {open.map((vote) => (
        <OneVote key={vote.id} vote={vote} />
      ))}
      {leads && (
        <form
          className="gat-vote-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (words.trim().length < 2 || deed.isPending) return
            deed.mutate(
              { path: `${path}/votes`, body: { words: words.trim(), way } },
              { onSuccess: () => setWords('') },
            )
          }}
        >
          <Input
            aria-label={say('gatherings.voteWords')}
            placeholder={say('gatherings.voteWords')}
            value={words}
            maxLength={300}
            onChange={(event) => setWords(event.target.value)}
          />
          <Select
            aria-label={say('gatherings.votes')}
            value={way}
            onChange={setWay}
            options={[
              { value: 'secret', label: say('gatherings.voteSecret') },
              { value: 'show', label: say('gatherings.voteShow') },
            ]}
          />
          <Button
            htmlType="submit"
            type="primary"
            disabled={words.trim().length < 2}
            loading={deed.isPending}
          >
            {say('gatherings.openVote')}
          </Button>
        </form>
      )}
      {leads && may.appraise && appraisals.length === 0 && (
        <p>
          <Button onClick={() => deed.mutate({ path: `${path}/appraisal` })}>
            {say('gatherings.appraise')}
          </Button>{' '}
          <small>{say('gatherings.appraiseHint')}</small>
        </p>
      )}
    </section>
  )
}

function OneVote({ vote, onClose }: { vote: Vote; onClose?: () => void }) {
  const say = useWords()
  const pick = usePick()
  return (
    <article className="gat-vote">
      <h3>{vote.about?.name ?? vote.words}</h3>
      <p>
        {say(vote.way === 'secret' ? 'gatherings.voteSecret' : 'gatherings.voteShow')} ·{' '}
        {say('gatherings.voted', { voted: vote.voted, due: vote.voters_due })}
        {vote.counts &&
          ` · ${listed(vote.options.map((option) => `${pick(option)} ${vote.counts?.[option.id] ?? 0}`))}`}
        {vote.passed !== null && (
          <strong className={vote.passed ? 'gat-good' : 'gat-bad'}>
            {' '}
            {say(vote.passed ? 'gatherings.passed' : 'gatherings.notPassed')}
            {bracketed(say('gatherings.needed', { needed: vote.needed ?? 0 }))}
          </strong>
        )}
      </p>
      {vote.passed !== null && (
        <small>
          {say('gatherings.source', { source: vote.rule.source })}
          {vote.rule.unverified && bracketed(say('gatherings.unverified'))}
        </small>
      )}
      {vote.state === 'open' && onClose && (
        <Button danger onClick={onClose}>
          {say('gatherings.closeVote')}
        </Button>
      )}
    </article>
  )
}

/** Raised hands of those who came without a phone. */
function Hands({ vote, detail }: { vote: Vote; detail: GatheringDetail }) {
  const say = useWords()
  const pick = usePick()
  const deed = useDeed()
  const [who, setWho] = useState<string | null>(null)
  const people = detail.attendees.filter(
    ({ may_vote, signed_in_as }) => may_vote && signed_in_as === 'by_chair',
  )
  if (people.length === 0) return null
  return (
    <div className="gat-hands">
      <Select
        aria-label={say('gatherings.hand')}
        placeholder={say('gatherings.hand')}
        value={who}
        onChange={setWho}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {vote.options.map((option) => (
        <Button
          key={option.id}
          disabled={!who || deed.isPending}
          onClick={() =>
            deed.mutate(
              {
                path: `/api/gatherings/${detail.row.id}/votes/${vote.id}/hands`,
                body: { attendee: who, choice: option.id },
              },
              { onSuccess: () => setWho(null) },
            )
          }
        >
          {pick(option)}
        </Button>
      ))}
    </div>
  )
}

export function Speakers({ detail }: { detail: GatheringDetail }) {
  const say = useWords()
  const deed = useDeed()
  const path = `/api/gatherings/${detail.row.id}` as const
  const last = detail.presence.at(-1)
  return (
    <section className="gat-card">
      <h2>{say('gatherings.speakers')}</h2>
      <ol className="gat-people">
        {detail.speakers.map((speaker) => (
          <li key={speaker.id}>
            <strong>{speaker.name}</strong>
            {detail.may.lead && (
              <span className="gat-row-side">
                {speaker.state === 'waiting' && (
                  <Button
                    onClick={() =>
                      deed.mutate({ path: `${path}/speakers/${speaker.id}`, body: { state: 'speaking' } })
                    }
                  >
                    {say('gatherings.give')}
                  </Button>
                )}
                <Button
                  onClick={() =>
                    deed.mutate({ path: `${path}/speakers/${speaker.id}`, body: { state: 'done' } })
                  }
                >
                  {say('gatherings.done')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
      {detail.may.lead && detail.counts.remote > 0 && (
        <p>
          <Button onClick={() => deed.mutate({ path: `${path}/presence` })}>
            {say('gatherings.askPresence')}
          </Button>{' '}
          {last &&
            say('gatherings.presenceCounts', {
              n: detail.presence.length,
              right: last.answered_right,
              asked: last.asked,
            })}
        </p>
      )}
    </section>
  )
}
