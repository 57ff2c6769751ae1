import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { ReportAnswer } from '../../../../../server/src/yearly-review/schemas.ts'
import { get } from '../../../foundation/api.ts'
import { usePick } from '../../../foundation/both.ts'
import { Failure, Page } from '../../pieces/states.tsx'
import { Trouble } from '../pieces.tsx'
import { memberReads } from '../reading.ts'
import { useSend } from '../sending.ts'
import './life.css'
import { bracketed, listed, named } from '../../../foundation/punctuation.ts'
import { useLifeWords } from './words.ts'

/** One report on a phone: its secretary writes it, those entitled grade it. */
export function ReviewReportPage() {
  const say = useLifeWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error } = useQuery({
    queryKey: [memberReads, 'review', id],
    queryFn: () => get<ReportAnswer>(`/api/yearly-reports/${id}`),
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data?.round.state === 'meeting' ? 30_000 : false),
  })
  return (
    <Page
      title={data?.row.organisation.name ?? say('review.title')}
      intro={data ? `${data.round.superior.name} · ${data.round.year}` : ''}
    >
      {error && <Failure error={error} />}
      {data && (
        <>
          {data.may.write ? <WordsForm report={data} /> : <Words report={data} />}
          <Grade report={data} />
          <Result report={data} />
          <Questions report={data} />
          <Figures report={data} />
        </>
      )}
    </Page>
  )
}

interface Shown {
  report: ReportAnswer
}

function WordsForm({ report }: Shown) {
  const say = useLifeWords()
  const { send, isBusy, trouble } = useSend()
  const [badly, setBadly] = useState(report.went_badly ?? '')
  const [next, setNext] = useState(report.comes_next ?? '')
  const [missing, setMissing] = useState<string | null>(null)
  const path = `/api/yearly-reports/${report.row.id}` as const
  const isSaved = badly === (report.went_badly ?? '') && next === (report.comes_next ?? '')
  const save = () =>
    send(`${path}/words`, { version: report.version, went_badly: badly, comes_next: next }, 'put')
  const handIn = async (event: FormEvent) => {
    event.preventDefault()
    const wanting = badly.trim().length < 2 || next.trim().length < 2
    setMissing(wanting ? say('review.wordsMissing') : null)
    if (wanting) return
    if (!isSaved && !(await save())) return
    await send(`${path}/hand-in`, { version: report.version + (isSaved ? 0 : 1) })
  }
  return (
    <form className="card life-form" onSubmit={(event) => void handIn(event)}>
      <p className="soft">{say('review.by', { day: report.round.hand_in_by })}</p>
      <label htmlFor="badly">{say('review.wentBadly')}</label>
      <textarea
        id="badly"
        rows={6}
        maxLength={5000}
        value={badly}
        onChange={(event) => setBadly(event.target.value)}
      />
      <label htmlFor="next">{say('review.comesNext')}</label>
      <textarea
        id="next"
        rows={6}
        maxLength={5000}
        value={next}
        onChange={(event) => setNext(event.target.value)}
      />
      <Trouble words={missing ?? trouble} />
      {isSaved && (report.went_badly || report.comes_next) && <p role="status">{say('review.saved')}</p>}
      <button
        type="button"
        className="button secondary"
        disabled={isBusy || isSaved}
        onClick={() => void save()}
      >
        {say('review.save')}
      </button>
      <small className="soft">{say('review.handInHint')}</small>
      <button type="submit" className="button" disabled={isBusy}>
        {say('review.handIn')}
      </button>
    </form>
  )
}

function Words({ report }: Shown) {
  const say = useLifeWords()
  if (!report.went_badly) return null
  return (
    <section className="card">
      <h2>{say('review.wentBadly')}</h2>
      <p className="life-notes">{report.went_badly}</p>
      <h2>{say('review.comesNext')}</h2>
      <p className="life-notes">{report.comes_next}</p>
    </section>
  )
}

