import '../styles/reviews.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { listed } from '../../foundation/punctuation.ts'
import { stampWords } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { about, type ReportAnswer, type Unit, useReviewDeed } from './reviews.ts'

/** One report: the year's figures, the secretary's words, questions and answers, grades, and what follows. */
export function ReviewReportPage() {
  const say = useWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useQuery({
    queryKey: [about, 'report', id],
    queryFn: () => get<ReportAnswer>(`/api/yearly-reports/${id}`),
    // What others ask and answer matters while it is heard.
    refetchInterval: ({ state }) => (state.data?.round.state === 'meeting' ? 20_000 : false),
  })
  if (!data) return error ? <Failed isPage error={error} onRetry={() => void refetch()} /> : <Loading />
  const { row, round } = data
  return (
    <>
      <PageHead
        title={row.organisation.name}
        hint={`${round.superior.name} ${say('reviews.of', { year: round.year })}`}
      >
        <WayLink to={`/reviews/${round.id}`}>{say('reviews.backToRound')}</WayLink>
      </PageHead>
      <div className="rev-report">
        <div className="desk-stack">
          <Words report={data} />
          <Questions report={data} />
          <Judgement report={data} />
          <FollowUps report={data} />
        </div>
        <Figures report={data} />
      </div>
    </>
  )
}

function Figures({ report }: { report: ReportAnswer }) {
  const say = useWords()
  const pick = usePick()
  return (
    <section className="rev-card">
      <h2>{say('reviews.figures')}</h2>
      <p className="desk-soft">
        {report.row.handed_in_at
          ? say('reviews.figuresKept', { at: stampWords(report.row.handed_in_at) })
          : say('reviews.figuresToday')}
      </p>
      {report.record.map((section) => (
        <section key={section.id}>
          <h3>{pick(section)}</h3>
          <dl className="rev-figures">
            {section.lines.map((line) => {
              const value = say(`reviews.unit.${line.unit as Unit}`, { n: line.value })
              const whole = line.of === null ? value : `${value} / ${line.of}`
              const [to, search] = (line.link ?? '').split('?')
              return (
                <div key={line.id}>
                  <dt>{pick(line)}</dt>
                  <dd>
                    {line.link ? (
                      <WayLink to={to as '/'} search={Object.fromEntries(new URLSearchParams(search))}>
                        {whole}
                      </WayLink>
                    ) : (
                      whole
                    )}
                  </dd>
                </div>
              )
            })}
          </dl>
        </section>
      ))}
    </section>
  )
}

function Words({ report }: { report: ReportAnswer }) {
  const say = useWords()
  const deed = useReviewDeed()
  const { row, may } = report
  return (
    <section className="rev-card">
      <h2>{say('reviews.words')}</h2>
      {report.went_badly ? (
        <>
          <h3>{say('reviews.wentBadly')}</h3>
          <p className="rev-words">{report.went_badly}</p>
          <h3>{say('reviews.comesNext')}</h3>
          <p className="rev-words">{report.comes_next}</p>
        </>
      ) : (
        <p className="desk-soft">{say('reviews.wordsNone', { day: report.round.hand_in_by })}</p>
      )}
      {may.write && (
        <a className="rev-button" href={`/field/member/reviews/${row.id}`}>
          {say('reviews.write')}
        </a>
      )}
      {may.hear && (
        <Button
          type="primary"
          loading={deed.isPending}
          onClick={() => deed.mutate({ path: `/api/yearly-reports/${row.id}/heard` })}
        >
          {say('reviews.hear')}
        </Button>
      )}
    </section>
  )
}

function Questions({ report }: { report: ReportAnswer }) {
  const say = useWords()
  const deed = useReviewDeed()
  const [words, setWords] = useState('')
  const { questions, may, row } = report
  if (questions.length === 0 && !may.ask) return null
  return (
    <section className="rev-card">
      <h2>{say('reviews.questions')}</h2>
      {questions.map((question) => (
        <article key={question.id} className="rev-question">
          <p>
            <strong>{question.words}</strong> <small>{question.by}</small>
          </p>
          {question.answer ? (
            <p className="rev-words">{question.answer}</p>
          ) : may.answer ? (
            <AnswerForm reportId={row.id} question={question} />
          ) : (
            <p className="desk-soft">{say('reviews.unanswered')}</p>
          )}
        </article>
      ))}
      {may.ask && (
        <form
          className="rev-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (words.trim().length < 2) return
            deed.mutate(
              { path: `/api/yearly-reports/${row.id}/questions`, body: { words } },
              { onSuccess: () => setWords('') },
            )
          }}
        >
          <Input
            aria-label={say('reviews.question')}
            placeholder={say('reviews.question')}
            value={words}
            maxLength={1000}
            onChange={(event) => setWords(event.target.value)}
          />
          <Button htmlType="submit" disabled={words.trim().length < 2} loading={deed.isPending}>
            {say('reviews.ask')}
          </Button>
        </form>
      )}
    </section>
  )
}

