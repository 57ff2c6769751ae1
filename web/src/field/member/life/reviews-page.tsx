import { useQuery } from '@tanstack/react-query'
import type { MyReviewsAnswer } from '../../../../../server/src/yearly-review/schemas.ts'
import { get } from '../../../foundation/api.ts'
import { usePick } from '../../../foundation/both.ts'
import { WayLink } from '../../../foundation/ways.tsx'
import { Failure, Page } from '../../pieces/states.tsx'
import { memberReads } from '../reading.ts'
import './life.css'
import { useLifeWords } from './words.ts'

type Mine = MyReviewsAnswer['reports'][number]

/** What is mine to write, to grade, and to read. */
export function ReviewsPage() {
  const say = useLifeWords()
  const { data, error } = useQuery({
    queryKey: [memberReads, 'reviews'],
    queryFn: () => get<MyReviewsAnswer>('/api/yearly-reviews/mine'),
    gcTime: 0,
  })
  const own = data?.reports.filter(({ role }) => role === 'reports') ?? []
  const others = data?.reports.filter(({ role }) => role !== 'reports') ?? []
  return (
    <Page title={say('review.title')} intro={say('review.intro')}>
      {error && <Failure error={error} />}
      {data && data.reports.length + data.published.length === 0 && (
        <p className="soft">{say('review.none')}</p>
      )}
      <Reports title={say('review.mine')} reports={own} />
      <Reports title={say('review.toGrade')} reports={others} />
      {data && data.published.length > 0 && <Published published={data.published} />}
    </Page>
  )
}

function Reports({ title, reports }: { title: string; reports: Mine[] }) {
  const say = useLifeWords()
  if (reports.length === 0) return null
  return (
    <section className="block">
      <h2>{title}</h2>
      <ul className="life-list">
        {reports.map((report) => (
          <li key={report.id}>
            <strong>{report.organisation.name}</strong>
            <span className="soft">
              {report.superior.name} · {report.year} · {say(`review.state.${report.state as 'meeting'}`)}
              {report.state === 'collecting' &&
                ` · ${report.handed_in_at ? say('review.handedIn') : say('review.by', { day: report.hand_in_by })}`}
              {report.role !== 'reports' && report.mine === 'used' && ` · ${say('review.graded')}`}
            </span>
            <WayLink to={`/member/reviews/${report.id}`} className="button">
              {say(
                report.role === 'reports' && report.state === 'collecting' && !report.handed_in_at
                  ? 'review.write'
                  : 'review.look',
              )}
            </WayLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Published({ published }: { published: MyReviewsAnswer['published'] }) {
  const say = useLifeWords()
  const pick = usePick()
  return (
    <section className="block">
      <h2>{say('review.published')}</h2>
      {published.map((round) => (
        <article className="card" key={`${round.superior.id} ${round.year}`}>
          <p className="soft">
            {say('review.until', { superior: round.superior.name, year: round.year, day: round.until })}
          </p>
          <p className="life-notes">{round.summary}</p>
          <ul className="life-list">
            {round.reports.map((report) => (
              <li key={report.organisation}>
                <strong>
                  {report.organisation}
                  {report.grade && ` · ${pick(report.grade)}`}
                </strong>
                {report.words && <span>{report.words}</span>}
              </li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  )
}
