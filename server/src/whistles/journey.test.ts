import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyHouse } from '../commands/verify.ts'
import { anonymous } from '../kernel/permissions/index.ts'
import { takeIn } from '../requests/index.ts'
import { type Shown, type WhistleDoors, whistleDoors } from './fixture.ts'

let doors: WhistleDoors
beforeAll(async () => {
  doors = await whistleDoors()
})
afterAll(() => doors.close())

const reasonOf = async (answer: Promise<{ statusCode: number; json(): Record<string, unknown> }>) => {
  const got = await answer
  return [got.statusCode, got.json().reason]
}
const detail = (id: string, as = 'street') => doors.done(as, 'GET', `/api/whistles/${id}`)
const codeOf = async (id: string) =>
  (await doors.done<{ code: string }>('street', 'GET', `/api/whistles/${id}/code`)).code
const comes = (who: 'water' | 'housing' | 'management') => ({
  type: 'acknowledge',
  comes: doors.city[who].personId,
})
const notices = async (who: 'water' | 'street' | 'centre' | 'housing') =>
  (
    await doors.house.pool.query(
      'select kind, urgent from notices where person_id = $1 order by created_at, kind',
      [doors.city[who].personId],
    )
  ).rows as { kind: string; urgent: boolean }[]

describe('water in the garage', () => {
  it('is called about, two come, one is silent and escalated and comes late, each has its part, and both sides judge', async () => {
    const { database, house, city } = doors
    const { id: matterId } = await database.db
      .transaction()
      .execute((tx) =>
        takeIn(
          house,
          tx,
          { text: '小区地库进水，已经没过脚面', location: city.spot },
          { channel: 'web', actor: anonymous },
        ),
      )
    const version = async () =>
      (await doors.done<{ version: number }>('centre', 'GET', `/api/matters/${matterId}`)).version
    const command = async (as: string, body: object, id = matterId, at?: number) =>
      doors.done<{ version: number }>(as, 'POST', `/api/matters/${id}/commands`, {
        version: at ?? (await version()),
        command: body,
      })
    await command('community', { type: 'carry_up', reason: '要三个部门一起办' })

    let whistle = await doors.done('street', 'POST', '/api/whistles', {
      kind: 'emergency',
      matter_id: matterId,
      calls: (['housing', 'water', 'management'] as const).map((who) => ({
        organisation_id: city.organisations[who],
        task: `${who}到场`,
      })),
      meet_at: '东门岗亭',
    })
    expect(whistle.calls.map(({ state, part }) => [state, part.state])).toEqual([
      ['called', 'dispatched'],
      ['called', 'dispatched'],
      ['called', 'dispatched'],
    ])
    await doors.settle()
    expect(await notices('water')).toEqual([{ kind: 'whistle.called', urgent: true }])

    whistle = await doors.act('housing', doors.callOf(whistle, 'housing'), comes('housing'))
    whistle = await doors.act('water', doors.callOf(whistle, 'water'), comes('water'))
    expect(doors.callOf(whistle, 'water')).toMatchObject({ state: 'acknowledged', part: { state: 'signed' } })
    await doors.pass(5)
    whistle = await doors.act('housing', doors.callOf(await detail(whistle.id), 'housing'), {
      type: 'arrive',
      code: await codeOf(whistle.id),
    })
    whistle = await doors.act('water', doors.callOf(whistle, 'water'), {
      type: 'arrive_here',
      position: { lat: city.spot.lat + 0.001, lng: city.spot.lng },
    })
    expect(doors.callOf(whistle, 'water')).toMatchObject({
      state: 'arrived',
      in_time: true,
      arrived_metres: 110,
    })

    // The third keeps silent: each rung once, and those above hear of it.
    await doors.pass(6)
    await doors.pass(15)
    await doors.pass(60)
    whistle = await detail(whistle.id)
    expect(doors.callOf(whistle, 'management')).toMatchObject({ state: 'called', late: true, escalated: 3 })
    await doors.settle()
    expect((await notices('centre')).map(({ kind }) => kind)).toEqual([
      'whistle.acknowledge_late',
      'whistle.acknowledge_late_supervised',
    ])
    whistle = await doors.act('management', doors.callOf(whistle, 'management'), {
      type: 'arrive',
      code: await codeOf(whistle.id),
    })
    expect(doors.callOf(whistle, 'management')).toMatchObject({ state: 'arrived', in_time: false })

    // The whole is not answered before its parts.
    expect(
      await reasonOf(
        doors.ask('street', 'POST', `/api/matters/${matterId}/commands`, {
          version: await version(),
          command: { type: 'answer', text: '好了', outcome: 'solved' },
        }),
      ),
    ).toEqual([422, 'matter.parts_open'])
    for (const who of ['housing', 'water', 'management'] as const) {
      whistle = await detail(whistle.id, who)
      const { part } = doors.callOf(whistle, who)
      if (part.state === 'dispatched') await command(who, { type: 'sign' }, part.id, part.version)
      const signed = doors.callOf(await detail(whistle.id, who), who).part
      await command(who, { type: 'answer', text: `${who}办完`, outcome: 'solved' }, part.id, signed.version)
    }
    whistle = await detail(whistle.id)
    expect(
      await reasonOf(
        doors.ask('street', 'POST', `/api/whistles/calls/${doors.callOf(whistle, 'water').id}/commands`, {
          version: doors.callOf(whistle, 'water').version,
          command: { type: 'call_off', reason: '算了' },
        }),
      ),
    ).toEqual([422, 'whistle.part_answered'])
    whistle = await doors.act('street', doors.callOf(whistle, 'water'), { type: 'release' })
    for (const { part } of whistle.calls) {
      expect(part.may_accept).toBe(true)
      await command('street', { type: 'accept_part', accept: true, reason: '看过了' }, part.id, part.version)
    }
    await doors.settle()
    whistle = await detail(whistle.id)
    expect([whistle.state, ...whistle.calls.map(({ state }) => state)]).toEqual([
      'ended',
      'released',
      'released',
      'released',
    ])

    const judge = (as: string, who: 'water' | 'housing', body: object) =>
      doors.ask(as, 'POST', `/api/whistles/calls/${doors.callOf(whistle, who).id}/judgements`, body)
    expect(
      (
        await judge('street', 'water', {
          side: 'caller',
          did: true,
          solved: true,
          proposal: 'commend',
          text: '来得快',
        })
      ).statusCode,
    ).toBe(200)
    expect((await judge('water', 'water', { side: 'called', fair: true })).statusCode).toBe(200)
    expect(await reasonOf(judge('street', 'water', { side: 'caller', did: true, solved: true }))).toEqual([
      409,
      'whistle.judged',
    ])
    expect(await reasonOf(judge('water', 'water', { side: 'caller', did: true, solved: true }))).toEqual([
      403,
      'whistle.not_yours_to_judge',
    ])
    expect(await reasonOf(judge('street', 'housing', { side: 'called', fair: true }))).toEqual([
      403,
      'whistle.not_yours_to_judge',
    ])
    await command('street', { type: 'answer', text: '水排干了', outcome: 'solved' })

    const figures = await doors.done<{ rows: Record<string, unknown>[] }>(
      'street',
      'GET',
      '/api/whistles/figures?from=2026-03-01&to=2026-03-31',
    )
    expect(figures.rows).toEqual([
      {
        street: { id: city.organisations.street, name: '单位street' },
        several: 1,
        several_whistled: 1,
        whistles: 1,
        called_off: 0,
        calls: 3,
        in_time: 2,
        late: 1,
        never: 0,
        escalated: 1,
        objected: 0,
        upheld: 0,
        unfair: 0,
        unsolved: 0,
      },
    ])
    const opened = await doors.done<{ items: { id: string }[] }>(
      'centre',
      'GET',
      '/api/whistles?behind=escalated&from=2026-03-01&to=2026-03-31',
    )
    expect(opened.items.map(({ id }) => id)).toEqual([whistle.id])
    expect(await verifyHouse(house)).toMatchObject({ kept: true, broken: [] })
  })
})