function Grade({ report }: Shown) {
  const say = useLifeWords()
  const pick = usePick()
  const { send, isBusy, trouble } = useSend()
  const [grade, setGrade] = useState('')
  const { row, may, round } = report
  if (row.mine === 'none' || round.state !== 'meeting') return null
  return (
    <section className="card">
      <h2>{say('review.gradeTitle')}</h2>
      {row.mine === 'used' ? (
        <p role="status">{say('review.graded')}</p>
      ) : !may.grade ? (
        <p className="soft">{say('review.gradeWait')}</p>
      ) : (
        <form
          className="life-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (grade) void send(`/api/yearly-reports/${row.id}/grade`, { grade })
          }}
        >
          <p className="soft">
            {say(report.grading === 'secret' ? 'review.gradeHint' : 'review.gradeSigned')}
          </p>
          <fieldset className="life-grades">
            <legend>{say('review.gradeTitle')}</legend>
            {report.grades.map((each) => (
              <label key={each.id}>
                <input
                  type="radio"
                  name="grade"
                  checked={grade === each.id}
                  onChange={() => setGrade(each.id)}
                />
                {pick(each)}
              </label>
            ))}
          </fieldset>
          <Trouble words={trouble} />
          <button type="submit" className="button" disabled={isBusy || !grade}>
            {say('review.gradeGive')}
          </button>
        </form>
      )}
    </section>
  )
}

function Result({ report }: Shown) {
  const say = useLifeWords()
  const pick = usePick()
  const grade = report.grades.find(({ id }) => id === report.row.grade)
  if (!grade && report.follow_ups.length === 0) return null
  return (
    <section className="card">
      <h2>{say('review.result')}</h2>
      {grade && (
        <>
          <p>
            <strong>{say('review.grade', { grade: pick(grade) })}</strong>
          </p>
          <p>
            {named(
              say('review.counts'),
              report.counts
                ? listed(report.grades.map((each) => `${pick(each)} ${report.counts?.[each.id] ?? 0}`))
                : say('review.few', { n: report.least }),
            )}
          </p>
        </>
      )}
      {report.comment && <p className="life-notes">{report.comment}</p>}
      {report.follow_ups.length > 0 && (
        <>
          <h3>{say('review.tasks')}</h3>
          <ul className="life-list">
            {report.follow_ups.map((task) => (
              <li key={task.matter_id}>
                {task.number} {task.title}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Questions({ report }: Shown) {
  const say = useLifeWords()
  const { send, isBusy, trouble } = useSend()
  const [words, setWords] = useState('')
  const { questions, may, row } = report
  if (questions.length === 0 && !may.ask) return null
  return (
    <section className="card">
      <h2>{say('review.questions')}</h2>
      <ul className="life-list">
        {questions.map((question) => (
          <li key={question.id}>
            <strong>{question.words}</strong>
            {question.answer ? (
              <span className="life-notes">{question.answer}</span>
            ) : may.answer ? (
              <Answer reportId={row.id} question={question} />
            ) : (
              <span className="soft">{say('review.unanswered')}</span>
            )}
          </li>
        ))}
      </ul>
      {may.ask && (
        <form
          className="life-form"
          onSubmit={async (event) => {
            event.preventDefault()
            if (words.trim().length < 2) return
            if (await send(`/api/yearly-reports/${row.id}/questions`, { words })) setWords('')
          }}
        >
          <label htmlFor="question">{say('review.question')}</label>
          <input
            id="question"
            maxLength={1000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <Trouble words={trouble} />
          <button type="submit" className="button secondary" disabled={isBusy || words.trim().length < 2}>
            {say('review.ask')}
          </button>
        </form>
      )}
    </section>
  )
}

function Answer({ reportId, question }: { reportId: string; question: { id: string; words: string } }) {
  const say = useLifeWords()
  const { send, isBusy, trouble } = useSend()
  const [words, setWords] = useState('')
  return (
    <form
      className="life-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (words.trim().length >= 2)
          void send(`/api/yearly-reports/${reportId}/questions/${question.id}/answer`, { words })
      }}
    >
      <textarea
        rows={3}
        maxLength={3000}
        aria-label={say('review.answerTo', { question: question.words })}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <Trouble words={trouble} />
      <button type="submit" className="button" disabled={isBusy || words.trim().length < 2}>
        {say('review.saveAnswer')}
      </button>
    </form>
  )
}

function Figures({ report }: Shown) {
  const say = useLifeWords()
  const pick = usePick()
  return (
    <section className="card">
      <h2>{say('review.figures')}</h2>
      <p className="soft">{say(report.row.handed_in_at ? 'review.figuresKept' : 'review.figuresToday')}</p>
      {report.record.map((section) => (
        <section key={section.id}>
          <h3>{pick(section)}</h3>
          <dl className="life-figures">
            {section.lines.map((line) => (
              <div key={line.id}>
                <dt>{pick(line)}</dt>
                <dd>
                  {say(`review.unit.${line.unit as 'times'}`, { n: line.value })}
                  {line.of !== null && ` / ${line.of}`}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="soft">
        {report.source}
        {report.unverified && bracketed(say('review.unverified'))}
      </p>
    </section>
  )
}
