import { Button, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { useRules } from '../rules/rules.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { usePaged } from './paged.ts'
import type { Organisation } from './territory.ts'

/** What the rules call a kind or a function. */
function useNames() {
  const pick = usePick()
  const { data } = useRules()
  return (section: 'organisation_kinds' | 'functions', id: string | null) => {
    if (!id) return ''
    const row = data?.sections.find((each) => each.id === section)?.rows.find((each) => each.id === id)
    return row?.zh ? pick({ zh: row.zh, en: row.en ?? row.zh }) : id
  }
}

/** Organisations as a list. */
export function Organisations() {
  const say = useWords()
  const nameOf = useNames()
  const [typed, setTyped] = useState('')
  const { query, items } = usePaged<Organisation>('/api/organisations', useDeferredValue(typed.trim()))
  return (
    <>
      <div className="desk-toolbar">
        <Input.Search
          allowClear
          value={typed}
          style={{ maxWidth: 320 }}
          placeholder={say('territory.searchOrganisation')}
          aria-label={say('territory.searchOrganisation')}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {query.isPending && <Loading />}
      {query.error && items.length === 0 && (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      )}
      <div className="desk-table-scroll">
        <table className="desk-table">
          <thead>
            <tr>
              <th scope="col">{say('territory.name')}</th>
              <th scope="col">{say('territory.kind')}</th>
              <th scope="col">{say('territory.function')}</th>
              <th scope="col">{say('territory.phone')}</th>
              <th scope="col">{say('territory.code')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((organisation) => (
              <tr key={organisation.id}>
                <th scope="row">{organisation.name}</th>
                <td>{nameOf('organisation_kinds', organisation.kind)}</td>
                <td>{nameOf('functions', organisation.function)}</td>
                <td className="desk-nowrap">{organisation.phone}</td>
                <td>
                  <code>{organisation.code}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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
