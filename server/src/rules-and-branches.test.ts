import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refreshAllStates } from './branches/index.ts'
import { type BranchDoors, branchDoors } from './gatherings/fixture.ts'
import { writePlanOf } from './gatherings/index.ts'
import { sql } from './kernel/database/index.ts'
import type { StandingHouse } from './kernel/make-house.ts'

let doors: BranchDoors
beforeAll(async () => {
  doors = await branchDoors()
})
afterAll(() => doors.close())

/** The same house with another number in its pack. */
async function withGeneralMeetings(times: number): Promise<StandingHouse> {
  const rules = await doors.house.rulesNow()
  const changed = {
    ...rules,
    gathering_kinds: rules.gathering_kinds.map((kind) =>
      kind.id === 'general_meeting' ? { ...kind, times } : kind,
    ),
  }
  return Object.assign(Object.create(doors.house) as StandingHouse, { rulesNow: async () => changed })
}

async function plannedAndWanted(house: StandingHouse): Promise<{ planned: number; wanted: number }> {
  await writePlanOf(house, doors.branch, 2026, null)
  await refreshAllStates(house)
  const { rows } = await sql<{ planned: number; wanted: number }>`
    select (select count(*) from gatherings where organisation_id = ${doors.branch} and kind = 'general_meeting' and state = 'planned') as planned,
      (select (i->>'wanted')::int from branch_states s, jsonb_array_elements(s.indicators) i
        where s.branch_id = ${doors.branch} and i->>'id' = 'general_meeting') as wanted`.execute(house.db)
  return rows[0]!
}

describe('a number of the pack', () => {
  it('changes the plan of the year and the indicators of the branch with it', async () => {
    doors.clock.now = new Date('2026-07-06T01:30:00Z')
    expect(await plannedAndWanted(doors.house)).toEqual({ planned: 2, wanted: 2 })
    expect(await plannedAndWanted(await withGeneralMeetings(2))).toEqual({ planned: 4, wanted: 4 })
    expect(await plannedAndWanted(await withGeneralMeetings(1))).toEqual({ planned: 2, wanted: 2 })
  })

  it('asks the same of every kind of branch: what one holds by rule, all hold', async () => {
    const rules = await doors.house.rulesNow()
    const kinds = rules.party_kinds.filter(({ form }) => form === 'branch').map(({ id }) => id)
    expect(kinds.length).toBeGreaterThan(4)
    const ofBranches = rules.gathering_kinds.filter(({ holders }) =>
      holders?.some((one) => kinds.includes(one)),
    )
    expect(ofBranches.length).toBeGreaterThan(5)
    for (const { id, holders } of ofBranches)
      expect([id, kinds.filter((kind) => !holders!.includes(kind))]).toEqual([id, []])
  })
})
