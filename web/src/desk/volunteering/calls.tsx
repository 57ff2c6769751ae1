import { Button } from 'antd'
import { useState } from 'react'
import { stampWords } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { NewCall } from './call-form.tsx'
import { Mark } from './mark.tsx'
import { usePages } from './reading.ts'
import type { CallList } from './types.ts'

export const tones = { open: 'good', cancelled: 'calm', ended: 'calm' } as const

export function Calls() {
  const say = useWords()
  const me = useMyself()
  const [isCalling, setCalling] = useState(false)
  const list = usePages<CallList>('/api/service-calls', {}, 'cursor')
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const mayCall = me.may('service.call')
  return (
    <section className="desk-section">
      {mayCall && (
        <p className="desk-toolbar">
          <Button type="primary" onClick={() => setCalling(true)}>
            {say('volunteering.newCall')}
          </Button>
        </p>
      )}
      {list.isPending && <Loading />}
      {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && (
        <Nothing
          title={say('volunteering.noCalls')}
          {...(mayCall ? { hint: say('volunteering.noCallsHint') } : {})}
        />
      )}
      {items.length > 0 && (
        <div className="desk-table-scroll">
          <table className="desk-table desk-grids-table">
            <thead>
              <tr>
                <th scope="col">{say('volunteering.call')}</th>
                <th scope="col">{say('volunteering.when')}</th>
                <th scope="col">{say('volunteering.place')}</th>
                <th scope="col">{say('volunteering.people')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((call) => (
                <tr key={call.id}>
                  <th scope="row">
                    <WayLink to={`/volunteering/calls/${call.id}`}>{call.title}</WayLink>{' '}
                    <Mark tone={tones[call.state]}>{say(`volunteering.callStates.${call.state}`)}</Mark>
                    <small className="desk-soft desk-block">
                      {say(`volunteering.kinds.${call.kind}`)} · {call.community.name}
                    </small>
                  </th>
                  <td data-label={say('volunteering.when')}>{stampWords(call.starts_at)}</td>
                  <td data-label={say('volunteering.place')}>{call.place}</td>
                  <td data-label={say('volunteering.people')}>
                    {say('volunteering.places', { taken: call.taken, wanted: call.wanted })}
                    {call.came > 0 && ` · ${say('volunteering.came', { n: call.came })}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {say('volunteering.more')}
        </Button>
      )}
      {isCalling && <NewCall onClose={() => setCalling(false)} />}
    </section>
  )
}
