import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerCommitments } from './kernel/commitments/index.ts'
import { joinJobs } from './kernel/jobs/index.ts'
import { Problem } from './kernel/problems.ts'
import {
  callUnits,
  checkMobilisations,
  finish,
  giveBack,
  mobilisationDoors,
  mobilisationJobs,
  pastePosts,
  prepare,
  start,
  takePlace,
} from './mobilisation/index.ts'
import { type ServiceDoors, serviceDoors } from './volunteering/fixture.ts'
import { answerCall, checkService, serviceCommitments, serviceJobs } from './volunteering/index.ts'

/** One person, one place at a time: whether a community calls them or the district mobilises them. */
let all: ServiceDoors
let undo: (() => void)[]
const members = ['m1', 'm2', 'm3', 'm4'] as const

beforeAll(async () => {
  all = await serviceDoors()
  undo = [...mobilisationDoors(all.house), ...serviceCommitments(all.house)]
  for (const member of members) await all.register(member)
})
afterAll(async () => {
  for (const each of undo) each()
  await all.close()
})

const actorOf = (member: string) => all.actors[member]!

/** A call of the community and a shift of a mobilisation at the same hours of the next day, each with its places. */
async function sameHours(wanted: number, needed: number) {
  const call = await all.call({
    starts_at: '2026-03-03T01:00:00.000Z',
    ends_at: '2026-03-03T03:00:00.000Z',
    wanted,
  })
  const { house, city } = all
  const id = await prepare(house, city.centre, { name: '应急', purpose: '', kind: 'party', emergency: true })
  await pastePosts(house, city.centre, id, {
    text: `岗位\t班次\n东门\t10:00-12:00×${needed}`,
    day: '2026-03-03',
    write: true,
  })
  await callUnits(house, city.centre, id, [all.branch])
  await start(house, city.centre, id, false)
  const { rows } = await sql<{ id: string }>`
    select id from mobilisation_shifts where mobilisation_id = ${id}`.execute(house.db)
  return { call, mobilisation: id, shift: rows[0]!.id }
}

const refused = (error: unknown) => {
  if (error instanceof Problem) return 'refused'
  throw error
}
const take = (member: string, shift: string) =>
  takePlace(all.house, actorOf(member), shift, { skills: [], wait: 'waiting' }).then(
    ({ result }) => result,
    refused,
  )
const come = (member: string, call: string) =>
  answerCall(all.house, actorOf(member), call, { answer: 'yes', reason: null }).catch(refused)
const stayAway = (member: string, call: string) =>
  answerCall(all.house, actorOf(member), call, { answer: 'no', reason: '有事' }).catch(refused)

async function leavePost(member: string, shift: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from mobilisation_places where shift_id = ${shift} and person_id = ${actorOf(member).personId} and state = 'held'`.execute(
    all.house.db,
  )
  if (rows[0]) await giveBack(all.house, actorOf(member), rows[0].id, null)
}

/** Who has both the place at the post and the place at the call. */
async function twice(): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    select k.person_id as person from mobilisation_places k join mobilisation_shifts s on s.id = k.shift_id
      join service_answers a on a.person_id = k.person_id and a.answer = 'yes' and a.signed_out_at is null
    where k.state = 'held' and not k.rehearsal and k.signed_out_at is null
      and tstzrange(s.starts_at, s.ends_at) && tstzrange(a.starts_at, a.ends_at)`.execute(all.house.db)
  return rows.map(({ person }) => person)
}

async function over({ call, mobilisation }: { call: string; mobilisation: string }): Promise<void> {
  await finish(all.house, all.city.centre, mobilisation)
  expect((await checkService(all.house)).filter(({ promise }) => promise === 7)).toEqual([])
  for (const member of members) await stayAway(member, call)
}