describe('a call', () => {
  it('is objected to once, while its clock runs on; refused it designates, upheld it ends and its part is recalled', async () => {
    let whistle = await doors.blown(['water', 'housing'])
    const object = (ground = 'no_power') => ({ type: 'object', ground, reason: '没有这项权限' })
    expect(
      await reasonOf(
        doors.ask('water', 'POST', `/api/whistles/calls/${doors.callOf(whistle, 'water').id}/commands`, {
          version: 1,
          command: object('made_up'),
        }),
      ),
    ).toEqual([422, 'whistle.unknown_ground'])
    whistle = await doors.act('water', doors.callOf(whistle, 'water'), object())
    whistle = await doors.act('housing', doors.callOf(whistle, 'housing'), object('other_leads'))
    expect(doors.callOf(whistle, 'water').due_at).toBe(doors.callOf(whistle, 'water').arrive_due_at)
    expect(
      (await doors.done<{ items: unknown[] }>('centre', 'GET', '/api/whistles?mine=contested')).items,
    ).toHaveLength(1)
    const decide = (uphold: boolean) => ({ type: 'decide_objection', uphold, reason: '查过三定方案' })
    for (const as of ['street', 'water'] as const)
      expect(
        (
          await doors.ask(as, 'POST', `/api/whistles/calls/${doors.callOf(whistle, 'water').id}/commands`, {
            version: doors.callOf(whistle, 'water').version,
            command: decide(true),
          })
        ).statusCode,
      ).toBe(403)
    whistle = await doors.act('centre', doors.callOf(whistle, 'water'), decide(false))
    expect(doors.callOf(whistle, 'water')).toMatchObject({
      state: 'acknowledged',
      objection: { outcome: 'refused' },
    })
    expect(
      await reasonOf(
        doors.ask('water', 'POST', `/api/whistles/calls/${doors.callOf(whistle, 'water').id}/commands`, {
          version: doors.callOf(whistle, 'water').version,
          command: object(),
        }),
      ),
    ).toEqual([422, 'whistle.objected_before'])
    whistle = await doors.act('centre', doors.callOf(whistle, 'housing'), decide(true))
    expect(doors.callOf(whistle, 'housing')).toMatchObject({ state: 'excused', part: { state: 'closed' } })
    await doors.act('street', doors.callOf(whistle, 'water'), { type: 'call_off', reason: '水退了' })
    expect((await detail(whistle.id)).state).toBe('ended')
  })

  it('is not left quietly: who goes before release is waited for again, and the caller and the district hear it', async () => {
    let whistle = await doors.blown(['water'])
    const call = () => doors.callOf(whistle, 'water')
    whistle = await doors.act('water', call(), { type: 'arrive', code: await codeOf(whistle.id) })
    expect(
      await reasonOf(
        doors.ask('street', 'POST', `/api/whistles/calls/${call().id}/commands`, {
          version: call().version,
          command: { type: 'release' },
        }),
      ),
    ).toEqual([422, 'whistle.part_not_answered'])
    await doors.pass(20)
    whistle = await doors.act('water', call(), { type: 'leave', reason: '另有抢修' })
    expect(call()).toMatchObject({ state: 'acknowledged', in_time: true })
    await doors.settle()
    expect(await notices('centre')).toContainEqual({ kind: 'whistle.left', urgent: false })
    await doors.pass(31)
    whistle = await detail(whistle.id)
    expect(call()).toMatchObject({ late: true, escalated: 1 })
    whistle = await doors.act('street', call(), { type: 'arrive_for' })
    expect(call()).toMatchObject({ state: 'arrived', in_time: true })
    await doors.act('street', call(), { type: 'release', reason: '余下的回去办' })
  })

  it('is signed into only at the place or with the code of now, and a code is not guessed', async () => {
    const whistle = await doors.blown(['water'])
    const call = doors.callOf(whistle, 'water')
    const arrive = (command: object) =>
      doors.ask('water', 'POST', `/api/whistles/calls/${call.id}/commands`, {
        version: call.version,
        command,
      })
    expect(
      await reasonOf(
        arrive({
          type: 'arrive_here',
          position: { lat: doors.city.spot.lat + 0.02, lng: doors.city.spot.lng },
        }),
      ),
    ).toEqual([422, 'whistle.too_far'])
    const old = await codeOf(whistle.id)
    doors.clock.now = new Date(doors.clock.now.getTime() + 121_000)
    const now = await codeOf(whistle.id)
    const wrong = now === '000000' ? '000001' : '000000'
    if (old !== now)
      expect(await reasonOf(arrive({ type: 'arrive', code: old }))).toEqual([422, 'whistle.wrong_code'])
    for (let guess = 0; guess < 10; guess++) await arrive({ type: 'arrive', code: wrong })
    expect(await reasonOf(arrive({ type: 'arrive', code: now }))).toEqual([429, 'whistle.too_many_codes'])
    doors.clock.now = new Date(doors.clock.now.getTime() + 11 * 60_000)
    expect((await arrive({ type: 'arrive', code: await codeOf(whistle.id) })).statusCode).toBe(200)
    for (const as of ['water', 'centre', 'community'])
      expect([as, (await doors.ask(as, 'GET', `/api/whistles/${whistle.id}/code`)).statusCode]).toEqual([
        as,
        403,
      ])
  })

  it('tells the second of two at once that it changed, and blows once for one key', async () => {
    const body = {
      kind: 'key_task',
      calls: [{ organisation_id: doors.city.organisations.water, task: '来看看管网' }],
      own: { title: '管网', text: '排查老旧管网', location: { address: '槐荫路' } },
    }
    const blow = () => doors.ask('street', 'POST', '/api/whistles', body, { 'idempotency-key': 'once' })
    const [one, two] = await Promise.all([blow(), blow()])
    expect(one.json<Shown>().id).toBe(two.json<Shown>().id)
    const call = doors.callOf(one.json<Shown>(), 'water')
    const send = () =>
      doors.ask('water', 'POST', `/api/whistles/calls/${call.id}/commands`, {
        version: call.version,
        command: comes('water'),
      })
    const answers = await Promise.all([send(), send()])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  })
})

