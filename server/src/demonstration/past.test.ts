import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkGatherings, gatheringHeads } from '../gatherings/index.ts'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { categoryOf } from '../kernel/policy/index.ts'
import type { Problem } from '../kernel/problems.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { checkMatters, matterConsumers } from '../matters/index.ts'
import { personMessages } from '../requests/index.ts'
import { loadDemonstration, passingOverThePast, pastAskedFor } from './index.ts'
import { castOf } from './past/cast.ts'
import { drawFrom } from './past/draw.ts'
import { planned } from './past/plan.ts'
import { repertoire, wordingFor } from './past/themes.ts'
import { actOnce } from './simulator.ts'
import { firstStory } from './whistles.ts'

let database: FreshDatabase
let house: StandingHouse
let clock = new Date('2026-09-14T03:00:00Z')
const refused: Problem[] = []
beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { demo: true, now: () => clock })
  let told = 0
  const load = (most: number) =>
    loadDemonstration(house, {
      past: 'small',
      onRefused: (problem) => refused.push(problem),
      goesOn: () => told++ < most,
    })
  expect(await load(20)).toBe('partly')
  expect(await load(1000)).toBe('whole')
}, 120_000)
afterAll(() => database.drop())

async function counted(text: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`${sql.raw(text)}`.execute(house.db)
  return rows[0]!.n
}

describe('the past of the demonstration', () => {
  it('keeps every promise, chain by chain, though it was told in two goes', async () => {
    expect(refused.map(({ message }) => message)).toEqual([])
    expect(await checkMatters(house.db)).toEqual([])
    const heads = [`select id as stream, head_seq as seq, head_hash as hash from matters`]
    expect((await verifyChains(house.pool, { heads })).breaks).toEqual([])
    expect(
      await counted(`select count(*) as n from demonstration_stories where number < ${firstStory}`),
    ).toBe(planned('small', clock).length)
  })

  it('lies in the past, with deadlines that were missed then and answers that were judged', async () => {
    expect(await counted(`select count(*) as n from timeline where at > '${clock.toISOString()}'`)).toBe(0)
    expect(
      await counted(`select count(*) as n from timeline where kind = 'matter.deadline_missed'`),
    ).toBeGreaterThan(0)
    expect(await counted('select count(*) as n from judgements where solved')).toBeGreaterThan(10)
    expect(await counted('select count(*) as n from matters where step is not null')).toBeGreaterThan(10)
    expect(
      await counted(
        'select count(*) as n from deadlines where ended_at is null and sweep_at < ' +
          `'${clock.toISOString()}'`,
      ),
    ).toBe(0)
  })

  it('leaves work in every state to those whom a visitor can be', async () => {
    const { rows } = await sql<{ code: string; states: string[] }>`
      select o.code, array_agg(distinct m.state) as states from matters m join organisations o on o.id = m.owner_id
      where m.step is not null group by o.code`.execute(house.db)
    const states = new Map(rows.map((row) => [row.code, row.states]))
    expect(states.get('QH_COMMUNITY_1')).toEqual(expect.arrayContaining(['received', 'signed', 'in_hand']))
    expect(states.get('QH_STREET_1')).toEqual(expect.arrayContaining(['triaged', 'in_hand']))
    expect(states.get('QH_URBAN_MANAGEMENT')).toEqual(
      expect.arrayContaining(['dispatched', 'signed', 'in_hand']),
    )
    expect(states.get('QH_CENTRE')).toEqual(expect.arrayContaining(['received', 'triaged', 'contested']))
    expect(await counted('select count(*) as n from matters where proposal is not null')).toBeGreaterThan(0)
  })

  it('has branches near the accounts that mostly kept to the rules, put some off and left a few out', async () => {
    const { rows } = await sql<{ state: string; n: number; moved: number; came: number; due: number }>`
      select g.state, count(*)::int as n, count(*) filter (where g.moved)::int as moved, sum(g.attended)::int as came, sum(g.should_attend)::int as due
      from gatherings g join organisations o on o.id = g.organisation_id
      where o.code like 'QH\\_%' and g.plan_key is not null and g.day < ${shanghaiDate(clock)}::date
        and o.path <@ (select path from organisations where code = 'QH_PARTY_STREET_1')
      group by g.state`.execute(house.db)
    const { held, missed } = Object.fromEntries(rows.map((row) => [row.state, row]))
    expect(held!.n).toBeGreaterThan(80)
    expect(held!.moved).toBeGreaterThan(0)
    expect(missed!.n).toBeGreaterThan(0)
    expect(missed!.n * 4).toBeLessThan(held!.n)
    expect(held!.came / held!.due).toBeGreaterThan(0.7)
    expect(held!.came).toBeLessThan(held!.due)
    expect(
      await counted(`select count(*) as n from gatherings g where g.kind = 'general_meeting' and g.state = 'held'
        and not exists (select 1 from gathering_minutes m where m.gathering_id = g.id and m.chair_signed_at is not null)`),
    ).toBe(0)
    expect(await checkGatherings(house)).toEqual([])
    expect((await verifyChains(house.pool, { heads: gatheringHeads })).breaks).toEqual([])
  })

  it('has only full members among those who serve in a branch: each votes, whoever the visitor is', async () => {
    const serving = `party_members m where exists (select 1 from duties d join organisations o on o.id = d.organisation_id
      where d.person_id = m.person_id and d.role in ('secretary', 'deputy_secretary', 'committee_member') and o.id = m.branch_id)`
    expect(await counted(`select count(*) as n from ${serving}`)).toBeGreaterThan(10)
    expect(await counted(`select count(*) as n from ${serving} and m.stage <> 'full'`)).toBe(0)
  })

  it('is not told anybody as news', async () => {
    await settleConsumers(
      house.db,
      passingOverThePast(house, [...matterConsumers(house), personMessages(house)]),
    )
    const old = `created_at < '${clock.toISOString()}'::timestamptz - interval '1 day'`
    expect(await counted(`select count(*) as n from notices where ${old} or kind like 'matter.%'`)).toBe(0)
    expect(await counted(`select count(*) as n from outbox_messages where ${old}`)).toBe(0)
  })

  it('is not told twice', async () => {
    const before = await counted('select count(*) as n from timeline')
    expect(await loadDemonstration(house, { past: 'small' })).toBe('whole')
    expect(await counted('select count(*) as n from timeline')).toBe(before)
  })

  it('is told to the size that is asked for, and whole where nothing is', () => {
    expect(
      ['off', 'small', 'full', undefined].map((asked) => pastAskedFor({ LIANXIN_DEMO_PAST: asked })),
    ).toEqual([false, 'small', 'full', 'full'])
  })
})

