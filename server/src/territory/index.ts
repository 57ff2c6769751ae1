import './tables.ts'

export { territoryApi } from './api.ts'
export {
  AreaKindName,
  ById,
  closed,
  DedicationName,
  Id,
  Line,
  OrNull,
  PageOf,
  Time,
} from './api-schemas.ts'
export {
  type AreaRow,
  areaComplaints,
  changeArea,
  closeAreas,
  endArea,
  insertAreas,
  openArea,
  refuse,
  reshapeArea,
  setShapes,
} from './area-writes.ts'
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
export { fromGcj02, toGcj02 } from './gcj02.ts'
export { changingTerritory, record, systemWriter, type Writer } from './history.ts'
export {
  type Columns,
  type Datum,
  datums,
  type Entry,
  type FileFault,
  faultAt,
  filled,
  firstLines,
  guideOf,
  type ImportKind,
  type ImportReport,
  importFile,
  importKinds,
  readTable,
  requireFaultless,
  twice,
} from './imports/index.ts'
export { metresBetween } from './metres.ts'
export { type OfferedSkills, offeredSkills } from './offered-skills.ts'
export {
  endOrganisation,
  openOrganisation,
  registerEndGuard,
  updateOrganisations,
} from './organisation-writes.ts'
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
export { gridWorkerOf, isNoResident, type PersonOnDuty, peopleOf } from './people.ts'
export {
  changePerson,
  type DutyRow,
  endDuties,
  endDuty,
  insertDuties,
  insertPeople,
  registerPerson,
  startDuty,
} from './people-writes.ts'
export { findPlaces, type Place, placeByCode, setPlaces } from './places.ts'
export { type AreaKind, type Dedication, isPhone, maskedPhone } from './rules.ts'
export { placeOf, type SaidAndFound, type SaidPlace } from './said-place.ts'
export { isInside, type Part, type Position, type Ring, readShape, signedArea } from './shape.ts'
export { currentShapes } from './shapes.ts'
export { bodyLimitFor, fileOf, RegisterReport, sendHeader } from './table-door.ts'
