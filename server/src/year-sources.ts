import { soundOfYear } from './branches/index.ts'
import { gatheringsOfYear } from './gatherings/index.ts'
import { mattersOfYear } from './matters/index.ts'
import type { YearSource } from './membership/index.ts'
import { rectificationOfYear } from './rectification/index.ts'
import { serviceOfYear } from './volunteering/index.ts'
import { whistlesOfYear } from './whistles/index.ts'

/** What the rooms of the house know of a year, in the order in which a yearly report shows it. */
export const yearSources: readonly YearSource[] = [
  gatheringsOfYear,
  soundOfYear,
  mattersOfYear,
  whistlesOfYear,
  serviceOfYear,
  rectificationOfYear,
]
