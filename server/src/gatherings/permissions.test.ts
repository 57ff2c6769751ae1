import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetAppraisalWords } from './appraisals.ts'
import { type BranchDoors, branchDoors } from './fixture.ts'
import { checkGatherings } from './promises.ts'
import type { GatheringDetail } from './schemas.ts'

let doors: BranchDoors
let talk: string
const outsiders = ['stranger', 'neighbour', 'resident', 'admin', 'auditor', 'nobody']
const bytes = (length: number) => randomBytes(length).toString('base64')

beforeAll(async () => {
  doors = await branchDoors()
})
afterAll(() => doors.close())

const status = async (...asked: Parameters<BranchDoors['ask']>) => (await doors.ask(...asked)).statusCode

/** Every row of every table that the serving role may read, as a dump of the database would hold it. */
async function dump(): Promise<string> {
  const tables = await doors.database.asOwner(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`,
  )
  const parts: string[] = []
  for (const { name } of tables.rows as { name: string }[]) {
    const { rows } = await doors.database.asOwner(`select row_to_json(t)::text as row from ${name} t`)
    parts.push(...(rows as { row: string }[]).map(({ row }) => `${name} ${row}`))
  }
  return parts.join('\n')
}

describe('a heart-to-heart talk', () => {
  const notes = { nonce: bytes(24), box: bytes(60), keys: {} as Record<string, string> }

  it('is recorded by one of the two, and its sealed notes are kept for both', async () => {
    for (const as of ['secretary', 'an', 'stranger'])
      await doors.must(as, 'PUT', '/api/talks/key', {
        public_key: bytes(32),
        wrapped_key: bytes(72),
        salt: bytes(16),
        version: 0,
      })
    const asked = { organisation_id: doors.branch, other_id: doors.people.an!.personId, day: '2026-03-01' }
    expect(await status('secretary', 'POST', '/api/talks', { ...asked, day: '2026-03-09' })).toBe(422)
    expect(await status('stranger', 'POST', '/api/talks', asked)).toBe(400)
    talk = (await doors.must<{ id: string }>('secretary', 'POST', '/api/talks', asked)).id
    notes.keys = { [doors.people.secretary!.personId!]: bytes(80), [doors.people.an!.personId!]: bytes(80) }
    const more = { ...notes, keys: { ...notes.keys, [doors.people.stranger!.personId!]: bytes(80) } }
    const one = { ...notes, keys: { [doors.people.secretary!.personId!]: bytes(80) } }
    for (const sealed of [more, one])
      expect(await status('secretary', 'PUT', `/api/talks/${talk}/notes`, { version: 1, sealed })).toBe(400)
    await doors.must('secretary', 'PUT', `/api/talks/${talk}/notes`, { version: 1, sealed: notes })
    expect(await status('an', 'PUT', `/api/talks/${talk}/notes`, { version: 1, sealed: notes })).toBe(409)
    const mine = await doors.must<{ items: { sealed: object }[] }>('an', 'GET', '/api/talks')
    expect(mine.items[0]!.sealed).toEqual(notes)
  })

  it('is seen and changed by nobody else: another branch, another member, a resident, the organisation department, the operator', async () => {
    for (const as of [...outsiders, 'bei', 'organiser']) {
      const answer = await doors.ask(as, 'GET', '/api/talks')
      expect(answer.body).not.toContain(talk)
      expect(answer.body).not.toContain(notes.box)
      expect([403, 404, 401]).toContain(
        await status(as, 'PUT', `/api/talks/${talk}/notes`, { version: 2, sealed: notes }),
      )
    }
  })

  it('is a number for the branch, and the timeline names neither of the two', async () => {
    const year = await doors.must<{ talks: number }>(
      'bei',
      'GET',
      `/api/gatherings/year?organisation=${doors.branch}&year=2026`,
    )
    expect(year.talks).toBe(1)
    const { rows } = await sql`select actor_id, payload from timeline where stream = ${talk}`.execute(
      doors.house.db,
    )
    expect(rows).toEqual([
      {
        actor_id: null,
        payload: { organisation_id: doors.branch, between: 'committee_member', month: '2026-03' },
      },
    ])
  })
})

describe('an appraisal and a secret vote', () => {
  let id: string
  let votes: GatheringDetail['votes']

  it('are read by nobody while they run, whatever their duty', async () => {
    id = await doors.running('appraisal_meeting')
    for (const as of ['secretary', 'an', 'bei', 'chen'])
      await doors.must(as, 'POST', `/api/gathering-room/${id}/sign-in`, { code: await doors.code(id) })
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/appraisal`)
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/votes`, {
      words: '无记名表决一项',
      way: 'secret',
    })
    votes = (await doors.must<GatheringDetail>('an', 'GET', `/api/gathering-room/${id}`)).votes
    for (const vote of votes)
      if (vote.mine === 'open')
        await doors.must('an', 'POST', `/api/gathering-room/${id}/votes/${vote.id}`, {
          choice: vote.about ? 'unqualified' : 'against',
        })
    for (const as of ['secretary', 'an', 'bei']) {
      const seen = await doors.must<GatheringDetail>(as, 'GET', `/api/gathering-room/${id}`)
      for (const vote of seen.votes) expect([vote.counts, vote.passed]).toEqual([null, null])
    }
    for (const as of outsiders) {
      expect([401, 404]).toContain(await status(as, 'GET', `/api/gathering-room/${id}`))
      expect([401, 403, 404]).toContain(await status(as, 'GET', `/api/gatherings/${id}`))
    }
    // The organisation department knows that it takes place, and nothing of what is said.
    const known = await doors.must<GatheringDetail>('organiser', 'GET', `/api/gatherings/${id}`)
    expect([known.votes, known.attendees, known.agenda]).toEqual([[], [], []])
    expect(await status('organiser', 'GET', `/api/gatherings/${id}/minutes`)).toBe(403)
  })

  it('stand in no copy of the database: no choice, no count, no order and no time of a voter', async () => {
    const before = await dump()
    expect(before).toContain(votes[0]!.id)
    const rows = before.split('\n').filter((row) => votes.some((vote) => row.includes(vote.id)))
    expect(rows.length).toBeGreaterThan(votes.length)
    for (const row of rows) {
      // What options there are is known; what was chosen is not.
      const apart = row.replaceAll(/"options":\[.*?\]/g, '').replaceAll(/"rule":\{.*?\}\}/g, '')
      expect(apart).not.toMatch(/unqualified|against/)
    }
    const rights = rows.filter((row) => row.startsWith('public.gathering_vote_rights'))
    expect(rights.length).toBeGreaterThan(0)
    for (const row of rights)
      expect(Object.keys(JSON.parse(row.slice(row.indexOf('{'))) as object).sort()).toEqual([
        'attendee_id',
        'choice',
        'used',
        'vote_id',
      ])
    const events = rows.filter((row) => row.startsWith('public.timeline'))
    expect(events.every((row) => /vote_opened/.test(row))).toBe(true)
    // Two copies, before and after one more vote: the locked counts differ whole, and are as long as before.
    const locked = async () =>
      (
        await doors.database.asOwner('select running_counts as c from gathering_votes where id = $1', [
          votes[0]!.id,
        ])
      ).rows[0].c as Buffer
    const one = await locked()
    const voter = votes[0]!.about?.id === doors.people.bei!.personId ? 'chen' : 'bei'
    await doors.must(voter, 'POST', `/api/gathering-room/${id}/votes/${votes[0]!.id}`, {
      choice: votes[0]!.options[0]!.id,
    })
    const other = await locked()
    expect(other.length).toBe(one.length)
    const same = one.filter((byte, at) => byte === other[at]).length
    expect(same).toBeLessThan(one.length / 10)
  })

  it('once closed: totals for those who took part, an appraisal for the member and those who lead', async () => {
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/votes/close`, {
      votes: votes.map((vote) => vote.id),
    })
    const seen = await doors.must<GatheringDetail>('bei', 'GET', `/api/gathering-room/${id}`)
    const ordinary = seen.votes.find(({ about }) => !about)!
    expect(ordinary.counts).toEqual({ for: 0, against: 1, abstain: 0 })
    // Whoever was rated by fewer than three reads no count: it would say who gave what.
    for (const vote of seen.votes) if (vote.about) expect(vote.counts).toBeNull()
    for (const as of outsiders)
      expect([401, 404]).toContain(await status(as, 'GET', `/api/gathering-room/${id}`))
  })
})

