import type { House } from '../kernel/house.ts'
import type { Consumer } from '../kernel/timeline/index.ts'
import { organisationById } from '../territory/index.ts'
import { recordService } from './record.ts'

/** What `mobilisation.served` says: who stood at a post, for which unit, and from when to when. */
interface ServedElsewhere {
  /** Of the place that was held: one record for each. */
  place: string
  person: string
  /** The unit that they came from; their branch where it is one. */
  organisation: string
  /** Who mobilised, and proves it. */
  mobilised_by: string
  title: string
  from: string
  to: string
  by: 'self' | 'leader' | 'house'
}

/** Service at a post of a mobilisation goes into the same record as service at a community's call. */
export function serviceConsumers(house: House): Consumer[] {
  return [
    {
      name: 'volunteering.mobilisation',
      kinds: ['mobilisation.served'],
      async handle(tx, event) {
        const served = event.payload as unknown as ServedElsewhere
        const unit = await organisationById(tx, served.organisation)
        const { party_kinds: kinds } = await house.rulesNow()
        const isBranch = kinds.some(({ id, form }) => id === unit?.kind && form === 'branch')
        await recordService(house, tx, {
          source: 'mobilisation',
          sourceId: served.place,
          callId: null,
          personId: served.person,
          branchId: unit && isBranch ? unit.id : null,
          organisationId: served.mobilised_by,
          title: served.title,
          startedAt: new Date(served.from),
          endedAt: new Date(served.to),
          endedByHouse: served.by === 'house',
        })
      },
    },
  ]
}
