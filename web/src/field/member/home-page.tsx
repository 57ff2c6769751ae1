import { WayLink } from '../../foundation/ways.tsx'
import { Page } from '../pieces/states.tsx'
import { CallList } from './call-card.tsx'
import type { MemberHome } from './member-types.ts'
import { Notices } from './notices.tsx'
import { Shown } from './pieces.tsx'
import { useRead } from './reading.ts'
import { useMemberWords } from './words.ts'

/** What waits for this member. A feature whose work reaches members adds its section here. */
export function HomePage() {
  const say = useMemberWords()
  const reading = useRead<MemberHome>('/api/member/home')
  return (
    <Page title={say('home.title')}>
      <Shown reading={reading}>
        {(home) => (
          <>
            <Standing home={home} />
            <Calls home={home} />
          </>
        )}
      </Shown>
      <Notices />
    </Page>
  )
}

function Standing({ home }: { home: MemberHome }) {
  const say = useMemberWords()
  const { due, asked, registration } = home
  if (!registration && !asked)
    return (
      <section className="card">
        <h2>{say('home.reportFirst')}</h2>
        <p className="hint">{say('home.reportFirstHint')}</p>
        <p>
          <WayLink to="/member/me" className="button big">
            {say('home.report')}
          </WayLink>
        </p>
      </section>
    )
  return (
    <>
      {asked && (
        <p className="notice notice-warn">{say('home.waiting', { community: asked.community.name })}</p>
      )}
      {(due.state === 'due' || due.state === 'done') && (
        <section className="card due">
          <p>
            {due.state === 'done'
              ? say('due.done', { taken: due.taken })
              : say('due.due', { until: due.until, least: due.at_least, taken: due.taken })}
          </p>
          <p className="hint">
            {say('due.source', { source: due.source })}
            {due.unverified && say('due.unverified')}
          </p>
        </section>
      )}
    </>
  )
}

function Calls({ home: { calls } }: { home: MemberHome }) {
  const say = useMemberWords()
  const mine = calls.filter(({ answer }) => answer === 'yes' || answer === 'waiting')
  const asked = calls.filter(
    ({ kind, answer }) => kind === 'party' && (answer === 'asked' || answer === null),
  )
  const open = calls.filter(({ kind, answer }) => kind === 'volunteer' && answer === null)
  if (mine.length + asked.length + open.length === 0)
    return (
      <section className="card">
        <h2>{say('home.none')}</h2>
        <p className="hint">{say('home.noneHint')}</p>
      </section>
    )
  return (
    <>
      <CallList title={say('home.mine')} calls={mine} />
      <CallList title={say('home.asked')} calls={asked} />
      <CallList title={say('home.open')} calls={open} />
    </>
  )
}