function AnswerForm({ reportId, question }: { reportId: string; question: { id: string; words: string } }) {
  const say = useWords()
  const deed = useReviewDeed()
  const [words, setWords] = useState('')
  return (
    <form
      className="rev-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (words.trim().length < 2) return
        deed.mutate({
          path: `/api/yearly-reports/${reportId}/questions/${question.id}/answer`,
          body: { words },
        })
      }}
    >
      <Input.TextArea
        autoSize
        aria-label={say('reviews.answerTo', { question: question.words })}
        placeholder={say('reviews.answer')}
        value={words}
        maxLength={3000}
        onChange={(event) => setWords(event.target.value)}
      />
      <Button htmlType="submit" disabled={words.trim().length < 2} loading={deed.isPending}>
        {say('reviews.saveAnswer')}
      </Button>
    </form>
  )
}

function Judgement({ report }: { report: ReportAnswer }) {
  const say = useWords()
  const pick = usePick()
  const { row, counts, grades, may } = report
  const grade = grades.find(({ id }) => id === row.grade)
  if (!may.comment && !may.grade && row.graded === null && !grade) return null
  return (
    <section className="rev-card">
      <h2>{say('reviews.judgement')}</h2>
      {may.grade && (
        <p>
          <a className="rev-button" href={`/field/member/reviews/${row.id}`}>
            {say('reviews.gradeIt')}
          </a>
        </p>
      )}
      {row.graded !== null && (
        <p>
          {say('reviews.gradedCount', { n: row.graded, of: row.graders ?? 0 })} ·{' '}
          {counts
            ? listed(grades.map((each) => `${pick(each)} ${counts[each.id] ?? 0}`))
            : say('reviews.few', { n: report.least })}
        </p>
      )}
      {may.comment ? (
        <CommentForm key={report.version} report={report} />
      ) : (
        <>
          {grade && (
            <p>
              {say('reviews.grade')} <strong>{pick(grade)}</strong>
            </p>
          )}
          {report.comment && <p className="rev-words">{report.comment}</p>}
          {report.public_words && <p className="rev-words">{report.public_words}</p>}
        </>
      )}
    </section>
  )
}

function CommentForm({ report }: { report: ReportAnswer }) {
  const say = useWords()
  const pick = usePick()
  const deed = useReviewDeed()
  const [grade, setGrade] = useState(report.row.grade)
  const [comment, setComment] = useState(report.comment ?? '')
  const [publicWords, setPublicWords] = useState(report.public_words ?? '')
  const isReady = grade !== null && comment.trim().length >= 2
  return (
    <form
      className="rev-stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady) return
        deed.mutate({
          path: `/api/yearly-reports/${report.row.id}/comment`,
          way: 'put',
          body: { version: report.version, grade, comment, public_words: publicWords },
        })
      }}
    >
      <Select
        aria-label={say('reviews.grade')}
        placeholder={say('reviews.grade')}
        value={grade}
        onChange={setGrade}
        options={report.grades.map((each) => ({ value: each.id, label: pick(each) }))}
      />
      <Input.TextArea
        rows={3}
        maxLength={3000}
        aria-label={say('reviews.comment')}
        placeholder={say('reviews.comment')}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      <Input.TextArea
        rows={2}
        maxLength={1000}
        aria-label={say('reviews.publicWords')}
        placeholder={say('reviews.publicWords')}
        value={publicWords}
        onChange={(event) => setPublicWords(event.target.value)}
      />
      <Button type="primary" htmlType="submit" disabled={!isReady} loading={deed.isPending}>
        {say('reviews.saveComment')}
      </Button>
    </form>
  )
}

function FollowUps({ report }: { report: ReportAnswer }) {
  const say = useWords()
  const deed = useReviewDeed()
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [day, setDay] = useState('')
  const { follow_ups: tasks, may, row } = report
  if (tasks.length === 0 && !may.follow_up) return null
  const isReady = title.trim().length >= 2 && text.trim().length >= 2 && /^\d{4}-\d{2}-\d{2}$/.test(day)
  return (
    <section className="rev-card">
      <h2>{say('reviews.followUps')}</h2>
      <ul className="rev-list">
        {tasks.map((task) => (
          <li key={task.matter_id}>
            <WayLink to={`/matters/${task.matter_id}`}>
              {task.number} {task.title}
            </WayLink>
            <small>{task.due_day && say('reviews.due', { day: task.due_day })}</small>
          </li>
        ))}
      </ul>
      {may.follow_up && (
        <form
          className="rev-stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (!isReady) return
            deed.mutate(
              { path: `/api/yearly-reports/${row.id}/follow-ups`, body: { title, text, due_day: day } },
              {
                onSuccess: () => {
                  setTitle('')
                  setText('')
                  setDay('')
                },
              },
            )
          }}
        >
          <Input
            aria-label={say('reviews.taskTitle')}
            placeholder={say('reviews.taskTitle')}
            maxLength={100}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
          <Input.TextArea
            rows={2}
            aria-label={say('reviews.taskText')}
            placeholder={say('reviews.taskText')}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <label>
            {say('reviews.taskDay')}{' '}
            <input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          </label>
          <Button htmlType="submit" disabled={!isReady} loading={deed.isPending}>
            {say('reviews.giveTask')}
          </Button>
        </form>
      )}
    </section>
  )
}
