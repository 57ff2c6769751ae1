import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorLater } from '../kernel/identity/index.ts'
import { settleConsumers } from '../kernel/testing/index.ts'
import { membershipDoors } from '../membership/index.ts'
import { at, type Doors, doors, type RunningPlan } from './fixture.ts'
import { mobilisationConsumers } from './reactions.ts'

let all: Doors
let plan: RunningPlan
let undo: (() => void)[]
const plain = { first: randomUUID(), second: randomUUID(), left: randomUUID(), applicant: randomUUID() }

/** Stands in the register of members and nowhere else: nobody wrote a duty for them. */
async function register(personId: string, name: string, more: { left?: boolean; applicant?: boolean } = {}) {
  await sql`insert into people (id, name) values (${personId}, ${name})`.execute(all.house.db)
  await sql`insert into party_members (id, person_id, branch_id, stage, admitted_on, full_on, watched_from, left_on, left_as, head_seq, head_hash)
    values (${randomUUID()}, ${personId}, ${more.left ? null : all.branches[0]!.id}, ${more.applicant ? 'applicant' : 'full'},
      ${more.applicant ? null : '2019-07-01'}, ${more.applicant ? null : '2020-07-01'}, '2020-01-01', ${more.left ? '2025-01-01' : null},
      ${more.left ? 'moved' : null}, 0, '')`.execute(all.house.db)
}

beforeAll(async () => {
  all = await doors()
  undo = membershipDoors()
  await register(plain.first, '党员甲')
  await register(plain.second, '党员乙')
  await register(plain.left, '党员丙', { left: true })
  await register(plain.applicant, '申请人丁', { applicant: true })
  plan = await all.running({ posts: [{ name: '东门', shifts: [['18:00', '22:00', 2]] }] })
  for (const [key, personId] of Object.entries(plain))
    all.actors[key] = (await actorLater(all.house.db, personId, all.clock.now))!
})
afterAll(async () => {
  for (const each of undo) each()
  await all.close()
})

const shift = () => plan.posts[0]!.shifts[0]!.id
const looks = async (as: string) => {
  const { rows } = await sql<{ branch: string }>`
    select subject_id as branch from audit_log where action = 'membership.read' and person_id = ${all.actors[as]!.personId}`.execute(
    all.house.db,
  )
  return rows.map(({ branch }) => branch)
}
const take = (as: string) =>
  all.ask(as, 'POST', `/api/mobilisation-shifts/${shift()}/take`, { skills: [], wait: null })

describe('a member of the party to whom nobody gave a duty', () => {
  it('acts as a member of their branch, and stays the resident that they are', () => {
    expect(all.actors.first).toMatchObject({
      kind: 'resident',
      duties: [{ role: 'member', organisationId: all.branches[0]!.id }],
    })
    expect(all.actors.left!.duties).toEqual([])
    expect(all.actors.applicant!.duties).toEqual([])
  })

  it('is told of the call, sees it on the phone, and takes a place; who left or only applied does not', async () => {
    await settleConsumers(all.house.db, mobilisationConsumers())
    const { rows } = await sql<{ person: string }>`
      select person_id as person from notices where kind = 'mobilisation.called'`.execute(all.house.db)
    const told = rows.map(({ person }) => person)
    expect(told).toContain(plain.first)
    expect(told).not.toContain(plain.left)
    expect(told).not.toContain(plain.applicant)
    const mine = await all.must<{ calls: { id: string }[] }>('first', 'GET', '/api/mobilisation-duty')
    expect(mine.calls.map(({ id }) => id)).toEqual([plan.id])
    expect((await take('first')).json()).toMatchObject({ result: 'placed' })
    expect((await take('left')).statusCode).toBe(403)
    expect((await take('applicant')).statusCode).toBe(403)
  })

  it('is not shown to who runs the mobilisation and does not read the register, nor placed by them', async () => {
    for (const as of ['street', 'otherSecretary']) {
      const { items } = await all.must<{ items: { name: string }[] }>(
        as,
        'GET',
        `/api/mobilisation-shifts/${shift()}/candidates?limit=100`,
      )
      const names = items.map(({ name }) => name)
      expect(names).toContain('member0')
      expect(names.filter((name) => name.startsWith('党员'))).toEqual([])
      expect(await looks(as)).toEqual([])
    }
    expect(
      await all.must('street', 'POST', `/api/mobilisation-shifts/${shift()}/nominate`, {
        person_ids: [plain.second],
      }),
    ).toMatchObject({ placed: [], unknown: [plain.second] })
  })

  it('is found by the secretary and sent to a post, signs in by its code, and has the hours', async () => {
    const found = await all.must<{ items: { name: string }[] }>(
      'secretary',
      'GET',
      `/api/mobilisation-shifts/${shift()}/candidates?q=${encodeURIComponent('党员')}`,
    )
    expect(found.items.map(({ name }) => name)).toEqual(expect.arrayContaining(['党员甲', '党员乙']))
    expect(found.items.map(({ name }) => name)).not.toContain('党员丙')
    expect(await looks('secretary')).toEqual([all.branches[0]!.id])
    expect(
      await all.must('secretary', 'POST', `/api/mobilisation-shifts/${shift()}/nominate`, {
        person_ids: [plain.second],
      }),
    ).toMatchObject({ placed: [plain.second] })
    const { places } = await all.must<{ places: { id: string }[] }>('second', 'GET', '/api/mobilisation-duty')
    all.clock.now = at('18:00')
    const { code } = await all.must<{ code: string }>(
      'street',
      'GET',
      `/api/mobilisation-posts/${plan.posts[0]!.id}/code`,
    )
    await all.must('second', 'POST', `/api/mobilisation-places/${places[0]!.id}/sign-in`, { code })
    all.clock.now = at('20:00')
    expect(
      await all.must('second', 'POST', `/api/mobilisation-places/${places[0]!.id}/sign-out`),
    ).toMatchObject({ minutes: 120 })
  })
})
