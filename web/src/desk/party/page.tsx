import { useQuery } from '@tanstack/react-query'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed, grouped } from '../../foundation/punctuation.ts'
import { useAddress, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { BranchView } from './branch-view.tsx'
import type { Counts, Overview } from './party.ts'

/** The whole of the party line that the reader answers for, level by level; a secretary begins at their own branch. */
export function PartyPage() {
  const say = useWords()
  const me = useMyself()
  const { under, after } = useAddress((search) => ({
    under: typeof search.under === 'string' ? search.under : undefined,
    after: typeof search.after === 'string' ? search.after : undefined,
  }))
  const { data, error, refetch } = useQuery({
    queryKey: ['party', 'overview', under, after],
    queryFn: () => get<Overview>('/api/sound/overview', { under, after }),
    placeholderData: (before) => before,
  })
  return (
    <>
      <PageHead
        title={data?.under?.form === 'branch' ? data.under.name : say('party.title')}
        hint={say('party.hint')}
      >
        <WayLink to="/party/help">{say('party.toHelp')}</WayLink>
        {me.may('membership.read') && <WayLink to="/party/transfers">{say('party.toTransfers')}</WayLink>}
        {me.may('coverage.read') && <WayLink to="/coverage">{say('party.toCoverage')}</WayLink>}
      </PageHead>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data &&
        (data.under?.form === 'branch' ? (
          <BranchView key={data.under.id} id={data.under.id} />
        ) : (
          <Whole shown={data} />
        ))}
    </>
  )
}

function Whole({ shown }: { shown: Overview }) {
  const say = useWords()
  const pick = usePick()
  const { way, under, total, rows, coverage } = shown
  const rated = total.stars.slice(0, 4).reduce((sum, one) => sum + one, 0)
  return (
    <div className="desk-stack">
      {way.length > 1 && (
        <nav aria-label={say('party.way')} className="desk-party-way">
          {way.slice(0, -1).map(({ id, name }) => (
            <span key={id}>
              <WayLink to="/party" search={{ under: id }}>
                {name}
              </WayLink>
              <span aria-hidden="true"> › </span>
            </span>
          ))}
          <span aria-current="page">{way.at(-1)!.name}</span>
        </nav>
      )}
      <section className="desk-section" aria-labelledby="party-total">
        <h2 id="party-total">{under?.name ?? say('party.whole')}</h2>
        <Figures counts={total} under={under?.id} />
        <p className="desk-soft">{say('party.coverageLine', coverage)}</p>
        <ul className="desk-party-stars">
          {shown.stars.map((row, index) => (
            <li key={row.stars}>
              {say('party.starRule', {
                words: pick(row),
                points: row.from_points,
                share: Math.round(row.usual_share * 100),
                now: rated === 0 ? 0 : Math.round(((total.stars[index] ?? 0) / rated) * 100),
              })}
            </li>
          ))}
        </ul>
        {shown.stars[0] && (
          <p className="desk-soft">
            {say('party.usual', { source: shown.stars[0].source })}
            {shown.stars[0].unverified && bracketed(say('party.unverified'))}
          </p>
        )}
      </section>
      <section className="desk-section" aria-labelledby="party-below">
        <h2 id="party-below">{say('party.below', { n: rows.length })}</h2>
        {rows.length === 0 ? (
          <Nothing title={say('party.noRows')} />
        ) : (
          <div className="desk-table-scroll">
            <table className="desk-table desk-grids-table">
              <thead>
                <tr>
                  <th scope="col">{say('party.organisation')}</th>
                  {columns.map(([key, label]) => (
                    <th key={key} scope="col" className="desk-number">
                      {say(label)}
                    </th>
                  ))}
                  <th scope="col">{say('party.stars')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">
                      {row.below ? (
                        <WayLink to="/party" search={{ under: row.id }}>
                          {row.name}
                        </WayLink>
                      ) : (
                        <WayLink to={`/party/branches/${row.id}`}>{row.name}</WayLink>
                      )}
                    </th>
                    {columns.map(([key, label]) => (
                      <td key={key} className="desk-number" data-label={say(label)}>
                        {grouped(row[key])}
                      </td>
                    ))}
                    <td data-label={say('party.stars')}>
                      <Stars counts={row} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {shown.next && (
          <WayLink to="/party" search={{ ...(under ? { under: under.id } : {}), after: shown.next }}>
            {say('party.more')}
          </WayLink>
        )}
      </section>
    </div>
  )
}

const columns = [
  ['branches', 'party.branches'],
  ['full', 'party.full'],
  ['probationary', 'party.probationary'],
  ['needing', 'party.needing'],
  ['term_over', 'party.termOver'],
  ['term_due', 'party.termDue'],
  ['small', 'party.small'],
  ['missing', 'party.missing'],
] as const

const figures = [
  ['branches', 'party.branches', undefined],
  ['full', 'party.full', undefined],
  ['probationary', 'party.probationary', undefined],
  ['coming', 'party.coming', undefined],
  ['away', 'party.away', undefined],
  ['needing', 'party.needing', ''],
  ['term_over', 'party.termOver', 'over'],
  ['term_due', 'party.termDue', 'due'],
  ['small', 'party.small', 'small'],
  ['no_secretary', 'party.noSecretary', 'no_secretary'],
  ['quiet', 'party.quiet', 'quiet'],
  ['missing', 'party.missing', 'missing'],
] as const

/** Figures that open to the branches behind them, where there are such. */
function Figures({ counts, under }: { counts: Counts; under: string | undefined }) {
  const say = useWords()
  return (
    <dl className="desk-party-figures">
      {figures.map(([key, label, only]) => (
        <div key={key} {...(only !== undefined && counts[key] > 0 ? { 'data-look': '' } : {})}>
          <dt>{say(label)}</dt>
          <dd>
            {only === undefined || counts[key] === 0 ? (
              grouped(counts[key])
            ) : (
              <WayLink to="/party/help" search={{ ...(only ? { only } : {}), ...(under ? { under } : {}) }}>
                {grouped(counts[key])}
              </WayLink>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Stars({ counts: { stars } }: { counts: Counts }) {
  const say = useWords()
  const words = [
    ...[5, 4, 3].map((each, index) => ({
      n: stars[index] ?? 0,
      text: say('party.starCount', { stars: each, n: stars[index] ?? 0 }),
    })),
    { n: stars[3] ?? 0, text: say('party.starBelow', { n: stars[3] ?? 0 }) },
    { n: stars[4] ?? 0, text: say('party.noStar', { n: stars[4] ?? 0 }) },
  ]
  return (
    <>
      {words
        .filter(({ n }) => n > 0)
        .map(({ text }) => text)
        .join(' · ')}
    </>
  )
}
