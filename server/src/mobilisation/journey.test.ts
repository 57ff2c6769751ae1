import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settleConsumers } from '../kernel/testing/index.ts'
import { at, type Doors, doors, type RunningPlan } from './fixture.ts'
import { mobilisationConsumers } from './index.ts'
import { checkMobilisations } from './promises.ts'
import { forgetReasons } from './retention.ts'

let all: Doors
beforeAll(async () => {
  all = await doors()
})
afterAll(() => all.close())

const take = (as: string, shift: string, wait: 'waiting' | 'stand_in' | null = null, skills: string[] = []) =>
  all.ask(as, 'POST', `/api/mobilisation-shifts/${shift}/take`, { skills, wait })
const reasonOf = (answer: { json(): { reason?: string } }) => answer.json().reason
const idOf = (as: string) => all.actors[as]!.personId!
const notices = async (as: string) => {
  await settleConsumers(all.house.db, mobilisationConsumers())
  const { rows } = await sql<{ kind: string; urgent: boolean; zh: string }>`
    select kind, urgent, words->>'zh' as zh from notices where person_id = ${idOf(as)} order by created_at, kind`.execute(
    all.house.db,
  )
  return rows
}
const shiftOf = (plan: RunningPlan, post = 0) => plan.posts[post]!.shifts[0]!.id
const placeOf = async (as: string, shift: string) =>
  (await take(as, shift, null, ['flood_control'])).json<{ place_id: string }>().place_id