describe('an appraisal from the self-assessment to the result', () => {
  const mark = '自评里的一句话，别人此时都不该读到'
  const verdict = '评语里的一句话，只给本人和支委看'
  let id: string
  const path = () => `/api/gatherings/${id}/appraisals`
  type Seen = {
    stage: string
    mine: { self: { words: string } | null; counts: object | null; grading: { grade: string } | null } | null
    people: {
      person_id: string
      has_self: boolean
      self: object | null
      counts: object | null
      grading: object | null
      version: number
      may_grade: boolean
    }[]
    missing: number
  }
  const seenBy = (as: string) => doors.must<Seen>(as, 'GET', path())
  const readsNothing = async (as: string, ...hidden: string[]) => {
    for (const url of [
      path(),
      `/api/gatherings/${id}`,
      `/api/gathering-room/${id}`,
      '/api/gatherings/mine/appraisals',
    ]) {
      const { body } = await doors.ask(as, 'GET', url)
      for (const words of hidden) expect([as, url, body.includes(words)]).toEqual([as, url, false])
    }
    expect([401, 404]).toContain(await status(as, 'GET', path()))
  }

  it('a member writes of themselves, and until the others have rated nobody else reads it, nor a copy of the database', async () => {
    id = await doors.running('appraisal_meeting')
    const self = { words: mark, grade: 'qualified', version: 0 }
    expect(await status('bei', 'PUT', `${path()}/mine`, { ...self, grade: 'superb' })).toBe(400)
    await doors.must('bei', 'PUT', `${path()}/mine`, self)
    expect(await status('bei', 'PUT', `${path()}/mine`, self)).toBe(409)
    for (const as of [...outsiders, 'organiser']) {
      await readsNothing(as, mark)
      expect([401, 404]).toContain(await status(as, 'PUT', `${path()}/mine`, self))
    }
    for (const as of ['secretary', 'an', 'chen']) {
      const { body } = await doors.ask(as, 'GET', path())
      expect([as, body.includes(mark)]).toEqual([as, false])
    }
    expect((await seenBy('bei')).mine?.self?.words).toBe(mark)
    expect(await dump()).not.toContain(mark)
  })

  it('members rate in secret; while they do, nothing is graded and no count is read', async () => {
    for (const as of ['secretary', 'an', 'bei', 'chen'])
      await doors.must(as, 'POST', `/api/gathering-room/${id}/sign-in`, { code: await doors.code(id) })
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/appraisal`)
    expect(
      await status('bei', 'PUT', `${path()}/mine`, {
        words: '互评以后才改写的自评内容',
        grade: 'excellent',
        version: 1,
      }),
    ).toBe(422)
    for (const as of ['secretary', 'an', 'bei', 'chen'])
      for (const vote of (await doors.must<GatheringDetail>(as, 'GET', `/api/gathering-room/${id}`)).votes)
        if (vote.mine === 'open')
          await doors.must(as, 'POST', `/api/gathering-room/${id}/votes/${vote.id}`, { choice: 'excellent' })
    const bei = doors.people.bei!.personId!
    expect(
      await status('secretary', 'PUT', `${path()}/${bei}`, {
        words: verdict,
        grade: 'qualified',
        version: 1,
      }),
    ).toBe(422)
    const committee = await seenBy('secretary')
    expect(committee.stage).toBe('rating')
    expect(committee.people.find(({ person_id }) => person_id === bei)).toMatchObject({
      has_self: true,
      self: null,
      counts: null,
    })
    const votes = (await doors.must<GatheringDetail>('secretary', 'GET', `/api/gatherings/${id}`)).votes
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/votes/close`, {
      votes: votes.map((vote) => vote.id),
    })
  })

  it('the committee grades all but oneself, and until it is settled the member and everybody else read no grade', async () => {
    const bei = doors.people.bei!.personId!
    const grading = { words: verdict, grade: 'qualified', version: 1 }
    expect(await status('an', 'PUT', `${path()}/${bei}`, grading)).toBe(403)
    expect(
      await status('secretary', 'PUT', `${path()}/${doors.people.secretary!.personId}`, {
        ...grading,
        version: 0,
      }),
    ).toBe(403)
    expect(await status('secretary', 'POST', `${path()}/settle`)).toBe(422)
    for (const { person_id, version, may_grade } of (await seenBy('secretary')).people)
      if (may_grade) await doors.must('secretary', 'PUT', `${path()}/${person_id}`, { ...grading, version })
    expect((await seenBy('secretary')).missing).toBe(0)
    for (const as of [...outsiders, 'organiser']) await readsNothing(as, mark, verdict)
    for (const as of ['an', 'bei', 'chen'])
      expect((await doors.ask(as, 'GET', path())).body).not.toContain(verdict)
    const copy = await dump()
    expect([copy.includes(verdict), copy.includes(mark)]).toEqual([false, false])
    for (const as of ['an', 'bei', 'stranger', 'admin'])
      expect([403, 404]).toContain(await status(as, 'POST', `${path()}/settle`))
  })

  it('once settled each reads their own result alone, and nothing changes any more', async () => {
    await doors.must('secretary', 'POST', `${path()}/settle`)
    expect(await status('secretary', 'POST', `${path()}/settle`)).toBe(422)
    const mine = await seenBy('bei')
    expect(mine).toMatchObject({
      stage: 'settled',
      people: [],
      mine: { grading: { grade: 'qualified', words: verdict } },
    })
    expect(mine.mine?.counts).toEqual({ excellent: 3, qualified: 0, basic: 0, unqualified: 0 })
    const { items } = await doors.must<{ items: { grading: object }[] }>(
      'bei',
      'GET',
      '/api/gatherings/mine/appraisals',
    )
    expect(items.filter(({ grading }) => grading)).toHaveLength(1)
    expect((await doors.ask('chen', 'GET', path())).body).not.toContain(mark)
    for (const as of [...outsiders, 'organiser']) await readsNothing(as, mark, verdict)
    const { rows } =
      await sql`select payload from timeline where stream = ${id} and kind like 'gathering.%apprais%' order by seq`.execute(
        doors.house.db,
      )
    const about = { organisation_id: doors.branch, gathering_kind: 'appraisal_meeting' }
    expect(rows.at(-1)).toEqual({ payload: { ...about, people: 5 } })
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`qualified|excellent|${doors.people.bei!.personId}`))
    const year = `/api/gatherings/year?organisation=${doors.branch}&year=2026`
    const { members } = await doors.must<{ members: { person_id: string; grade: string | null }[] }>(
      'chen',
      'GET',
      year,
    )
    expect(members.map(({ person_id }) => person_id)).toEqual([doors.people.chen!.personId])
    expect(await checkGatherings(doors.house)).toEqual([])
  })
})

