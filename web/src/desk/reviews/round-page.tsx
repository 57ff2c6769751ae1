import '../styles/reviews.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { stampWords } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { about, type RoundAnswer, type RoundState, useReviewDeed } from './reviews.ts'

/** One review: who has handed in, the order, how far it is, and what may be done now. */
export function ReviewRoundPage() {
  const say = useWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useQuery({
    queryKey: [about, 'round', id],
    queryFn: () => get<RoundAnswer>(`/api/yearly-reviews/${id}`),
    refetchInterval: 20_000,
  })
  if (!data) return error ? <Failed isPage error={error} onRetry={() => void refetch()} /> : <Loading />
  const { row } = data
  return (
    <>
      <PageHead
        title={`${row.superior.name} ${say('reviews.of', { year: row.year })}`}
        hint={say(`reviews.stateHint.${row.state as RoundState}`)}
      >
        <WayLink to="/reviews" search={{ year: row.year }}>
          {say('reviews.back')}
        </WayLink>
      </PageHead>
      <div className="desk-stack">
        <p>
          <strong>{say(`reviews.state.${row.state as RoundState}`)}</strong> ·{' '}
          {say('reviews.handedIn', { n: row.handed_in, of: row.reports })} ·{' '}
          {say('reviews.by', { day: row.hand_in_by })} ·{' '}
          {say(data.grading === 'secret' ? 'reviews.secret' : 'reviews.signed')}
        </p>
        {data.summary && <p className="rev-words">{data.summary}</p>}
        <Reports round={data} />
        {row.leads && <Deeds round={data} />}
        <small className="desk-soft">
          {data.source}
          {data.unverified && bracketed(say('reviews.unverified'))}
        </small>
      </div>
    </>
  )
}

function Reports({ round }: { round: RoundAnswer }) {
  const say = useWords()
  const pick = usePick()
  const deed = useReviewDeed()
  const canArrange = round.row.leads && round.row.state === 'collecting'
  const move = (index: number, by: -1 | 1) => {
    const order = round.reports.map(({ id }) => id)
    const [moved] = order.splice(index, 1)
    order.splice(index + by, 0, moved!)
    deed.mutate({
      path: `/api/yearly-reviews/${round.row.id}/order`,
      body: { version: round.version, order },
    })
  }
  return (
    <ol className="rev-list rev-reports">
      {round.reports.map((report, index) => {
        const grade = round.grades.find(({ id }) => id === report.grade)
        return (
          <li key={report.id}>
            <span>
              <WayLink to={`/reviews/reports/${report.id}`}>
                <strong>{report.organisation.name}</strong>
              </WayLink>
              <small>
                {report.handed_in_at
                  ? say(report.in_time ? 'reviews.handedInAt' : 'reviews.handedInLate', {
                      at: stampWords(report.handed_in_at),
                    })
                  : say('reviews.notHandedIn')}
                {report.heard_at && ` · ${say('reviews.heard')}`}
                {report.questions > 0 &&
                  ` · ${say('reviews.questionsCount', { n: report.questions, open: report.unanswered })}`}
                {report.graded !== null &&
                  ` · ${say('reviews.gradedCount', { n: report.graded, of: report.graders ?? 0 })}`}
              </small>
            </span>
            <span className="rev-side">
              {grade && <strong>{pick(grade)}</strong>}
              {canArrange && (
                <>
                  <Button
                    aria-label={say('reviews.up', { name: report.organisation.name })}
                    disabled={index === 0 || deed.isPending}
                    onClick={() => move(index, -1)}
                  >
                    ↑
                  </Button>
                  <Button
                    aria-label={say('reviews.down', { name: report.organisation.name })}
                    disabled={index === round.reports.length - 1 || deed.isPending}
                    onClick={() => move(index, 1)}
                  >
                    ↓
                  </Button>
                </>
              )}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function Deeds({ round }: { round: RoundAnswer }) {
  const say = useWords()
  const deed = useReviewDeed()
  const { modal } = App.useApp()
  const [summary, setSummary] = useState('')
  const { row, version } = round
  const path = `/api/yearly-reviews/${row.id}` as const
  const sure = (key: 'begin' | 'closeGrading', go: () => Promise<unknown>) =>
    modal.confirm({
      title: say(`reviews.${key}`),
      content: say(`reviews.${key}Hint`, { n: row.reports - row.handed_in }),
      okText: say(`reviews.${key}`),
      cancelText: say('act.cancel'),
      onOk: () => go().catch(() => {}),
    })
  if (row.state === 'collecting')
    return (
      <p className="rev-deeds">
        <Button
          type="primary"
          disabled={row.handed_in === 0}
          onClick={() => sure('begin', () => deed.mutateAsync({ path: `${path}/begin`, body: { version } }))}
        >
          {say('reviews.begin')}
        </Button>
      </p>
    )
  if (row.state === 'meeting')
    return (
      <p className="rev-deeds">
        <Button
          type="primary"
          onClick={() => sure('closeGrading', () => deed.mutateAsync({ path: `${path}/close-grading` }))}
        >
          {say('reviews.closeGrading')}
        </Button>
      </p>
    )
  if (row.state !== 'graded') return null
  return (
    <form
      className="rev-card"
      onSubmit={(event) => {
        event.preventDefault()
        deed.mutate({ path: `${path}/publish`, body: { version, summary } })
      }}
    >
      <h2>{say('reviews.summary')}</h2>
      <p className="desk-soft">{say('reviews.summaryHint')}</p>
      <Input.TextArea
        aria-label={say('reviews.summary')}
        rows={4}
        maxLength={5000}
        value={summary}
        onChange={(event) => setSummary(event.target.value)}
      />
      <Button type="primary" htmlType="submit" disabled={summary.trim().length < 2} loading={deed.isPending}>
        {say('reviews.publish')}
      </Button>
    </form>
  )
}