describe('nobody is in two places at once', () => {
  it('whoever has said yes to a community is not placed by a mobilisation, and is told why; nor the other way', async () => {
    const round = await sameHours(2, 2)
    await come('m1', round.call)
    await expect(
      takePlace(all.house, actorOf('m1'), round.shift, { skills: [], wait: null }),
    ).rejects.toThrow(/mobilisation.clash.*清理楼道/)
    await take('m2', round.shift)
    await expect(
      answerCall(all.house, actorOf('m2'), round.call, { answer: 'yes', reason: null }),
    ).rejects.toThrow(/service.twice.*东门/)
    await over(round)
  })

  it('who waits for both gets the first that comes free, and is passed over by the other until they leave it', async () => {
    const round = await sameHours(1, 1)
    await come('m1', round.call)
    await take('m2', round.shift)
    expect(await come('m3', round.call)).toBe('waiting')
    expect(await take('m3', round.shift)).toBe('waiting')
    await stayAway('m1', round.call)
    await leavePost('m2', round.shift)
    const { rows } = await sql<{ taken: number }>`
      select taken from mobilisation_shifts where id = ${round.shift}`.execute(all.house.db)
    expect(rows).toEqual([{ taken: 0 }])
    await stayAway('m3', round.call)
    const { rows: after } = await sql<{ taken: number }>`
      select taken from mobilisation_shifts where id = ${round.shift}`.execute(all.house.db)
    expect(after).toEqual([{ taken: 1 }])
    await over(round)
  })

  it('whoever a mobilisation lets go fills every place of a call in whose line they stand', async () => {
    const round = await sameHours(2, 2)
    await come('m3', round.call)
    await come('m4', round.call)
    for (const member of ['m1', 'm2']) {
      expect(await come(member, round.call)).toBe('waiting')
      expect(await take(member, round.shift)).toBe('placed')
    }
    await stayAway('m3', round.call)
    await stayAway('m4', round.call)
    await finish(all.house, all.city.centre, round.mobilisation)
    const { rows } = await sql<{ taken: number }>`
      select taken from service_calls where id = ${round.call}`.execute(all.house.db)
    expect(rows).toEqual([{ taken: 2 }])
    for (const member of members) await stayAway(member, round.call)
  })

  it('whoever was coming to a call that is called off, or leaves it, comes to the other call in whose line they stand', async () => {
    const hours = { starts_at: '2026-03-03T01:00:00.000Z', ends_at: '2026-03-03T03:00:00.000Z', wanted: 1 }
    for (const frees of ['off', 'no'] as const) {
      const [held, wished] = [await all.call(hours), await all.call(hours)]
      await come('m2', wished)
      expect(await come('m1', wished)).toBe('waiting')
      expect(await come('m1', held)).toBe('yes')
      await stayAway('m2', wished)
      const taken = async () => {
        const { rows } = await sql<{ taken: number }>`
          select taken from service_calls where id = ${wished}`.execute(all.house.db)
        return rows[0]!.taken
      }
      expect(await taken()).toBe(0)
      if (frees === 'off')
        await all.done('community', 'POST', `/api/service-calls/${held}/cancel`, { reason: '下大雨' })
      else await stayAway('m1', held)
      expect(await taken()).toBe(1)
      await stayAway('m1', wished)
    }
  })

  it('what was cut off between freeing hands and filling their places is made good by the rounds, in both rooms', async () => {
    const jobs = joinJobs(mobilisationJobs(all.house), serviceJobs(all.house)).handlers
    for (const bound of ['to the call', 'to the post'] as const) {
      const round = await sameHours(1, 1)
      await come('m1', round.call)
      await take('m2', round.shift)
      expect([await come('m3', round.call), await take('m3', round.shift)]).toEqual(['waiting', 'waiting'])
      // The first that comes free binds them; in the other line they are passed over.
      const free = [() => stayAway('m1', round.call), () => leavePost('m2', round.shift)]
      for (const each of bound === 'to the call' ? free : free.reverse()) await each()
      const taken = async () => {
        const { rows } = await sql<{ post: number; call: number }>`
          select (select taken from mobilisation_shifts where id = ${round.shift}) as post,
            (select taken from service_calls where id = ${round.call}) as call`.execute(all.house.db)
        return rows[0]
      }
      expect(await taken()).toEqual(bound === 'to the call' ? { post: 0, call: 1 } : { post: 1, call: 0 })
      // As if the server had died here: nobody hears that hands are free.
      for (const each of undo) each()
      if (bound === 'to the call') await stayAway('m3', round.call)
      else await leavePost('m3', round.shift)
      undo = [...mobilisationDoors(all.house), ...serviceCommitments(all.house)]
      expect(await taken()).toEqual({ post: 0, call: 0 })
      for (let time = 0; time < 2; time++)
        for (const job of ['fill_free_posts', 'fill_free_service_places']) await jobs[job]!({})
      expect(await taken()).toEqual(bound === 'to the call' ? { post: 1, call: 0 } : { post: 0, call: 1 })
      await over(round)
    }
  })

  it('a room that fails to fill does not undo the deed that freed the hands, nor keep the others from filling', async () => {
    const round = await sameHours(1, 1)
    await come('m1', round.call)
    expect(await come('m2', round.call)).toBe('waiting')
    const forget = registerCommitments('a room that fails', {
      bound: async () => [],
      freed: async () => {
        throw new Error('this room fails')
      },
    })
    await stayAway('m1', round.call)
    forget()
    const { rows } = await sql`select 1 from service_answers
      where call_id = ${round.call} and answer = 'yes' and person_id = ${actorOf('m2').personId}`.execute(
      all.house.db,
    )
    expect(rows).toHaveLength(1)
    await over(round)
  })

  it('of two rooms that want the same person at the same instant, one gets them', async () => {
    for (let time = 0; time < 3; time++) {
      const round = await sameHours(members.length, members.length)
      const both = await Promise.all(
        members.map(async (member, index) =>
          index % 2
            ? Promise.all([come(member, round.call), take(member, round.shift)])
            : Promise.all([take(member, round.shift), come(member, round.call)]),
        ),
      )
      for (const answers of both) expect(answers.filter((answer) => answer !== 'refused')).toHaveLength(1)
      expect(await twice()).toEqual([])
      await over(round)
    }
  })

  it('whatever people take, leave and wait for at once, nobody is twice, and no place stays empty that somebody may have', async () => {
    const deed = fc.record({
      who: fc.constantFrom(...members),
      what: fc.constantFrom('take', 'leave', 'come', 'stay'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.array(deed, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        async (wanted, needed, rounds) => {
          const round = await sameHours(wanted, needed)
          for (const deeds of rounds) {
            await Promise.all(
              deeds.map(async ({ who, what }) => {
                if (what === 'take') await take(who, round.shift)
                if (what === 'leave') await leavePost(who, round.shift)
                if (what === 'come') await come(who, round.call)
                if (what === 'stay') await stayAway(who, round.call)
              }),
            )
            expect(await twice()).toEqual([])
          }
          expect(await checkMobilisations(all.house)).toEqual([])
          expect((await checkService(all.house)).filter(({ promise }) => promise === 7)).toEqual([])
          await over(round)
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 8) },
    )
  })
})
