import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { useGo, WayLink } from '../../foundation/ways.tsx'
import { useMyself } from '../shell/me.ts'
import type { MatterDetail } from '../types.ts'
import { useWords } from '../words/index.ts'
import { toWhistle, type WhistleList, whistlesKey } from './whistles.ts'

const blowable = new Set(['received', 'triaged', 'dispatched', 'signed', 'in_hand'])

/** On a matter's page: the whistles about it, and the way to blow one where it is theirs. */
export function MatterWhistles({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  const pick = usePick()
  const me = useMyself()
  const go = useGo()
  const isRequest = detail.kind === 'request'
  const { data } = useQuery({
    queryKey: [...whistlesKey, 'of', detail.id, detail.version],
    queryFn: () => get<WhistleList>('/api/whistles', { matter: detail.id }),
    enabled: isRequest && me.may('whistle.read'),
  })
  const items = data?.items ?? []
  const isOurs = me.duties.some(({ organisation }) => organisation.id === detail.owner.id)
  const mayBlow =
    isRequest &&
    isOurs &&
    me.may('whistle.blow') &&
    blowable.has(detail.state) &&
    data !== undefined &&
    !items.some(({ state }) => state === 'running')
  if (items.length === 0 && !mayBlow) return null
  return (
    <section className="desk-section">
      <h2>{say('whistles.title')}</h2>
      {items.map((row) => (
        <WayLink key={row.id} to={toWhistle(row.id)} className="desk-related">
          <span className="desk-related-head">
            <strong>{pick(row.kind)}</strong>
            <span className="lx-mark" data-tone="grey">
              {pick(row.state_words)}
            </span>
          </span>
          <span>
            <code>{row.number}</code>{' '}
            {say('whistles.thereShort', { n: row.counts.there + row.counts.over, all: row.counts.called })}
            {row.counts.late > 0 && (
              <span className="lx-mark" data-tone="red">
                {say('whistles.lateCount', { n: row.counts.late })}
              </span>
            )}
          </span>
        </WayLink>
      ))}
      {mayBlow && (
        <Button block size="large" onClick={() => go('/whistles/blow', { matter: detail.id })}>
          {say('whistles.blow')}
        </Button>
      )}
    </section>
  )
}
