import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StandingHouse } from '../kernel/make-house.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { type SmallParty, smallParty } from './fixture.ts'
import {
  advanceMember,
  branchesBelow,
  branchOf,
  changeMember,
  committeeOf,
  describeOrganisation,
  endMembership,
  enterMember,
  groupsOf,
  memberFactsOf,
  membersOf,
  noteDues,
  noteTakingPart,
  partyOrganisation,
  votingMembersOf,
} from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let party: SmallParty
const clock = { now: new Date('2026-03-02T01:00:00Z') }
const today = '2026-03-02'

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock.now })
  party = await smallParty(house)
})
afterAll(() => database.drop())

const probationer = {
  appliedOn: '2024-01-05',
  activistOn: '2024-06-01',
  prospectOn: '2025-02-01',
  admittedOn: '2025-07-01',
}

describe('a member', () => {
  it('is entered by the secretary of the branch, and found in it from that day on', async () => {
    const secretary = await party.actor('secretary', 'first')
    const personId = await party.person('赵一')
    const id = await enterMember(house, secretary, {
      personId,
      branchId: party.organisations.first,
      groupId: party.organisations.group_one,
      ...probationer,
      since: '2026-02-01',
    })
    expect(await branchOf(house.db, personId)).toMatchObject({ memberId: id, stage: 'probationary' })
    expect(await membersOf(house.db, party.organisations.first, '2026-02-01')).toMatchObject([
      { personId, groupId: party.organisations.group_one },
    ])
    expect(await membersOf(house.db, party.organisations.first, '2026-01-31')).toEqual([])
    expect(await votingMembersOf(house.db, party.organisations.first, today)).toEqual([])
  })

  it('is in one branch only, whoever enters them, also two at once', async () => {
    const first = await party.actor('secretary', 'first')
    const second = await party.actor('secretary', 'second')
    const personId = await party.person()
    const enter = (actor: typeof first, branchId: string) =>
      enterMember(house, actor, { personId, branchId, ...probationer })
    const outcomes = await Promise.allSettled([
      enter(first, party.organisations.first),
      enter(second, party.organisations.second),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { rows } = await sql`select 1 from party_memberships where person_id = ${personId}`.execute(
      house.db,
    )
    expect(rows).toHaveLength(1)
    await expect(
      database.asOwner(
        `insert into party_memberships (person_id, branch_id, from_day) values ('${personId}', '${party.organisations.elsewhere}', '2030-01-01')`,
      ),
    ).rejects.toThrow(/exclusion/)
  })

  it('goes from stage to stage, none left out, and votes once a full member', async () => {
    const secretary = await party.actor('secretary', 'second')
    const personId = await party.person()
    const id = await enterMember(house, secretary, {
      personId,
      branchId: party.organisations.second,
      ...probationer,
      admittedOn: '2025-03-01',
      prospectOn: '2025-02-01',
    })
    await expect(advanceMember(house, secretary, id, 1, 'full', '2026-02-28')).rejects.toThrow(/Probation/)
    await advanceMember(house, secretary, id, 1, 'full', '2026-03-01')
    await expect(advanceMember(house, secretary, id, 1, 'full', '2026-03-01')).rejects.toMatchObject({
      code: 'conflict.changed',
    })
    expect((await votingMembersOf(house.db, party.organisations.second, '2026-02-28')).length).toBe(0)
    const voters = await votingMembersOf(house.db, party.organisations.second, '2026-03-02')
    expect(voters.map((voter) => voter.personId)).toContain(personId)
  })

  it('cannot be entered into a committee, a group, or out of order', async () => {
    const organiser = await party.actor('organiser', 'street')
    const personId = await party.person()
    for (const branchId of [party.organisations.community, party.organisations.group_one])
      await expect(
        enterMember(house, organiser, { personId, branchId, ...probationer }),
      ).rejects.toMatchObject({
        code: 'input.invalid',
      })
    await expect(
      enterMember(house, organiser, {
        personId,
        branchId: party.organisations.first,
        appliedOn: '2025-01-01',
        admittedOn: '2024-01-01',
      }),
    ).rejects.toMatchObject({ code: 'input.invalid' })
  })

  it('that leaves was there until that day, and may come back', async () => {
    const secretary = await party.actor('secretary', 'second')
    const personId = await party.person()
    const member = { personId, branchId: party.organisations.second, ...probationer, since: '2026-01-01' }
    const id = await enterMember(house, secretary, member)
    await endMembership(house, secretary, id, 1, 'withdrew')
    expect(await branchOf(house.db, personId)).toBeUndefined()
    const on = async (day: string) =>
      (await membersOf(house.db, party.organisations.second, day)).some((one) => one.personId === personId)
    expect([await on('2026-03-01'), await on(today)]).toEqual([true, false])
    expect(await enterMember(house, secretary, { ...member, since: today })).toBe(id)
    expect(await on(today)).toBe(true)
  })

  it('is known to be away, and to have paid, with neither amount nor income', async () => {
    const secretary = await party.actor('secretary', 'first')
    const [id] = await party.fullMembers('first', 1)
    await changeMember(house, secretary, id!, 1, { awayTo: '杭州', awaySince: '2026-01-10' })
    const note = () => noteDues(house, secretary, party.organisations.first, '2026-02-01', [id!])
    expect([await note(), await note()]).toEqual([1, 0])
    const { rows } = await sql<{ person_id: string; last_dues_month: string }>`
      select person_id, last_dues_month from party_members where id = ${id!}`.execute(house.db)
    expect(rows[0]!.last_dues_month).toBe('2026-02-01')
    await house.db.transaction().execute(async (tx) => {
      await noteTakingPart(tx, [rows[0]!.person_id], '2026-02-10', 'activity')
      await noteTakingPart(tx, [rows[0]!.person_id], '2026-01-10', 'activity')
    })
    const { rows: after } = await sql`select last_activity_on from party_members where id = ${id!}`.execute(
      house.db,
    )
    expect(after).toEqual([{ last_activity_on: '2026-02-10' }])
  })
})

it('year of birth and education are there for counts over teams', async () => {
  const personId = await party.person()
  const secretary = await party.actor('secretary', 'first')
  const member = {
    personId,
    branchId: party.organisations.first,
    ...probationer,
    birthYear: 1988,
    education: 'bachelor',
  }
  await enterMember(house, secretary, member)
  expect(await memberFactsOf(house.db, [personId])).toMatchObject([
    { birthYear: 1988, education: 'bachelor' },
  ])
  const other = { ...member, personId: await party.person(), education: 'wizard' }
  await expect(enterMember(house, secretary, other)).rejects.toMatchObject({ code: 'input.invalid' })
})

describe('the line', () => {
  it('is a tree of committees, branches and groups', async () => {
    const names = (found: { id: string }[]) => found.map(({ id }) => id).sort()
    expect(names(await branchesBelow(house.db, party.organisations.street))).toEqual(
      [party.organisations.first, party.organisations.second].sort(),
    )
    expect(names(await groupsOf(house.db, party.organisations.first))).toEqual(
      [party.organisations.group_one, party.organisations.group_two].sort(),
    )
  })

  it('has its officers from duties', async () => {
    const deputy = await party.actor('deputy_secretary', 'elsewhere')
    const secretary = await party.actor('secretary', 'elsewhere')
    expect(
      (await committeeOf(house.db, party.organisations.elsewhere, clock.now)).map((one) => [
        one.role,
        one.personId,
      ]),
    ).toEqual([
      ['secretary', secretary.personId],
      ['deputy_secretary', deputy.personId],
    ])
  })

  it('has terms that follow from the day of the election, five years in a community and three elsewhere', async () => {
    const organiser = await party.actor('organiser', 'street', 'street')
    await describeOrganisation(house, organiser, party.organisations.first, 1, {
      electedOn: '2024-05-10',
      committeeSeats: 3,
    })
    expect(await partyOrganisation(house.db, party.organisations.first)).toMatchObject({
      termUntil: '2029-05-09',
      version: 2,
    })
    const other = await party.actor('secretary', 'elsewhere')
    await describeOrganisation(house, other, party.organisations.elsewhere, 1, {
      electedOn: '2024-05-10',
      units: ['甲公司', '乙公司'],
    })
    expect(await partyOrganisation(house.db, party.organisations.elsewhere)).toMatchObject({
      termUntil: '2027-05-09',
    })
    await expect(
      describeOrganisation(house, other, party.organisations.elsewhere, 2, {
        units: ['1', '2', '3', '4', '5', '6'],
      }),
    ).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(
      describeOrganisation(house, organiser, party.organisations.elsewhere, 2, { electedOn: '2024-05-11' }),
    ).rejects.toMatchObject({ code: 'permission.denied' })
  })
})

it('every step stands on the timeline without a name, and the heads fit', async () => {
  const { breaks } = await verifyChains(database.pool, {
    heads: [
      'select id as stream, head_seq as seq, head_hash as hash from party_members',
      'select stream_id as stream, head_seq as seq, head_hash as hash from party_organisations',
    ],
  })
  expect(breaks).toEqual([])
  const { rows } =
    await sql`select 1 from timeline where stream_kind like 'party%' and payload::text ~ '赵一'`.execute(
      house.db,
    )
  expect(rows).toEqual([])
})