describe('a gathering', () => {
  it('is held by those of the organisation, and led by them, its chair and its recorder', async () => {
    const body = { organisation_id: doors.branch, kind: 'study_session', starts_at: '2026-03-05T01:00:00Z' }
    for (const as of ['an', 'stranger', 'neighbour', 'admin', 'resident'])
      expect([as, await status(as, 'POST', '/api/gatherings', body)]).toEqual([as, 403])
    expect(await status('nobody', 'POST', '/api/gatherings', body)).toBe(401)
    const id = await doors.running('study_session')
    for (const as of ['bei', 'chen'])
      for (const url of [
        `/api/gatherings/${id}/close`,
        `/api/gatherings/${id}/votes/close`,
        `/api/gatherings/${id}/presence`,
      ])
        expect([
          as,
          url,
          await status(as, 'POST', url, url.endsWith('votes/close') ? { votes: [id] } : {}),
        ]).toEqual([as, url, 403])
    for (const as of ['stranger', 'neighbour', 'admin', 'resident'])
      expect([as, await status(as, 'GET', `/api/gatherings/${id}/code`)]).toEqual([as, 404])
    // The recorder leads too.
    expect(await status('an', 'GET', `/api/gatherings/${id}/code`)).toBe(200)
  })

  it('is listed for those who may know of it', async () => {
    const url = (organisation: string) =>
      `/api/gatherings?organisation=${organisation}&from=2026-01-01&to=2026-12-31`
    for (const [as, expected] of [
      ['secretary', 200],
      ['bei', 200],
      ['organiser', 200],
      ['stranger', 403],
      ['neighbour', 403],
      ['resident', 403],
      ['admin', 403],
      ['nobody', 401],
    ] as const)
      expect([as, await status(as, 'GET', url(doors.branch))]).toEqual([as, expected])
    expect(
      await status('stranger', 'GET', `/api/gatherings/year?organisation=${doors.branch}&year=2026`),
    ).toBe(403)
  })

  it('all plans at once are asked for by the organisation department alone', async () => {
    for (const as of ['secretary', 'an', 'admin', 'resident'])
      expect([as, await status(as, 'POST', '/api/gathering-plans/all', { year: 2026 })]).toEqual([as, 403])
    expect(await status('organiser', 'POST', '/api/gathering-plans/all', { year: 2026 })).toBe(202)
  })
})

