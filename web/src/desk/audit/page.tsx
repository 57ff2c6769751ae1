import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { get, ProblemError } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { stampWords } from '../../foundation/time.ts'
import { useAddress, useGo } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { auditWords } from './action-words.ts'
import { readAuditFilter } from './filter.ts'
import { AuditFilters } from './filters.tsx'

interface Entry {
  id: number
  at: string
  person_name: string | null
  action: string
  subject_id: string | null
  subject_name: string | null
  reason: string | null
  outcome: string
}

/** Who looked at what was masked, and what was refused. */
export function AuditPage() {
  const say = useWords()
  const go = useGo()
  const pick = usePick()
  const filter = useAddress(readAuditFilter)
  const query = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) =>
      get<{ entries: Entry[]; cursor: number | null }>('/api/audit', { ...filter, cursor: pageParam }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.cursor ?? undefined,
  })
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  if (query.error instanceof ProblemError && query.error.status === 403)
    return <Failed isPage error={query.error} />
  return (
    <>
      <PageHead title={say('audit.title')} hint={say('audit.hint')} />
      <AuditFilters
        filter={filter}
        onChange={(change) => go('/audit', { ...filter, ...change })}
        onClear={() => go('/audit')}
      />
      {query.isPending && <Loading />}
      {query.error && entries.length === 0 && (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && entries.length === 0 && <Nothing title={say('audit.empty')} />}
      {entries.length > 0 && (
        <div className="desk-table-scroll">
          <table className="desk-table desk-stacks">
            <thead>
              <tr>
                <th scope="col">{say('audit.at')}</th>
                <th scope="col">{say('audit.who')}</th>
                <th scope="col">{say('audit.did')}</th>
                <th scope="col">{say('audit.reason')}</th>
                <th scope="col">{say('audit.subject')}</th>
                <th scope="col">{say('audit.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <td className="desk-nowrap">
                    <time dateTime={entry.at}>{stampWords(entry.at)}</time>
                  </td>
                  <td data-label={say('audit.who')}>{entry.person_name ?? say('audit.system')}</td>
                  <td data-label={say('audit.did')}>{pick(auditWords(entry.action))}</td>
                  <td data-label={say('audit.reason')}>{pick(auditWords(entry.reason))}</td>
                  <td data-label={say('audit.subject')}>
                    {entry.subject_id && (
                      <button
                        type="button"
                        className="desk-text-button"
                        onClick={() => go('/audit', { ...filter, subject: entry.subject_id ?? undefined })}
                      >
                        {entry.subject_name ?? <code>{entry.subject_id.slice(0, 8)}</code>}
                      </button>
                    )}
                  </td>
                  <td data-label={say('audit.outcome')}>
                    <span className="desk-flag" data-tone={entry.outcome === 'refused' ? 'red' : 'green'}>
                      {say(entry.outcome === 'refused' ? 'audit.refused' : 'audit.granted')}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.hasNextPage && (
        <p className="desk-inbox-foot">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {say('act.more')}
          </Button>
        </p>
      )}
    </>
  )
}