describe('a night at two posts', () => {
  let plan: RunningPlan
  const east = () => shiftOf(plan)
  const river = () => shiftOf(plan, 1)

  it('starts only with posts and called units', async () => {
    const { id } = await all.must<{ id: string }>('street', 'POST', '/api/mobilisations', {
      name: '空方案',
      purpose: '',
      kind: 'party',
      emergency: false,
    })
    const url = `/api/mobilisations/${id}/start`
    expect(reasonOf(await all.ask('street', 'POST', url, { rehearsal: false }))).toBe('mobilisation.no_posts')
    await all.must('street', 'POST', `/api/mobilisations/${id}/cancel`, { reason: '' })
  })

  it('tells everybody who is called, once, and urgently for it is an emergency', async () => {
    plan = await all.running({
      posts: [
        { name: '东门', leader_id: idOf('secretary'), shifts: [['18:00', '22:00', 2]] },
        { name: '河堤', danger: '涉水', skills: ['flood_control'], shifts: [['18:00', '22:00', 1]] },
      ],
    })
    const told = await notices('ann')
    expect(told.map(({ kind, urgent }) => [kind, urgent])).toEqual([['mobilisation.called', true]])
    expect(told[0]!.zh).toContain('夜间排查')
    expect(await notices('water')).toEqual([])
  })

  it('nobody is placed where it is dangerous before insurance is recorded', async () => {
    expect(reasonOf(await take('ann', river(), null, ['flood_control']))).toBe('mobilisation.uninsured')
    expect(
      reasonOf(
        await all.ask('secretary', 'POST', `/api/mobilisation-shifts/${river()}/nominate`, {
          person_ids: [idOf('ann')],
        }),
      ),
    ).toBe('mobilisation.uninsured')
    await all.must('street', 'POST', `/api/mobilisations/${plan.id}/insurance`, {
      insurer: '某保险公司',
      policy_number: 'P-7',
    })
    expect(reasonOf(await take('ann', river()))).toBe('mobilisation.skill')
    expect((await take('ann', river(), null, ['flood_control'])).json()).toMatchObject({ result: 'placed' })
  })

  it('a unit sends its own people; they may decline with a reason, and whoever waits moves up', async () => {
    const url = `/api/mobilisation-shifts/${east()}/nominate`
    expect(
      (await all.must('secretary', 'POST', url, { person_ids: [idOf('ben'), idOf('eve')] })) as object,
    ).toEqual({
      placed: [idOf('ben')],
      clashed: [],
      full: [],
      unknown: [idOf('eve')],
    })
    expect((await notices('ben')).map(({ kind }) => kind)).toContain('mobilisation.nominated')
    expect((await take('cai', east())).json()).toMatchObject({ result: 'placed' })
    expect(reasonOf(await take('dan', east()))).toBe('mobilisation.full')
    expect((await take('dan', east(), 'waiting')).json()).toEqual({ result: 'waiting', before: 0 })
    expect((await take('eve', east(), 'waiting')).json()).toEqual({ result: 'waiting', before: 1 })
    const { place_id } = (await take('ben', east())).json<{ place_id: string }>()
    expect(
      reasonOf(
        await all.ask('ben', 'POST', `/api/mobilisation-places/${place_id}/give-back`, { reason: null }),
      ),
    ).toBe('mobilisation.reason')
    await all.must('ben', 'POST', `/api/mobilisation-places/${place_id}/give-back`, { reason: '照顾孩子' })
    await all.must('ben', 'POST', `/api/mobilisation-places/${place_id}/give-back`, { reason: '照顾孩子' })
    expect((await notices('dan')).map(({ kind }) => kind)).toContain('mobilisation.moved_up')
    expect((await notices('secretary')).find(({ kind }) => kind === 'mobilisation.declined')?.zh).toContain(
      '东门',
    )
    expect((await take('dan', east())).json()).toMatchObject({ result: 'already' })
  })

  it('nobody is twice at one time', async () => {
    const answer = await take('ann', east(), 'waiting')
    expect(reasonOf(answer)).toBe('mobilisation.clash')
    expect(answer.json<{ detail: string }>().detail).toContain('河堤')
  })

  it('sign-in takes the code that the leader shows now, at the time of the shift', async () => {
    const place = await placeOf('cai', east())
    const url = `/api/mobilisation-places/${place}/sign-in`
    const code = async () =>
      (
        await all.must<{ code: string }>(
          'secretary',
          'GET',
          `/api/mobilisation-posts/${plan.posts[0]!.id}/code`,
        )
      ).code
    expect(reasonOf(await all.ask('cai', 'POST', url, { code: await code() }))).toBe('mobilisation.not_open')
    all.clock.now = at('17:50')
    const right = await code()
    const wrong = right === '000000' ? '000001' : '000000'
    for (let tries = 0; tries < 5; tries++)
      expect(reasonOf(await all.ask('cai', 'POST', url, { code: wrong }))).toBe('mobilisation.wrong_code')
    expect(reasonOf(await all.ask('cai', 'POST', url, { code: right }))).toBe('mobilisation.too_many_codes')
    all.clock.now = at('18:05')
    expect((await all.ask('eve', 'POST', url, { code: await code() })).statusCode).toBe(404)
    const first = await all.must<{ signed_in_at: string }>('cai', 'POST', url, { code: await code() })
    all.clock.now = at('18:06')
    expect(await all.must('cai', 'POST', url, { code: await code() })).toEqual(first)
    expect(
      (await all.ask('cai', 'GET', `/api/mobilisation-posts/${plan.posts[0]!.id}/code`)).statusCode,
    ).toBe(403)
  })

  it('a sign-in that was kept without a signal is held against the code of then, and says so', async () => {
    all.clock.now = at('18:10')
    const { code } = await all.must<{ code: string }>(
      'street',
      'GET',
      `/api/mobilisation-posts/${plan.posts[1]!.id}/code`,
    )
    all.clock.now = at('19:40')
    const url = `/api/mobilisation-places/${await placeOf('ann', river())}/sign-in`
    const sent_at = at('19:40').toISOString()
    expect(
      reasonOf(await all.ask('ann', 'POST', url, { code, at: at('18:30').toISOString(), sent_at })),
    ).toBe('mobilisation.wrong_code')
    expect(await all.must('ann', 'POST', url, { code, at: at('18:10').toISOString(), sent_at })).toEqual({
      signed_in_at: at('18:10').toISOString(),
    })
    const people = await all.must<{ items: { name: string; signed_in_by: string }[] }>(
      'street',
      'GET',
      `/api/mobilisations/${plan.id}/people?group=came&post=${plan.posts[1]!.id}`,
    )
    expect(people.items.map(({ signed_in_by }) => signed_in_by)).toEqual(['offline_code'])
  })

  it('who does not come is seen, and a stand-in is called with one tap', async () => {
    const board = async () =>
      all.must<{ totals: Record<string, number>; gaps: unknown[]; not_come: { absent: number }[] }>(
        'street',
        'GET',
        `/api/mobilisations/${plan.id}/board`,
      )
    const before = await board()
    expect(before.totals).toMatchObject({ needed: 3, taken: 3, gap: 0, here: 2, not_come: 1 })
    const danPlace = await placeOf('dan', east())
    expect((await all.ask('cai', 'POST', `/api/mobilisation-places/${danPlace}/stand-in`)).statusCode).toBe(
      403,
    )
    const { called } = await all.must<{ called: { place_id: string } | null }>(
      'secretary',
      'POST',
      `/api/mobilisation-places/${danPlace}/stand-in`,
    )
    expect(called).not.toBeNull()
    expect((await notices('eve')).map(({ kind, urgent }) => [kind, urgent])).toContainEqual([
      'mobilisation.stand_in',
      true,
    ])
    await all.must('secretary', 'POST', `/api/mobilisation-places/${called!.place_id}/mark`, { what: 'came' })
    await new Promise((wait) => setTimeout(wait, 300))
    expect((await board()).totals).toMatchObject({ taken: 3, here: 3, not_come: 0 })
  })

  it('hours are from sign-in to sign-out; whoever forgot is counted until the end of the shift', async () => {
    all.clock.now = at('21:05')
    const out = await all.must<{ minutes: number }>(
      'cai',
      'POST',
      `/api/mobilisation-places/${await placeOf('cai', east())}/sign-out`,
    )
    expect(out.minutes).toBe(180)
    all.clock.now = at('23:30')
    await all.must('street', 'POST', `/api/mobilisations/${plan.id}/finish`)
    const { rows } = await sql<{ person: string; minutes: number; hours: number; to: string }>`
      select payload->>'person' as person, (payload->>'minutes')::int as minutes, (payload->>'hours')::float8 as hours, payload->>'to' as "to"
      from timeline where kind = 'mobilisation.served' order by minutes`.execute(all.house.db)
    expect(rows.map(({ person, minutes, hours }) => [person, minutes, hours])).toEqual([
      [idOf('eve'), 140, 2.3],
      [idOf('cai'), 180, 3],
      [idOf('ann'), 230, 3.8],
    ])
    expect(rows[2]!.to).toBe(at('22:00').toISOString())
  })

  it('the review sets planned against came, by hour too; every number opens, and it can be taken away', async () => {
    interface Review {
      totals: Record<string, number | boolean>
      hours: { at: string; needed: number; present: number }[]
      units: { came: number; declined: number }[]
    }
    const review = await all.must<Review>('street', 'GET', `/api/mobilisations/${plan.id}/review`)
    expect(review.totals).toMatchObject({
      needed: 3,
      placed: 3,
      came: 3,
      declined: 1,
      replaced: 1,
      stood_in: 1,
      minutes: 550,
      counted: true,
    })
    expect(review.hours.map(({ needed, present }) => [needed, present])).toEqual([
      [3, 2],
      [3, 3],
      [3, 3],
      [3, 3],
    ])
    for (const [group, count] of [
      ['came', 3],
      ['declined', 1],
      ['replaced', 1],
      ['stood_in', 1],
    ] as const) {
      const behind = await all.must<{ items: unknown[] }>(
        'street',
        'GET',
        `/api/mobilisations/${plan.id}/people?group=${group}`,
      )
      expect([group, behind.items.length]).toEqual([group, count])
    }
    const table = await all.ask('street', 'GET', `/api/mobilisations/${plan.id}/review.csv`)
    expect(table.body.trim().split('\r\n')).toHaveLength(3)
    expect(await checkMobilisations(all.house)).toEqual([])
  })

  it('why somebody could not come is forgotten in time, beside the timeline too; that they could not stays', async () => {
    const words = async () =>
      (
        await sql<{
          kept: number
        }>`select count(*)::int as kept from timeline_personal p join timeline t on t.id = p.event_id
          where t.kind = 'mobilisation.declined'`.execute(all.house.db)
      ).rows[0]!.kept
    expect(await words()).toBe(1)
    all.clock.now = new Date(at('23:30').getTime() + 200 * 86_400_000)
    await forgetReasons(all.house)
    expect(await words()).toBe(0)
    const { rows } =
      await sql`select 1 from mobilisation_places where state = 'declined' and reason is null`.execute(
        all.house.db,
      )
    expect(rows).toHaveLength(1)
    all.clock.now = at('09:00', '2026-03-02')
  })
})