describe('words of an appraisal', () => {
  it('go in their time though it was never settled, and words written later have a time of their own', async () => {
    const id = await doors.running('appraisal_meeting')
    const path = `/api/gatherings/${id}/appraisals/mine`
    await doors.must('bei', 'PUT', path, {
      words: '这次民主评议开了头，一直没有开完',
      grade: 'qualified',
      version: 0,
    })
    const kept = async () => {
      const { rows } = await sql<{ locked: boolean; gone: boolean }>`
        select self_locked is not null as locked, words_gone_at is not null as gone from gathering_appraisals
        where gathering_id = ${id}`.execute(doors.house.db)
      return rows
    }
    await forgetAppraisalWords(doors.house)
    expect(await kept()).toEqual([{ locked: true, gone: false }])
    const { gathering_practice: practice } = await doors.house.rulesNow()
    doors.later((practice.appraisal_words_months + 1) * 31 * 24 * 60)
    await forgetAppraisalWords(doors.house)
    expect(await kept()).toEqual([{ locked: false, gone: true }])
    await doors.must('bei', 'PUT', path, {
      words: '隔了很久以后又写下的自评的话',
      grade: 'qualified',
      version: 1,
    })
    await forgetAppraisalWords(doors.house)
    expect(await kept()).toEqual([{ locked: true, gone: false }])
  })
})
