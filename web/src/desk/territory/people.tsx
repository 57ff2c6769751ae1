import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Popconfirm } from 'antd'
import { useDeferredValue, useState } from 'react'
import { roles } from '../../../../server/src/kernel/permissions/matrix.ts'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { AddDuty, AddPerson } from './add.tsx'
import { usePaged } from './paged.ts'
import type { DutyRow, Person } from './territory.ts'

const roleOf = (role: string) => roles[role as keyof typeof roles] ?? { zh: role, en: role }

function Duty({ duty, mayEnd }: { duty: DutyRow; mayEnd: boolean }) {
  const say = useWords()
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const end = useMutation({
    mutationFn: () => post(`/api/duties/${duty.id}/end`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['territory'] }),
    onError: (error) => void message.error(problemWords(error)),
  })
  return (
    <li data-ended={duty.active_to ? '' : undefined}>
      {duty.organisation} · {pick(roleOf(duty.role))}
      {duty.area && ` · ${duty.area}`}{' '}
      <small className="desk-soft">
        {shanghaiDay(duty.active_from)} – {duty.active_to ? shanghaiDay(duty.active_to) : ''}
      </small>
      {mayEnd && !duty.active_to && (
        <Popconfirm
          title={say('territory.endDuty')}
          description={say('territory.endDutyConfirm')}
          okText={say('territory.endDuty')}
          cancelText={say('act.cancel')}
          onConfirm={() => end.mutateAsync()}
        >
          <Button type="link" size="small" danger>
            {say('territory.endDuty')}
          </Button>
        </Popconfirm>
      )}
    </li>
  )
}

/** People who serve, with their duties; the operator begins and ends duties here. */
export function People() {
  const say = useWords()
  const me = useMyself()
  const [typed, setTyped] = useState('')
  const [adding, setAdding] = useState<Person | 'person' | null>(null)
  const { query, items } = usePaged<Person>('/api/people', useDeferredValue(typed.trim()))
  const mayWrite = me.may('territory.write')
  return (
    <>
      <div className="desk-toolbar">
        <Input.Search
          allowClear
          value={typed}
          style={{ maxWidth: 320 }}
          placeholder={say('territory.searchPerson')}
          aria-label={say('territory.searchPerson')}
          onChange={(event) => setTyped(event.target.value)}
        />
        {mayWrite && <Button onClick={() => setAdding('person')}>{say('territory.newPerson')}</Button>}
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
              <th scope="col">{say('territory.phone')}</th>
              <th scope="col">{say('territory.duty')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((person) => (
              <tr key={person.id}>
                <th scope="row">{person.name}</th>
                <td className="desk-nowrap">{person.phone}</td>
                <td>
                  <ul className="desk-duties">
                    {person.duties.map((duty) => (
                      <Duty key={duty.id} duty={duty} mayEnd={mayWrite} />
                    ))}
                  </ul>
                  {person.duties.length === 0 && (
                    <span className="desk-soft">{say('territory.noDuties')}</span>
                  )}
                  {mayWrite && (
                    <Button type="link" size="small" onClick={() => setAdding(person)}>
                      {say('territory.addDuty')}
                    </Button>
                  )}
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
      {adding === 'person' && <AddPerson onClose={() => setAdding(null)} />}
      {adding !== null && adding !== 'person' && <AddDuty person={adding} onClose={() => setAdding(null)} />}
    </>
  )
}
