import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyHouse } from '../commands/verify.ts'
import { type PatrolDoors, patrolDoors, type Sent } from './fixture.ts'

let doors: PatrolDoors
let plan: { id: string; points: { id: string }[] }

beforeAll(async () => {
  doors = await patrolDoors()
  plan = await doors.plan()
})
afterAll(() => doors.close())
beforeEach(() => {
  doors.clock.now = new Date(
    Math.max(doors.clock.now.getTime(), Date.parse('2026-03-02T01:30:00Z')) + 120_000,
  )
})

const statuses = (sent: Sent) => sent.entries.map(({ status }) => status)

/** An hour in a basement: a walk, three points, three findings, one of them settled, one carried up, a word added. */
function basement() {
  const { entry, clock } = doors
  const began = clock.now.getTime()
  const at = (minute: number) => ({ happened_at: new Date(began + minute * 60_000).toISOString() })
  const round = '2026-03-02/1'
  const start = entry('walk_start', at(0))
  const mark = (index: number, minute: number) =>
    entry('mark', {
      walk: start.id,
      plan: plan.id,
      round,
      point: plan.points[index]!.id,
      result: 'finding',
      position: { lat: 34.502, lng: 114.002 },
      ...at(minute),
    })
  const find = (text: string, index: number, minute: number) =>
    entry('finding', { walk: start.id, plan: plan.id, point: plan.points[index]!.id, text, ...at(minute) })
  const [lamp, leak, door] = [
    find('灯坏了一盏', 0, 6),
    find('消防水管渗漏', 1, 16),
    find('防火门关不上', 2, 26),
  ]
  return {
    entries: [
      start,
      mark(0, 5),
      lamp,
      entry('settle', { of: lamp.id, after: [lamp.id], text: '换了灯泡', ...at(10) }),
      mark(1, 15),
      leak,
      entry('carry_up', { of: leak.id, ...at(18) }),
      entry('add', { of: leak.id, text: '水已流到电梯口', ...at(20) }),
      mark(2, 25),
      door,
      entry('walk_end', { walk: start.id, ...at(55) }),
    ],
    findings: [lamp.id, leak.id, door.id],
    began,
  }
}

async function made() {
  const { rows } = await sql<{
    matters: number
    marks: number
    walks: number
    entries: number
    events: number
  }>`
    select (select count(*)::int from matters) as matters, (select count(*)::int from patrol_marks) as marks,
      (select count(*)::int from patrol_walks) as walks, (select count(*)::int from field_entries) as entries,
      (select count(*)::int from timeline) as events`.execute(doors.house.db)
  return rows[0]!
}

describe('an outbox sent over a bad line', () => {
  it('arrives once, in order, with its true time, however often the line broke and whatever was sent again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ from: fc.nat(10), length: fc.integer({ min: 1, max: 11 }) }), { maxLength: 5 }),
        fc.integer({ min: -600, max: 600 }),
        async (pieces, clockWrongByMinutes) => {
          const before = await made()
          const { entries, findings, began } = basement()
          doors.clock.now = new Date(began + 60 * 60_000)
          const wrong = clockWrongByMinutes * 60_000
          const skewed = entries.map((each) => ({
            ...each,
            happened_at: new Date(Date.parse(each.happened_at) + wrong).toISOString(),
          }))
          const more = { sent_at: new Date(doors.clock.now.getTime() + wrong).toISOString() }
          // The phone does not know how far the house had come: it sends pieces again, the last time all of it.
          for (const { from, length } of pieces)
            await doors.send('grid', skewed.slice(from, from + length), more)
          const last = await doors.send('grid', skewed, more)
          expect(statuses(last).filter((each) => each !== 'accepted' && each !== 'already')).toEqual([])
          expect(new Set(statuses(await doors.send('grid', skewed, more)))).toEqual(new Set(['already']))
          const after = await made()
          expect([
            after.matters - before.matters,
            after.marks - before.marks,
            after.walks - before.walks,
            after.entries - before.entries,
          ]).toEqual([3, 3, 1, 11])
          for (const [index, answer] of last.entries.entries())
            expect(
              Math.abs(Date.parse(answer.happened_at!) - Date.parse(entries[index]!.happened_at)),
            ).toBeLessThanOrEqual(120_000)
          const { rows } = await sql<{ happened: string }>`
            select t.payload->>'happened_at' as happened from timeline t join field_entries e on e.result->>'matter_id' = t.stream::text
            where e.id = ${findings[0]!} order by t.seq`.execute(doors.house.db)
          expect(rows.map(({ happened }) => happened)).toEqual(
            rows.map(({ happened }) => happened).toSorted(),
          )
          doors.clock.now = new Date(began + 3 * 60 * 60_000)
        },
      ),
      { numRuns: 8, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    )
    expect((await verifyHouse(doors.house)).broken).toEqual([])
  }, 120_000)

  it('sent twice at once by an impatient phone is taken once', async () => {
    const before = await made()
    const { entries } = basement()
    doors.clock.now = new Date(doors.clock.now.getTime() + 3_600_000)
    const answers = await Promise.all([
      doors.send('grid', entries),
      doors.send('grid', entries),
      doors.send('grid', entries),
    ])
    for (let index = 0; index < entries.length; index += 1) {
      const of = answers.map(({ entries: each }) => each[index]!.status).toSorted()
      expect(of).toEqual(['accepted', 'already', 'already'])
    }
    const after = await made()
    expect([after.matters - before.matters, after.marks - before.marks]).toEqual([3, 3])
  })

  it('of which the database dies in the middle goes on where it stopped, and nothing is half there', async () => {
    const { entries } = basement()
    doors.clock.now = new Date(doors.clock.now.getTime() + 3_600_000)
    const before = await made()
    await doors.database.asOwner(`create table if not exists deaths (n int);
      create or replace function die() returns trigger language plpgsql security definer as $$
      begin
        if (select count(*) from deaths) = 0 and new.result is not null and new.kind = 'carry_up' then
          perform pg_terminate_backend(pg_backend_pid());
        end if;
        return new;
      end $$;
      create trigger dying before update on field_entries for each row execute function die()`)
    const sent = await doors.send('grid', entries)
    expect(statuses(sent)).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'accepted',
      'accepted',
      'accepted',
      'refused',
      'accepted',
      'accepted',
      'accepted',
      'accepted',
    ])
    expect(sent.entries[6]).toMatchObject({ code: 'service.failed', again: true })
    expect((await made()).entries - before.entries).toBe(10)
    await doors.database.asOwner(`drop trigger dying on field_entries`)
    expect(statuses(await doors.send('grid', entries))).toEqual(
      entries.map((_, index) => (index === 6 ? 'accepted' : 'already')),
    )
    expect((await verifyHouse(doors.house)).broken).toEqual([])
  })
})