describe('a rehearsal', () => {
  it('goes the same way beside what is real, says what it is, and counts for nobody', async () => {
    const real = await all.running()
    const rehearsed = await all.running({ rehearsal: true })
    expect((await take('ben', shiftOf(real))).json()).toMatchObject({ result: 'placed' })
    expect((await take('ben', shiftOf(rehearsed))).json()).toMatchObject({ result: 'placed' })
    const call = (await notices('dan')).find(({ zh }) => zh.includes('演练'))!
    expect([call.urgent, call.zh.startsWith('【演练】')]).toEqual([false, true])
    all.clock.now = at('18:00')
    const { code } = await all.must<{ code: string }>(
      'street',
      'GET',
      `/api/mobilisation-posts/${rehearsed.posts[0]!.id}/code`,
    )
    const place = await placeOf('ben', shiftOf(rehearsed))
    await all.must('ben', 'POST', `/api/mobilisation-places/${place}/sign-in`, { code })
    all.clock.now = at('19:00')
    await all.must('ben', 'POST', `/api/mobilisation-places/${place}/sign-out`)
    const { rows } =
      await sql`select 1 from timeline where kind = 'mobilisation.served' and stream = ${shiftOf(rehearsed)}`.execute(
        all.house.db,
      )
    expect(rows).toEqual([])
    expect(await checkMobilisations(all.house)).toEqual([])
    all.clock.now = at('09:00', '2026-03-02')
  })
})

