import { useEffect } from 'react'
import { stateWords } from '../../../../server/src/matters/words.ts'
import { usePick } from '../../foundation/both.ts'
import { placeWords } from '../../foundation/place-words.ts'
import { stampWords } from '../../foundation/time.ts'
import { type Search, useGo } from '../../foundation/ways.tsx'
import type { InboxAddress, View } from '../inbox/address.ts'
import { useSavedViews } from '../saved/saved.ts'
import { stepWordsOf } from '../step-words.ts'
import { useTerms } from '../terms.ts'
import type { MatterRow } from '../types.ts'
import { useWords } from '../words/index.ts'
import { Sheet } from './sheet.tsx'

/** The rows of a list on paper, under the view and the filters that made it. */
export function PrintList({ address, view, rows }: { address: InboxAddress; view: View; rows: MatterRow[] }) {
  const say = useWords()
  const pick = usePick()
  const go = useGo()
  const { categoryOf, urgencies } = useTerms()
  const saved = useSavedViews().data?.find(({ id }) => id === address.saved)
  const name = saved?.name ?? say(`inbox.views.${view}`)
  useEffect(() => {
    document.title = `${say('print.list')} ${name}`
  }, [name, say])
  const filters = [
    address.state && pick(stateWords[address.state as keyof typeof stateWords]),
    address.category && pick(categoryOf(address.category)),
    address.urgency && pick(urgencies.find(({ id }) => id === address.urgency)),
    address.owner && rows.find(({ owner }) => owner.id === address.owner)?.owner.name,
    address.handler && rows.find(({ handler }) => handler?.id === address.handler)?.handler?.name,
    address.q && `“${address.q}”`,
  ].filter(Boolean)
  return (
    <Sheet title={say('print.list')} onBack={() => go('/', { ...address, print: undefined } as Search)}>
      <h1>{name}</h1>
      <p>
        {filters.length > 0 && `${say('print.filters')}${say('colon')}${filters.join(say('comma'))} · `}
        {say('print.shownOnly', { n: rows.length })}
      </p>
      <table className="desk-paper-rows">
        <thead>
          <tr>
            <th scope="col">{say('matter.intake.number')}</th>
            <th scope="col">{say('inbox.columns.matter')}</th>
            <th scope="col">{say('inbox.columns.place')}</th>
            <th scope="col">{say('inbox.columns.state')}</th>
            <th scope="col">{say('inbox.columns.owner')}</th>
            <th scope="col">{say('inbox.columns.due')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const place = placeWords(row.area?.split(' ') ?? [], row.address)
            return (
              <tr key={row.id}>
                <td>{row.number}</td>
                <td>
                  {row.title}
                  <small>
                    {row.category ? pick(row.category) : say('inbox.uncategorised')} · {pick(row.urgency)}
                  </small>
                </td>
                <td>{[place.area, place.address].filter(Boolean).join(' ')}</td>
                <td>{pick(row.state_words)}</td>
                <td>
                  {row.owner.name}
                  <small>{row.handler?.name ?? say('inbox.unassigned')}</small>
                </td>
                <td>
                  {row.due_at ? stampWords(row.due_at) : '—'}
                  {row.step && <small>{pick(stepWordsOf(row.kind, row.step, row.step_words))}</small>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Sheet>
  )
}