describe('an entry that is refused', () => {
  it('holds up only what depends on it', async () => {
    const finding = doors.entry('finding', { text: '有问题', category: 'no.such' })
    const settle = doors.entry('settle', { of: finding.id, text: '好了' })
    const after = doors.entry('add', {
      of: doors.city.organisations.community!,
      after: [settle.id],
      text: '再说一句',
    })
    const other = doors.entry('finding', { text: '路口的树倒了' })
    const sent = await doors.send('grid', [finding, settle, after, other])
    expect(sent.entries.map(({ status, reason }) => [status, reason])).toEqual([
      ['refused', undefined],
      ['refused', 'outbox.depends'],
      ['refused', 'outbox.depends'],
      ['accepted', undefined],
    ])
    const mended = await doors.send('grid', [{ ...finding, category: 'municipal.roads' }, settle])
    expect(statuses(mended)).toEqual(['accepted', 'accepted'])
  })

  it('that needs one which has not arrived waits for it', async () => {
    const finding = doors.entry('finding', { text: '电梯异响' })
    const settle = doors.entry('settle', { of: finding.id, after: [finding.id], text: '已停梯报修' })
    expect((await doors.send('grid', [settle])).entries[0]).toMatchObject({
      status: 'refused',
      reason: 'outbox.missing',
      again: true,
    })
    expect(statuses(await doors.send('grid', [finding, settle]))).toEqual(['accepted', 'accepted'])
  })

  it('that is malformed is answered by itself, with what is wrong in it', async () => {
    const good = doors.entry('finding', { text: '宣传栏玻璃碎了' })
    const sent = await doors.send('grid', [
      { ...doors.entry('finding', { text: '' }) },
      doors.entry('dance'),
      { ...doors.entry('finding', { text: '好', colour: 'red' }) },
      good,
    ])
    expect(sent.entries.map(({ status, code }) => [status, code])).toEqual([
      ['refused', 'input.invalid'],
      ['refused', 'input.invalid'],
      ['refused', 'input.invalid'],
      ['accepted', undefined],
    ])
    expect(sent.entries[0]!.faults![0]!.at).toBe('entry/text')
  })

  it('with an id that was used for something else is not taken for a repetition', async () => {
    const one = doors.entry('finding', { text: '花坛边砖松动' })
    await doors.send('grid', [one])
    expect((await doors.send('grid', [{ ...one, text: '别的事' }])).entries[0]).toMatchObject({
      status: 'refused',
      code: 'input.key_reused',
    })
  })

  it('with photos that were not uploaded says so, and may be sent again with others', async () => {
    const one = doors.entry('finding', {
      text: '墙皮脱落',
      photos: [{ id: doors.city.gridArea, claim: 'none' }],
    })
    expect((await doors.send('grid', [one])).entries[0]).toMatchObject({
      status: 'refused',
      reason: 'photo.unknown',
      again: true,
    })
    expect(statuses(await doors.send('grid', [{ ...one, photos: [] }]))).toEqual(['accepted'])
  })
})

describe('the outbox of somebody else', () => {
  it('is not sent under another name, and its walks and entries stay its own', async () => {
    const { city, clock, ask, entry } = doors
    const foreign = await ask('community', 'POST', '/api/field/outbox', {
      device: city.gridArea,
      person: city.grid.personId,
      sent_at: clock.now.toISOString(),
      entries: [entry('walk_start')],
    })
    expect(foreign.json()).toMatchObject({ code: 'permission.denied', reason: 'outbox.other_person' })
    const start = entry('walk_start')
    const { entries } = await doors.send('grid', [start])
    const walk = entries[0]!.result!.walk_id!
    const stolen = await doors.send('community', [entry('walk_end', { walk })])
    expect(stolen.entries[0]).toMatchObject({ status: 'refused', code: 'not_found' })
    await doors.send('grid', [entry('walk_end', { walk: start.id })])
  })

  it('a phone whose clock is wrong is told so', async () => {
    const sent = await doors.send('grid', [doors.entry('finding', { text: '井盖响' })], {
      sent_at: new Date(doors.clock.now.getTime() - 3_600_000).toISOString(),
    })
    expect(sent.clock).toEqual({ difference_seconds: 3600, agrees: false })
    expect(sent.entries[0]!.time_note).toBe('bounded')
  })
})