describe('a whistle', () => {
  it('may be blown by whom the pack names, at whom it names, and not twice about one matter', async () => {
    const { city } = doors
    const body = (who: string, kind = 'emergency') => ({
      kind,
      calls: [{ organisation_id: city.organisations[who], task: '请来' }],
      own: { title: '积水', text: '路口积水', location: city.spot },
    })
    for (const as of ['water', 'centre', 'grid'])
      expect([as, (await doors.ask(as, 'POST', '/api/whistles', body('housing'))).statusCode]).toEqual([
        as,
        403,
      ])
    expect(
      await reasonOf(doors.ask('community', 'POST', '/api/whistles', body('street', 'enforcement'))),
    ).toEqual([422, 'whistle.unknown_kind'])
    expect(await reasonOf(doors.ask('community', 'POST', '/api/whistles', body('water')))).toEqual([
      422,
      'whistle.not_callable',
    ])
    const up = await doors.done('community', 'POST', '/api/whistles', body('street'))
    expect(
      await reasonOf(
        doors.ask('community', 'POST', '/api/whistles', {
          ...body('street'),
          own: undefined,
          matter_id: up.matter.id,
        }),
      ),
    ).toEqual([409, 'whistle.running'])
    expect(
      (
        await doors.ask('street', 'POST', '/api/whistles', {
          ...body('water'),
          own: undefined,
          matter_id: up.matter.id,
        })
      ).statusCode,
    ).toBe(403)
    for (const [as, status] of [
      ['street', 200],
      ['centre', 200],
      ['water', 404],
      ['grid', 403],
    ] as const)
      expect([as, (await doors.ask(as, 'GET', `/api/whistles/${up.id}`)).statusCode]).toEqual([as, status])
  })

  it('opens a matter of the office itself, which those above judge and never the office', async () => {
    const whistle = await doors.blown(['water'])
    await doors.act('street', doors.callOf(whistle, 'water'), { type: 'call_off', reason: '自己办了' })
    const matterId = whistle.matter.id
    const get = (as: string) =>
      doors.done<{
        version: number
        five: { asked: { by: { zh: string } } }
        actions: { command: string; allowed: boolean }[]
      }>(as, 'GET', `/api/matters/${matterId}`)
    await doors.done('street', 'POST', `/api/matters/${matterId}/commands`, {
      version: (await get('street')).version,
      command: { type: 'answer', text: '已办', outcome: 'solved' },
    })
    const allowed = async (as: string) =>
      (await get(as)).actions.find(({ command }) => command === 'judge')?.allowed
    expect((await get('street')).five.asked.by.zh).toContain('自行提起')
    expect([await allowed('street'), await allowed('centre')]).toEqual([false, true])
    await doors.settle()
    expect((await notices('centre')).at(-1)?.kind).toBe('matter.to_judge')
  })

  it('asks for a later hour, never an earlier one, and says so', async () => {
    const at = (hours: number) => new Date(doors.clock.now.getTime() + hours * 3_600_000).toISOString()
    const whistle = await doors.blown(['water'], { kind: 'enforcement', by: at(40) })
    expect(doors.callOf(whistle, 'water').arrive_due_at).toBe(at(40))
    await expect(doors.blown(['water'], { kind: 'enforcement', by: at(3) })).rejects.toThrow(
      'whistle.too_soon',
    )
  })
})

it('what was found out about people goes when the rules say, and the figures stay', async () => {
  const { eraseOldWhistles } = await import('./retention.ts')
  const before = await doors.done<{ rows: unknown[] }>(
    'centre',
    'GET',
    '/api/whistles/figures?from=2026-03-01&to=2026-03-31',
  )
  const kept = async () =>
    Number(
      (
        await doors.house.pool.query(
          'select count(*) as n from whistle_calls where arrived_id is not null and ended_at is not null',
        )
      ).rows[0].n,
    )
  expect(await kept()).toBeGreaterThan(0)
  const now = doors.clock.now
  doors.clock.now = new Date(now.getTime() + 200 * 86_400_000)
  await eraseOldWhistles(doors.house)
  doors.clock.now = now
  expect(await kept()).toBe(0)
  expect(await doors.done('centre', 'GET', '/api/whistles/figures?from=2026-03-01&to=2026-03-31')).toEqual(
    before,
  )
})
