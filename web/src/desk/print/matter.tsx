import { useEffect, useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { placeWords } from '../../foundation/place-words.ts'
import { stampWords } from '../../foundation/time.ts'
import { toMatter, useGo } from '../../foundation/ways.tsx'
import { factsOf } from '../matter/event-facts.ts'
import { useWholeStory } from '../matter/story-pages.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { stepWordsOf } from '../step-words.ts'
import { useTerms } from '../terms.ts'
import type { MatterDetail, TimelineEntry } from '../types.ts'
import { useWords } from '../words/index.ts'
import { Sheet } from './sheet.tsx'

function FiveOnPaper({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  const pick = usePick()
  const { asked, owned, due, done, judged } = detail.five
  const lines: { question: string; answer: (string | null | undefined | false)[] }[] = [
    {
      question: say('matter.questions.asked'),
      answer: [
        pick(asked.by),
        asked.masked_phone,
        pick(asked.channel),
        stampWords(asked.at),
        asked.anonymous && say('matter.five.anonymous'),
      ],
    },
    {
      question: say('matter.questions.owned'),
      answer: [
        owned.organisation.name,
        `${say('matter.five.handler')}${say('colon')}${owned.handler ?? say('matter.five.noHandler')}`,
        owned.organisation.phone,
        `${say('matter.five.since')} ${stampWords(owned.since)}`,
      ],
    },
    {
      question: say('matter.questions.due'),
      answer: due
        ? [
            `${pick(stepWordsOf(detail.kind, due.step, due.step_words))} ${stampWords(due.due_at)}`,
            pick(due.explanation),
          ]
        : [say(detail.state === 'following' ? 'matter.five.dueWithOriginal' : 'matter.five.noDue')],
    },
    {
      question: say('matter.questions.done'),
      answer: [
        done.outcome_words ? pick(done.outcome_words) : pick(detail.state_words),
        done.at && stampWords(done.at),
        done.answer ?? say('matter.five.notAnswered'),
      ],
    },
    {
      question: say('matter.questions.judged'),
      answer: judged
        ? [
            say(judged.solved ? 'matter.five.solved' : 'matter.five.unsolved'),
            pick(judged.satisfaction_words),
            judged.comment && `“${judged.comment}”`,
            `${pick(judged.by)} ${stampWords(judged.at)}`,
          ]
        : [say(detail.kind !== 'request' ? 'matter.five.partJudge' : 'matter.five.willJudge')],
    },
  ]
  return (
    <table className="desk-paper-five">
      <tbody>
        {lines.map(({ question, answer }) => (
          <tr key={question}>
            <th scope="row">{question}</th>
            <td>{answer.filter(Boolean).join(' · ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** One matter on paper: the five questions, the words, the photos, all that happened. Nothing that the screen masks. */
export function PrintMatter({ detail }: { detail: MatterDetail }) {
  const story = useWholeStory(detail)
  if (story.data) return <MatterOnPaper detail={detail} story={story.data} />
  return story.error ? (
    <Failed isPage error={story.error} onRetry={() => void story.refetch()} />
  ) : (
    <Loading rows={12} />
  )
}

function MatterOnPaper({ detail, story }: { detail: MatterDetail; story: TimelineEntry[] }) {
  const say = useWords()
  const pick = usePick()
  const go = useGo()
  const { categoryOf } = useTerms()
  const [shown, setShown] = useState('all')
  const { area, address } = placeWords(
    detail.place.area_chain.map(({ name }) => name),
    detail.place.address,
  )
  useEffect(() => {
    document.title = `${detail.number} ${detail.title}`
  }, [detail.number, detail.title])
  const events = story.filter((entry) => shown === 'all' || entry.open)
  return (
    <Sheet
      title={say('print.sheet')}
      onBack={() => go(toMatter(detail.id))}
      choice={{
        value: shown,
        onChange: setShown,
        options: [
          { value: 'all', label: say('print.all') },
          { value: 'open', label: say('print.openOnly') },
        ],
      }}
    >
      <h1>{detail.title}</h1>
      <p className="desk-paper-marks">
        <b>{detail.number}</b>
        {[
          pick(detail.state_words),
          pick(detail.urgency),
          detail.request_kind && pick(detail.request_kind),
          detail.category ? pick(detail.category) : say('inbox.uncategorised'),
        ]
          .filter(Boolean)
          .map((words) => (
            <span key={words}>{words}</span>
          ))}
      </p>
      <FiveOnPaper detail={detail} />
      <h2>{say(detail.kind !== 'request' ? 'matter.sections.task' : 'matter.sections.words')}</h2>
      <p className="desk-words">{detail.text}</p>
      <p>
        <b>{say('matter.sections.place')}</b>
        {say('colon')}
        {[area, address].filter(Boolean).join(' ') || say('state.unknown')}
      </p>
      {detail.photos.length > 0 && (
        <div className="desk-paper-photos">
          {detail.photos.map((photo) => (
            <figure key={photo.id}>
              <img src={photo.thumb} alt={say(`matter.sections.${photo.purpose}`)} />
              <figcaption>
                {say(`matter.sections.${photo.purpose}`)} {photo.at && stampWords(photo.at)}
              </figcaption>
            </figure>
          ))}
        </div>
      )}
      {detail.parts.length > 0 && (
        <>
          <h2>{say('matter.sections.parts')}</h2>
          <ul>
            {detail.parts.map((part) => (
              <li key={part.id}>
                {part.number} {part.owner.name} · {part.title} · {pick(part.state_words)}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{say('matter.sections.story')}</h2>
      <table className="desk-paper-story">
        <tbody>
          {events.map((entry) => {
            const facts = factsOf(entry, { detail, say, pick, categoryOf, dueAs: stampWords })
            const isAsking = entry.kind === 'matter.received'
            return (
              <tr key={entry.seq}>
                <td>{stampWords(entry.at)}</td>
                <td>
                  <b>{pick(entry.words)}</b>
                  {shown === 'all' &&
                    !entry.open &&
                    detail.kind === 'request' &&
                    ` (${say('print.internal')})`}
                  {facts.length > 0 && <span> {facts.join(' · ')}</span>}
                  {entry.text && !isAsking && (shown === 'all' || entry.text_open) && (
                    <p className="desk-words">{entry.text}</p>
                  )}
                </td>
                <td>
                  {entry.actor
                    ? shown === 'all'
                      ? [entry.actor.organisation, entry.actor.name].filter(Boolean).join(' ')
                      : entry.actor.organisation
                    : entry.by_person || isAsking
                      ? say('matter.sections.person')
                      : say('matter.sections.system')}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="desk-paper-sign">{say('print.signature')}＿＿＿＿＿＿＿＿</p>
    </Sheet>
  )
}
