import { namesFrom } from './names.ts'
import {
  branchCode,
  branchGrids,
  centreCode,
  committeeCode,
  communityPartyCode,
  departmentCode,
  governmentCode,
  type Office,
  offices,
  streetOfficeCode,
  streetPartyCode,
} from './offices.ts'
import {
  communities,
  dedicatedGrids,
  districtCode,
  districts,
  dividedGrid,
  grids,
  streets,
} from './terrain.ts'

export interface Servant {
  name: string
  phone: string
  /** What they serve as; a resident serves as nothing. */
  duties: { office: string; role: string; area?: string }[]
  /** The name under which somebody who tries the system signs in as them. */
  account?: string
}

type Post = Omit<Servant, 'name' | 'phone'>

const one = (office: string, role: string, account?: string, area?: string): Post => ({
  duties: [{ office, role, ...(area ? { area } : {}) }],
  ...(account ? { account } : {}),
})
const several = (count: number, office: string, role: string): Post[] =>
  Array.from({ length: count }, () => one(office, role))

/** Those whose door stands open, first: their names and numbers stay as they are whatever is added below. */
function openDoors(): Post[] {
  const { community } = dividedGrid
  const { street } = community
  return [
    { duties: [], account: 'resident' },
    one(committeeCode(community), 'grid_worker', 'grid', dividedGrid.code),
    one(committeeCode(community), 'community_clerk', 'community'),
    one(streetOfficeCode(street), 'street_clerk', 'street'),
    one(centreCode, 'centre_clerk', 'centre'),
    one(branchCode(community), 'secretary', 'secretary'),
    one(branchCode(community), 'member', 'member'),
    one(departmentCode('organisation'), 'organiser', 'organiser', districtCode),
    one('QH_DISCIPLINE', 'inspector', 'inspector'),
    one(departmentCode('data'), 'auditor', 'auditor'),
    one(departmentCode('data'), 'admin', 'admin'),
    one(departmentCode('urban_management'), 'department_officer', 'department'),
    one(departmentCode('housing'), 'department_officer', 'housing'),
    one(departmentCode('water'), 'department_officer', 'water'),
    one(departmentCode('market'), 'department_officer', 'market'),
  ]
}

const withOfficers = new Set([
  'department',
  'public_utility',
  'station',
  'property_company',
  'institution',
  'discipline_inspection',
])
/** Where most of a city's work goes. */
const busy = new Set([
  'housing',
  'urban_management',
  'water',
  'market',
  'public_security',
  'labour',
  'education',
  'transport',
  'landscaping',
])

function officersOf({ code, kind, function: organisationFunction }: Office): Post[] {
  const count = kind === 'department' && busy.has(organisationFunction ?? '') ? 2 : 1
  return several(count, code, 'department_officer')
}

/** Three members, two of them in the branch's committee; a few branches have not elected theirs. */
function teamOf(branch: string, place: number): Post[] {
  const member = { office: branch, role: 'member' }
  const also = (role: string): Post => ({ duties: [member, { office: branch, role }] })
  return place === 2
    ? several(3, branch, 'member')
    : [also('deputy_secretary'), also('committee_member'), { duties: [member] }]
}

function posts(): Post[] {
  return [
    ...openDoors(),
    ...several(5, centreCode, 'centre_clerk'),
    ...districts.map((district) => one(governmentCode(district), 'department_officer')),
    ...offices()
      .filter(({ kind }) => withOfficers.has(kind))
      .flatMap(officersOf),
    ...districts
      .filter(({ code }) => code !== districtCode)
      .flatMap((district) => [
        one(departmentCode('organisation', district), 'organiser', undefined, district.code),
        one(`${district.letters}_DISCIPLINE`, 'inspector'),
      ]),
    ...streets.flatMap((street) => [
      ...several(3, streetOfficeCode(street), 'street_clerk'),
      one(streetPartyCode(street), 'secretary'),
      one(streetPartyCode(street), 'organiser'),
    ]),
    ...communities.flatMap((community) => [
      ...several(3, committeeCode(community), 'community_clerk'),
      one(communityPartyCode(community), 'secretary'),
      ...branchGrids(community).flatMap((_, branch) => [
        // The branch of the account `secretary` has its secretary already.
        one(
          branchCode(community, branch),
          community === dividedGrid.community && branch === 0 ? 'committee_member' : 'secretary',
        ),
        ...teamOf(branchCode(community, branch), branch),
      ]),
      one(`${branchCode(community)}_G1`, 'member'),
      one(`${branchCode(community)}_G2`, 'member'),
    ]),
    ...[
      ...grids.filter((grid) => grid !== dividedGrid),
      ...dedicatedGrids.map(({ code, grid }) => ({ code, community: grid.community })),
    ].map((grid) => one(committeeCode(grid.community), 'grid_worker', undefined, grid.code)),
  ]
}

/** Everybody, with numbers that no operator gave out. */
export function staff(): Servant[] {
  const nextName = namesFrom(20_260)
  return posts().map((post, index) => ({
    ...post,
    name: nextName(),
    phone: `1390000${String(1000 + index).padStart(4, '0')}`,
  }))
}
