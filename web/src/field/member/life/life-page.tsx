import type { MineAnswer } from '../../../../../server/src/gatherings/schemas.ts'
import { usePick } from '../../../foundation/both.ts'
import { clockWords, dateWords } from '../../../foundation/time.ts'
import { WayLink } from '../../../foundation/ways.tsx'
import { Page } from '../../pieces/states.tsx'
import { Shown } from '../pieces.tsx'
import { useRead } from '../reading.ts'
import './life.css'
import { bracketed } from '../../../foundation/punctuation.ts'
import { useLifeWords } from './words.ts'

/** A member's own life: what is coming, what they attended, and the dues, of which this only reminds. */
export function LifePage() {
  const say = useLifeWords()
  const reading = useRead<MineAnswer>('/api/gatherings/mine')
  return (
    <Page title={say('title')} intro={say('intro')}>
      <Shown reading={reading}>{(mine) => <Life mine={mine} />}</Shown>
      <section className="block life-dues">
        <h2>{say('dues')}</h2>
        <p>{say('duesText')}</p>
      </section>
      <p>
        <WayLink to="/member/talks" className="button secondary">
          {say('talks')}
        </WayLink>{' '}
        <WayLink to="/member/appraisals" className="button secondary">
          {say('appraisals')}
        </WayLink>{' '}
        <WayLink to="/member/reviews" className="button secondary">
          {say('reviews')}
        </WayLink>
      </p>
      <p>
        <a className="quiet" href="/api/gatherings/calendar.ics">
          {say('calendar')}
        </a>
      </p>
    </Page>
  )
}

function Life({ mine }: { mine: MineAnswer }) {
  const say = useLifeWords()
  const pick = usePick()
  const { year } = mine
  return (
    <>
      <section className="block">
        <h2>{say('coming')}</h2>
        {mine.coming.length === 0 && <p className="soft">{say('comingNone')}</p>}
        <ul className="life-list">
          {mine.coming.map((row) => (
            <li key={row.id} data-state={row.state}>
              <strong>
                {dateWords(`${row.day}T12:00:00+08:00`)} {row.starts_at && clockWords(row.starts_at)}
              </strong>
              <span>{row.title}</span>
              {row.place && <span className="soft">{row.place}</span>}
              {row.state === 'planned' ? (
                <span className="soft">{say('planned')}</span>
              ) : (
                <a className="button" href={`/meeting?g=${row.id}`}>
                  {say('enter')}
                </a>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="block">
        <h2>{say('year', { year: year.year })}</h2>
        <p>
          {say('sums', {
            due: year.due,
            attended: year.attended,
            leave: year.on_leave,
            madeUp: year.made_up,
            hours: year.hours,
          })}
        </p>
        {year.hours_asked !== null && (
          <p className="soft">
            {say('asked', { hours: year.hours_asked })}
            {year.hours_unverified && bracketed(say('unverified'))}
          </p>
        )}
      </section>
      <section className="block">
        <h2>{say('attended')}</h2>
        {mine.attended.length === 0 && <p className="soft">{say('attendedNone')}</p>}
        <ul className="life-list">
          {mine.attended.map(({ row, as, leave, made_up, can_make_up }) => (
            <li key={row.id}>
              <strong>{dateWords(`${row.day}T12:00:00+08:00`)}</strong>
              <a href={`/meeting?g=${row.id}`}>{row.title}</a>
              <span className="soft">
                {pick(row.kind_words)} ·{' '}
                {as ? say(`as.${as as 'remote'}`) : made_up ? say('madeUp') : say(leave ? 'leave' : 'absent')}
              </span>
              {can_make_up && (
                <a className="button secondary" href={`/meeting?g=${row.id}`}>
                  {say('makeUp')}
                </a>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
