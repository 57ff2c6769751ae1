import { Button, Checkbox, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { roles } from '../../../../server/src/kernel/permissions/matrix.ts'
import { usePick } from '../../foundation/both.ts'
import { listed } from '../../foundation/punctuation.ts'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { usePaged } from './paged.ts'
import { PersonDetail } from './person-detail.tsx'
import { AddPerson } from './person-forms.tsx'
import { RolesHelp } from './roles-help.tsx'
import { Split, useChosen } from './split.tsx'
import type { Person } from './territory.ts'

interface ListProps {
  q: string
  unplaced: boolean
  chosen: string | undefined
  onChoose(id: string): void
}

function PeopleList({ q, unplaced, chosen, onChoose }: ListProps) {
  const say = useWords()
  const pick = usePick()
  const { query, items } = usePaged<Person>('/api/people', q, unplaced ? { unplaced: 'true' } : {})
  if (query.isPending) return <Loading rows={4} />
  if (query.error && items.length === 0)
    return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (items.length === 0) return <Nothing title={say('operator.nothingFound')} />
  return (
    <>
      <ul className="desk-people">
        {items.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              aria-current={person.id === chosen ? 'true' : undefined}
              onClick={() => onChoose(person.id)}
            >
              <strong>{person.name}</strong>
              <small>
                {listed(
                  person.duties
                    .filter((duty) => !duty.active_to || new Date(duty.active_to) > new Date())
                    .map((duty) => `${duty.organisation} ${pick(roles[duty.role as keyof typeof roles])}`),
                ) || say('territory.noDuties')}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
    </>
  )
}

/** People who serve or served, found by name; one of them with duties, work and account. */
export function People() {
  const say = useWords()
  const me = useMyself()
  const [typed, setTyped] = useState('')
  const [unplaced, setUnplaced] = useState(false)
  const [shown, setShown] = useState<'add' | 'roles' | null>(null)
  const [chosen, choose] = useChosen('people')
  const q = useDeferredValue(typed.trim())
  const mayWrite = me.may('territory.write')
  return (
    <>
      <Split
        tab="people"
        hint={say('operator.choosePerson')}
        list={
          <>
            <div className="desk-list-head">
              <Input.Search
                allowClear
                value={typed}
                placeholder={say('territory.searchPerson')}
                aria-label={say('territory.searchPerson')}
                onChange={(event) => setTyped(event.target.value)}
              />
              {mayWrite && <Button onClick={() => setShown('add')}>{say('territory.newPerson')}</Button>}
            </div>
            <div className="desk-list-head">
              {mayWrite && (
                <Checkbox checked={unplaced} onChange={(event) => setUnplaced(event.target.checked)}>
                  {say('operator.unplaced')}
                </Checkbox>
              )}
              <Button type="link" size="small" onClick={() => setShown('roles')}>
                {say('operator.rolesHelp')}
              </Button>
            </div>
            <div className="desk-tree">
              <PeopleList q={q} unplaced={unplaced} chosen={chosen} onChoose={choose} />
            </div>
          </>
        }
        detail={chosen && <PersonDetail key={chosen} id={chosen} />}
      />
      {shown === 'add' && <AddPerson onClose={() => setShown(null)} />}
      <RolesHelp open={shown === 'roles'} onClose={() => setShown(null)} />
    </>
  )
}
