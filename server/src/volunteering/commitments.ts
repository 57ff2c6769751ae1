import { registerCommitments } from '../kernel/commitments/index.ts'
import type { House } from '../kernel/house.ts'
import { fillWhereWaiting } from './answers.ts'
import { boundByCalls, feature } from './bound.ts'

/** What calls tell the room below: whom they have bound when. @returns how to take each back */
export const serviceCommitments = (house: House): (() => void)[] => [
  registerCommitments(feature, {
    bound: boundByCalls,
    freed: (people) => fillWhereWaiting(house, people),
  }),
]
