import type { House } from '../kernel/house.ts'
import type { Consumer } from '../kernel/timeline/index.ts'
import { recordService } from './record.ts'

interface ServedElsewhere {
  /** Of the place that was held: one record for each. */
  place_id: string
  person_id: string | null
  branch_id?: string | null
  /** Who mobilised, and proves it. */
  organisation_id: string
  title: string
  started_at: string
  ended_at: string
  ended_by_house?: boolean
}

/** Service at a post of a mobilisation goes into the same record as service at a community's call. */
export function serviceConsumers(house: House): Consumer[] {
  return [
    {
      name: 'volunteering.mobilisation',
      kinds: ['mobilisation.served'],
      async handle(tx, event) {
        const served = event.payload as unknown as ServedElsewhere
        await recordService(house, tx, {
          source: 'mobilisation',
          sourceId: served.place_id,
          callId: null,
          personId: served.person_id,
          branchId: served.branch_id ?? null,
          organisationId: served.organisation_id,
          title: served.title,
          startedAt: new Date(served.started_at),
          endedAt: new Date(served.ended_at),
          endedByHouse: served.ended_by_house ?? false,
        })
      },
    },
  ]
}
