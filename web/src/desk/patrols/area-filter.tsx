import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { get } from '../../foundation/api.ts'
import { useAddress, useGo } from '../../foundation/ways.tsx'
import { CommunityInput } from '../grids/deed-fields.tsx'
import { useCommunityGrids } from '../grids/grids.ts'
import type { AreaPage } from '../territory/territory.ts'
import { useWords } from '../words/index.ts'
import { useCommunityOf } from './patrols.ts'

/** A community, and one of its grids where one is asked for; everything within reach without them. */
export function AreaFilter({ area }: { area: string | undefined }) {
  const say = useWords()
  const go = useGo()
  const { tab } = useAddress((search) => ({
    tab: typeof search.tab === 'string' ? search.tab : undefined,
  }))
  const { data: community } = useCommunityOf(area)
  const { data: division } = useCommunityGrids(community?.id)
  const { data: above } = useQuery({
    queryKey: ['territory', 'area', area],
    enabled: area !== undefined && community === null,
    queryFn: () => get<AreaPage>(`/api/areas/${area!}`),
  })
  const choose = (next: string | undefined) =>
    go('/patrols', { ...(tab ? { tab } : {}), ...(next ? { area: next } : {}) })
  return (
    <div className="desk-list-head desk-patrol-filter">
      <CommunityInput
        key={community?.id ?? 'none'}
        label={say('patrols.community')}
        placeholder={say('patrols.anyCommunity')}
        {...(community ? { value: community.id, known: community } : {})}
        {...(above ? { value: above.chain.at(-1)!.id, known: above.chain.at(-1)! } : {})}
        onChange={choose}
      />
      {division && (
        <Select
          aria-label={say('patrols.grid')}
          value={area === community?.id ? '' : (area ?? '')}
          options={[
            { value: '', label: say('patrols.allGrids') },
            ...division.grids
              .filter(({ kind }) => kind !== 'micro_grid')
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(next: string) => choose(next || community?.id)}
        />
      )}
      {area && (
        <button type="button" className="desk-text-button" onClick={() => choose(undefined)}>
          {say('patrols.everything')}
        </button>
      )}
    </div>
  )
}
