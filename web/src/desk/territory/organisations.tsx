import { Button, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { LazyTree } from './lazy-tree.tsx'
import { useNames } from './names.ts'
import { OrganisationDetail } from './organisation-detail.tsx'
import { AddOrganisation } from './organisation-forms.tsx'
import { usePaged } from './paged.ts'
import { Split, useChosen } from './split.tsx'
import type { Organisation } from './territory.ts'

function Found({ q, onChoose }: { q: string; onChoose(id: string): void }) {
  const say = useWords()
  const nameOf = useNames()
  const { query, items } = usePaged<Organisation>('/api/organisations', q)
  if (query.isPending) return <Loading rows={3} />
  if (query.error && items.length === 0)
    return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (items.length === 0) return <Nothing title={say('operator.nothingFound')} />
  return (
    <>
      <ul className="desk-plain-list">
        {items.map((organisation) => (
          <li key={organisation.id}>
            <button type="button" className="desk-text-button" onClick={() => onChoose(organisation.id)}>
              {organisation.name}
            </button>{' '}
            <small className="desk-soft">
              {nameOf('organisation_kinds', organisation.kind)} {organisation.code}
            </small>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
    </>
  )
}

/** Organisations by who stands above whom; one of them with its people and what is sent to it. */
export function Organisations() {
  const say = useWords()
  const me = useMyself()
  const [typed, setTyped] = useState('')
  const [isAdding, setAdding] = useState(false)
  const [chosen, choose] = useChosen('organisations')
  const q = useDeferredValue(typed.trim())
  return (
    <>
      <Split
        tab="organisations"
        hint={say('operator.chooseOrganisation')}
        list={
          <>
            <div className="desk-list-head">
              <Input.Search
                allowClear
                value={typed}
                placeholder={say('territory.searchOrganisation')}
                aria-label={say('territory.searchOrganisation')}
                onChange={(event) => setTyped(event.target.value)}
              />
              {me.may('territory.write') && (
                <Button onClick={() => setAdding(true)}>{say('territory.newOrganisation')}</Button>
              )}
            </div>
            <div className="desk-tree">
              {q ? (
                <Found q={q} onChoose={choose} />
              ) : (
                <LazyTree
                  path="/api/organisations"
                  top={{ top: true }}
                  openLevels={1}
                  chosen={chosen}
                  empty={say('operator.noOrganisations')}
                  onChoose={choose}
                />
              )}
            </div>
          </>
        }
        detail={chosen && <OrganisationDetail key={chosen} id={chosen} />}
      />
      {isAdding && <AddOrganisation parent={null} onClose={() => setAdding(false)} />}
    </>
  )
}
