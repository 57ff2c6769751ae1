import { useState } from 'react'
import { usePick } from '../foundation/both.ts'
import { isProblem, problemWords } from '../foundation/problem-words.ts'
import { bracketed, listed } from '../foundation/punctuation.ts'
import { type GatheringDetail, useAct } from './reading.ts'
import { useWords } from './words.ts'

type Vote = GatheringDetail['votes'][number]

export function Votes({ room }: { room: GatheringDetail }) {
  const say = useWords()
  if (room.votes.length === 0) return null
  const openFirst = room.votes.toSorted((a, b) => Number(a.state === 'closed') - Number(b.state === 'closed'))
  return (
    <section className="meeting-card">
      <h2>{say('votes')}</h2>
      {openFirst.map((vote) => (
        <OneVote key={vote.id} vote={vote} room={room} />
      ))}
    </section>
  )
}

function OneVote({ vote, room }: { vote: Vote; room: GatheringDetail }) {
  const say = useWords()
  const pick = usePick()
  const title = vote.about ? say('appraisalAbout', { name: vote.about.name }) : vote.words
  return (
    <article className="meeting-vote" data-state={vote.state}>
      <h3>{title}</h3>
      <p className="soft">
        {say(vote.way === 'secret' ? 'voteSecret' : 'voteShow')} ·{' '}
        {say('voted', { voted: vote.voted, due: vote.voters_due })}
      </p>
      {vote.state === 'open' ? (
        <Ballot vote={vote} room={room} />
      ) : vote.counts ? (
        <>
          <p>
            {listed(
              vote.options.map((option) =>
                say('result', { choice: pick(option), count: vote.counts?.[option.id] ?? 0 }),
              ),
            )}
          </p>
          {vote.passed !== null && (
            <p className={vote.passed ? 'meeting-good' : 'meeting-warn'}>
              <strong>{say(vote.passed ? 'passed' : 'failed')}</strong> ·{' '}
              {say('needed', { needed: vote.needed ?? 0, due: vote.voters_due })}
              {vote.rule.unverified && bracketed(say('unverified'))}
            </p>
          )}
          <p className="soft">{vote.rule.source}</p>
        </>
      ) : (
        <p className="soft">{say('appraisalHidden')}</p>
      )}
    </article>
  )
}

function Ballot({ vote, room }: { vote: Vote; room: GatheringDetail }) {
  const say = useWords()
  const pick = usePick()
  const act = useAct(room.row.id)
  const [choice, setChoice] = useState<string | null>(null)
  if (vote.mine === 'used') return <p className="meeting-good">{say('voteUsed')}</p>
  if (vote.mine === 'none') return <p className="soft">{say('voteNone')}</p>
  const chosen = vote.options.find(({ id }) => id === choice)
  return (
    <>
      {vote.way === 'secret' && <p className="soft">{say('voteSecretHint')}</p>}
      {act.error && !isProblem(act.error, 'vote.used') && (
        <p className="notice notice-bad" role="alert">
          {problemWords(act.error)}
        </p>
      )}
      {chosen ? (
        <div className="meeting-confirm">
          <p>{say('confirm', { choice: pick(chosen) })}</p>
          <div className="meeting-choices">
            <button
              type="button"
              className="button"
              disabled={act.isPending}
              onClick={() =>
                act.mutate(
                  {
                    path: `/api/gathering-room/${room.row.id}/votes/${vote.id}`,
                    body: { choice: chosen.id },
                  },
                  { onSettled: () => setChoice(null) },
                )
              }
            >
              {say('confirmYes')}
            </button>
            <button type="button" className="button secondary" onClick={() => setChoice(null)}>
              {say('confirmNo')}
            </button>
          </div>
        </div>
      ) : (
        <div className="meeting-choices">
          {vote.options.map((option) => (
            <button
              key={option.id}
              type="button"
              className="button secondary"
              onClick={() => setChoice(option.id)}
            >
              {pick(option)}
            </button>
          ))}
        </div>
      )}
    </>
  )
}
