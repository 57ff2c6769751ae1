import './tables.ts'

export { territoryApi } from './api.ts'
export { changeArea, endArea, type NewArea, openArea, reshapeArea } from './area-writes.ts'
export {
  type Area, type AreaAt, type AreaName, areaAt, areaByCode, areaById, areaChain, childrenOf, findAreas, type Page,
} from './areas.ts'
export { fromGcj02, toGcj02 } from './gcj02.ts'
export { changingTerritory, systemWriter, type Writer } from './history.ts'
export {
  asProblemFault, type Datum, datums, type FileFault, guideOf, type ImportKind, type ImportReport, importFile, importKinds,
} from './imports/index.ts'
export { changeOrganisation, endOrganisation, type NewOrganisation, openOrganisation } from './organisation-writes.ts'
export {
  communityFor, deskFor, findOrganisations, hotlineCentre, type Organisation, organisationById, organisationFor,
  organisationsOfKind, superiorOf,
} from './organisations.ts'
export { findPeople, gridWorkerOf, type PersonOnDuty, peopleOf } from './people.ts'
export { changePerson, endDuty, type NewDuty, type NewPerson, registerPerson, startDuty } from './people-writes.ts'
export { findPlaces, type FoundPlace, type Place, placeByCode } from './places.ts'
export { type AreaKind, areaKinds, dedications, isMobile, isPhone, maskedPhone } from './rules.ts'