describe('the words of the past', () => {
  it('fill every slot of every theme, under categories that the rules know', async () => {
    const rules = await house.rulesNow()
    const cast = await castOf(house.db)
    const { themes, common } = repertoire()
    expect(themes.length).toBeGreaterThan(40)
    for (const [index, theme] of themes.entries()) {
      expect(categoryOf(rules, theme.category), theme.id).toBeDefined()
      const place = cast.places[index * 7]!
      const wording = wordingFor(theme, place, drawFrom(index), common)
      const {
        titles,
        texts,
        more = [],
        contact = [],
        progress = [],
        solved = [],
        explained = [],
        unsolved = [],
      } = theme
      for (const line of [titles, texts, more, contact, progress, solved, explained, unsolved].flat())
        expect(wording.say(line), `${theme.id}: ${line}`).not.toMatch(/[<>]|undefined/)
      for (const doer of Object.keys(theme.doers))
        expect(cast.doer(doer, place.grid.community).id).toBeTruthy()
      if (theme.suspend) expect(rules.suspension.grounds.map(({ id }) => id)).toContain(theme.suspend)
      if (theme.decline) expect(rules.not_accepted.map(({ id }) => id)).toContain(theme.decline)
    }
  })
})

describe('the simulator', () => {
  const turn = (on: boolean) =>
    sql`update demonstration set simulating = ${on}, next_act_at = null`.execute(house.db)
  const events = () => counted('select count(*) as n from timeline')

  it('acts only while it is on, one act at a time, and keeps every promise', async () => {
    const cast = await castOf(house.db)
    const before = await events()
    expect(await actOnce(house, cast)).toBe(false)
    await turn(true)
    const acts = await Promise.all([actOnce(house, cast), actOnce(house, cast)])
    expect(acts.filter(Boolean)).toHaveLength(1)
    expect(await actOnce(house, cast)).toBe(false)
    for (let act = 0; act < 25; act++) {
      clock = new Date(clock.getTime() + 61_000)
      expect(await actOnce(house, cast)).toBe(true)
    }
    const after = await events()
    expect(after).toBeGreaterThan(before + 25)
    await turn(false)
    clock = new Date(clock.getTime() + 3_600_000)
    expect(await actOnce(house, cast)).toBe(false)
    expect(await events()).toBe(after)
    expect(await checkMatters(house.db)).toEqual([])
  })
})