describe('volunteers', () => {
  it('are never assigned: they sign up themselves', async () => {
    const plan = await all.running({
      kind: 'volunteer',
      posts: [{ name: '补给点', shifts: [['06:00', '08:00', 2]] }],
    })
    for (const as of ['secretary', 'street'])
      expect(
        reasonOf(
          await all.ask(as, 'POST', `/api/mobilisation-shifts/${shiftOf(plan)}/nominate`, {
            person_ids: [idOf('dan')],
          }),
        ),
      ).toBe('mobilisation.volunteers')
    expect((await take('dan', shiftOf(plan))).json()).toMatchObject({ result: 'placed' })
  })
})

describe('hundreds of posts', () => {
  it('are pasted at once after a look, or none where one line is wrong; and copied to another day', async () => {
    const { id } = await all.must<{ id: string }>('street', 'POST', '/api/mobilisations', {
      name: '全域核酸',
      purpose: '',
      kind: 'party',
      emergency: true,
    })
    const line = (index: number, shifts: string) => `点位${index}\t${shifts}\t单位community`
    const table = (last: string) =>
      [
        '岗位\t班次\t负责单位',
        ...Array.from({ length: 240 }, (_, index) => line(index, '18:00-21:00×1')),
        last,
      ].join('\n')
    const paste = (text: string, write: boolean) =>
      all.must<{ posts: unknown[]; faults: { line: number }[]; needed: number; written: boolean }>(
        'street',
        'POST',
        `/api/mobilisations/${id}/paste`,
        { text, day: '2026-03-05', write },
      )
    const wrong = await paste(table(line(240, '晚上')), true)
    expect([wrong.written, wrong.faults.map((fault) => fault.line)]).toEqual([false, [242]])
    const seen = await paste(table(line(240, '21:00-24:00×3')), false)
    expect([seen.written, seen.posts.length, seen.needed]).toEqual([false, 241, 243])
    expect((await paste(table(line(240, '21:00-24:00×3')), true)).written).toBe(true)
    const copied = await all.must<{ id: string }>('street', 'POST', `/api/mobilisations/${id}/copy`, {
      name: '第二轮',
      first_day: '2026-03-08',
    })
    const detail = await all.must<{ posts: number; needed: number; first_at: string }>(
      'street',
      'GET',
      `/api/mobilisations/${copied.id}`,
    )
    expect(detail).toMatchObject({
      posts: 241,
      needed: 243,
      first_at: at('18:00', '2026-03-08').toISOString(),
    })
  })
})

describe('who may', () => {
  it('plan: the street, the centre and organisers; each runs its own', async () => {
    const body = { name: '方案', purpose: '', kind: 'party', emergency: false }
    for (const [as, status] of [
      ['street', 201],
      ['centre', 201],
      ['community', 403],
      ['secretary', 403],
      ['ann', 403],
      ['water', 403],
      ['nobody', 401],
    ] as const)
      expect([as, (await all.ask(as, 'POST', '/api/mobilisations', body)).statusCode]).toEqual([as, status])
  })

  it('read: whose reach it is, and the called once it runs; never others, and never while it is prepared', async () => {
    const plan = await all.running()
    const { id: prepared } = await all.must<{ id: string }>('street', 'POST', '/api/mobilisations', {
      name: '未启动',
      purpose: '',
      kind: 'party',
      emergency: false,
    })
    for (const [as, running, before] of [
      ['street', 200, 200],
      ['centre', 200, 200],
      ['secretary', 200, 403],
      ['ann', 200, 403],
      ['water', 403, 403],
    ] as const) {
      expect([as, (await all.ask(as, 'GET', `/api/mobilisations/${plan.id}/board`)).statusCode]).toEqual([
        as,
        running,
      ])
      expect([as, (await all.ask(as, 'GET', `/api/mobilisations/${prepared}`)).statusCode]).toEqual([
        as,
        before,
      ])
    }
    expect((await take('grid', shiftOf(plan))).statusCode).toBe(403)
    expect((await all.ask('secretary', 'POST', `/api/mobilisations/${plan.id}/finish`)).statusCode).toBe(403)
  })

  it('see people: who runs it all of them, a unit its own, a member nobody’s', async () => {
    const plan = await all.running({ posts: [{ name: '北门', shifts: [['02:00', '03:00', 3]] }] })
    for (const as of ['cai', 'eve']) await take(as, shiftOf(plan))
    const seen = async (as: string) =>
      (
        await all.must<{ items: { person_id: string }[] }>(as, 'GET', `/api/mobilisations/${plan.id}/people`)
      ).items.map(({ person_id }) => person_id)
    expect((await seen('street')).toSorted()).toEqual([idOf('cai'), idOf('eve')].toSorted())
    expect(await seen('secretary')).toEqual([idOf('cai')])
    expect(await seen('otherSecretary')).toEqual([idOf('eve')])
    expect(await seen('ann')).toEqual([])
  })
})
