import type { House } from '../kernel/house.ts'
import { system } from '../kernel/permissions/index.ts'
import type { Consumer } from '../kernel/timeline/index.ts'
import { adoptPartyOrganisations } from './organisations.ts'

export function membershipConsumers(house: House): Consumer[] {
  return [
    {
      name: 'membership.organisations',
      kinds: ['organisation.opened'],
      handleMany: async (tx) => void (await adoptPartyOrganisations(house, system, tx)),
    },
  ]
}
