import './tables.ts'

export { territoryApi } from './api.ts'
export { changeArea, endArea, openArea, reshapeArea } from './area-writes.ts'
export {
  type Area,
  type AreaAt,
  type AreaName,
  areaAt,
  areaByCode,
  areaById,
  areaChain,
  findAreas,
} from './areas.ts'
export { type EndingDuty, registerWorkHolder } from './duty-ends.ts'
export { toGcj02 } from './gcj02.ts'
export { changingTerritory, systemWriter, type Writer } from './history.ts'
export {
  type Datum,
  datums,
  guideOf,
  type ImportKind,
  type ImportReport,
  importFile,
  importKinds,
} from './imports/index.ts'
export { metresBetween } from './metres.ts'
export { endOrganisation, openOrganisation, registerEndGuard } from './organisation-writes.ts'
export {
  communityFor,
  deskFor,
  hotlineCentre,
  type Organisation,
  organisationById,
  organisationFor,
  organisationsOfKind,
  superiorOf,
} from './organisations.ts'
export { gridWorkerOf, type PersonOnDuty, peopleOf } from './people.ts'
export { changePerson, endDuty, registerPerson, startDuty } from './people-writes.ts'
export { findPlaces, type Place, placeByCode } from './places.ts'
export type { AreaKind } from './rules.ts'
export { placeOf, type SaidAndFound, type SaidPlace } from './said-place.ts'
export { signedArea } from './shape.ts'
