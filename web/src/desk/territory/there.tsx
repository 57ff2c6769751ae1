import { Button } from 'antd'
import { roles } from '../../../../server/src/kernel/permissions/matrix.ts'
import { usePick } from '../../foundation/both.ts'
import { listed } from '../../foundation/punctuation.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { useNames } from './names.ts'
import { usePaged } from './paged.ts'
import type { Organisation, Person } from './territory.ts'

interface ThereProps {
  title: string
  search: Record<string, string>
}

/** Organisations of an area, or below another. */
export function OrganisationsThere({ title, search }: ThereProps) {
  const say = useWords()
  const nameOf = useNames()
  const { query, items } = usePaged<Organisation>('/api/organisations', '', search)
  return (
    <section className="desk-section">
      <h2>{title}</h2>
      {query.isPending && <Loading rows={2} />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <p className="desk-soft">{say('state.none')}</p>}
      <ul className="desk-links">
        {items.map((organisation) => (
          <li key={organisation.id}>
            <WayLink to="/territory" search={{ tab: 'organisations', id: organisation.id }}>
              {organisation.name}
            </WayLink>{' '}
            <small className="desk-soft">{nameOf('organisation_kinds', organisation.kind)}</small>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
    </section>
  )
}

/** People whose duty runs in an area or an organisation. */
export function PeopleThere({ title, search }: ThereProps) {
  const say = useWords()
  const pick = usePick()
  const { query, items } = usePaged<Person>('/api/people', '', { ...search, running: 'true' })
  return (
    <section className="desk-section">
      <h2>{title}</h2>
      {query.isPending && <Loading rows={2} />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <p className="desk-soft">{say('operator.nobody')}</p>}
      <ul className="desk-links">
        {items.map((person) => (
          <li key={person.id}>
            <WayLink to="/territory" search={{ tab: 'people', id: person.id }}>
              {person.name}
            </WayLink>{' '}
            <small className="desk-soft">
              {listed(
                person.duties.map((duty) =>
                  [pick(roles[duty.role as keyof typeof roles]), duty.area].filter(Boolean).join(' '),
                ),
              )}
            </small>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
    </section>
  )
}
