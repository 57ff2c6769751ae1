import type { State } from '../../matters/index.ts'
import { centreCode, committeeCode, departmentCode, streetOfficeCode } from '../offices.ts'
import { communities, streets } from '../terrain.ts'
import type { PlannedStory } from './plan.ts'
import type { Turn } from './story.ts'

/** A story that somebody leaves off at a certain point, for the visitor to go on with. */
export interface Scene {
  /** Who does it. */
  named: string
  state: State
  /** Where it then lies: the code of the owner. */
  at: string
  turn?: Turn
  /** By phone, and only a street was named. */
  byPhone?: boolean
  /** Among the places of the cast; the first six are in the visitor's own community. */
  place: number
}

type Sketch = Omit<Scene, 'place'>
const first = 100_000

/** Something for each of those whom a visitor can be: just come in, half done, nearly due, past due, disputed. */
export function scenes(present: Date): PlannedStory[] {
  const begun = (age: number) => new Date(present.getTime() - age * 3_600_000)
  const played = sketches().map(({ age, sketch }, index) => ({
    number: first + index,
    begins: begun(age),
    near: true,
    byResident: false,
    scene: { ...sketch, place: index % 3 === 0 ? 0 : index % 6 },
  }))
  const ofResident = [3, 50, 130, 420].map((age, index) => ({
    number: first + 500 + index,
    begins: begun(age),
    near: true,
    byResident: true,
  }))
  return [...played, ...ofResident]
}

function sketches(): { age: number; sketch: Sketch }[] {
  const at = (hours: number[], sketch: Sketch) => hours.map((age) => ({ age, sketch }))
  const community = committeeCode(communities[0]!)
  const street = streetOfficeCode(streets[0]!)
  return [
    ...at([0.1, 0.4, 0.9, 1.6], { named: 'community', state: 'received', at: community }),
    ...at([4, 9, 19], { named: 'community', state: 'signed', at: community }),
    ...at([26, 40, 55, 76, 100, 130, 160, 205], { named: 'community', state: 'in_hand', at: community }),
    ...at([90, 120, 140], { named: 'community', state: 'in_hand', at: community, turn: 'extension' }),
    ...at([1.2, 1.9, 2.4], { named: 'street', state: 'triaged', at: street }),
    ...at([30, 62, 110, 150], { named: 'street', state: 'in_hand', at: street }),
    ...officeWork('urban_management', [2.2, 3, 3.6, 4.4], [14, 20], [34, 58, 90, 125, 158, 190]),
    ...officeWork('housing', [2.5, 3.8], [16], [48, 120]),
    ...officeWork('water', [2.6, 4], [13], [60, 140]),
    ...officeWork('market', [2.3, 3.5], [17], [52, 115]),
    ...at([0.1, 0.3, 0.7, 1.3], { named: 'community', state: 'received', at: centreCode, byPhone: true }),
    ...at([2, 2.6, 3.3], { named: 'department:water', state: 'triaged', at: centreCode }),
    ...at([9, 16, 24], {
      named: 'department:urban_management',
      state: 'contested',
      at: centreCode,
      turn: 'return',
    }),
  ]
}

function officeWork(organisationFunction: string, dispatched: number[], signed: number[], inHand: number[]) {
  const named = `department:${organisationFunction}`
  const at = departmentCode(organisationFunction)
  const left = (hours: number[], state: State) => hours.map((age) => ({ age, sketch: { named, state, at } }))
  return [...left(dispatched, 'dispatched'), ...left(signed, 'signed'), ...left(inHand, 'in_hand')]
}
