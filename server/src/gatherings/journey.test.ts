import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { type BranchDoors, branchDoors } from './fixture.ts'
import { checkGatherings, gatheringHeads, signInListByChair, writeAllPlans } from './index.ts'
import { markMissed } from './missed.ts'
import { remind } from './reactions.ts'
import type { GatheringDetail, GatheringRow, MineAnswer, YearAnswer } from './schemas.ts'

let doors: BranchDoors
beforeAll(async () => {
  doors = await branchDoors()
})
afterAll(() => doors.close())

const listed = async (from = '2026-01-01', to = '2026-12-31') =>
  (
    await doors.must<{ items: GatheringRow[] }>(
      'secretary',
      'GET',
      `/api/gatherings?organisation=${doors.branch}&from=${from}&to=${to}`,
    )
  ).items
const detail = (id: string, as = 'secretary') =>
  doors.must<GatheringDetail>(as, 'GET', `/api/gathering-room/${id}`)
const refusal = async (...asked: Parameters<BranchDoors['ask']>) => {
  const answer = await doors.ask(...asked)
  const { reason, code } = answer.json<{ reason?: string; code: string }>()
  return [answer.statusCode, reason ?? code]
}
const signIn = async (id: string, ...who: string[]) => {
  for (const as of who)
    await doors.must(as, 'POST', `/api/gathering-room/${id}/sign-in`, { code: await doors.code(id) })
}

describe('the year’s plan', () => {
  it('writes itself for every branch at once, and writing it again changes nothing', async () => {
    const progress: number[] = []
    const run = await writeAllPlans(doors.house, 2026, (done) => progress.push(done))
    expect(run).toMatchObject({ organisations: 2, done: 2 })
    expect(progress.at(-1)).toBe(2)
    const plan = await listed()
    const of = (kind: string) => plan.filter((row) => row.kind === kind)
    // From March on: ten topic days, the general meeting of each quarter, one life meeting and one appraisal in December.
    expect(of('topic_day')).toHaveLength(10)
    expect(of('general_meeting').map(({ day }) => day.slice(0, 7))).toEqual([
      '2026-03',
      '2026-05',
      '2026-08',
      '2026-11',
    ])
    expect(of('appraisal_meeting').map(({ day }) => day)).toEqual(['2026-12-18'])
    // Four members and a secretary have no committee, so none is asked for.
    expect(of('committee_meeting')).toEqual([])
    for (const { day } of plan) expect(doors.house.calendar.day(day).working).toBe(true)
    const again = await writeAllPlans(doors.house, 2026)
    expect(again.planned).toBe(0)
    expect(await listed()).toEqual(plan)
  })

  it('leaves what a person moved, and follows a new usual day with the rest', async () => {
    const april = (await listed('2026-04-01', '2026-04-30')).find(({ kind }) => kind === 'topic_day')!
    await doors.must('secretary', 'POST', `/api/gatherings/${april.id}/move`, {
      day: '2026-04-21',
      version: april.version,
    })
    expect(
      await refusal('secretary', 'POST', `/api/gatherings/${april.id}/move`, {
        day: '2026-04-22',
        version: april.version,
      }),
    ).toEqual([409, 'conflict.changed'])
    expect(
      await refusal('secretary', 'POST', `/api/gatherings/${april.id}/move`, {
        day: '2026-05-02',
        version: april.version + 1,
      }),
    ).toEqual([422, 'gathering.outside_period'])
    await doors.must('secretary', 'POST', '/api/gathering-plans', {
      organisation_id: doors.branch,
      year: 2026,
      usual_day: { kind: 'topic_day', day: 25 },
    })
    const days = (await listed()).filter(({ kind }) => kind === 'topic_day').map(({ day }) => day)
    expect(days.slice(0, 3)).toEqual(['2026-03-25', '2026-04-21', '2026-05-25'])
  })
})

describe('a general meeting', () => {
  let id: string
  let remote: string

  it('is called with one tap, and those who should attend are told and reminded once', async () => {
    const planned = (await listed('2026-03-01', '2026-03-31')).find(({ kind }) => kind === 'general_meeting')!
    await doors.must('secretary', 'POST', `/api/gatherings/${planned.id}/call`, {
      version: planned.version,
      starts_at: '2026-03-04T06:30:00Z',
      recorder_id: doors.people.an!.personId,
      remote: true,
      agenda: ['通报上季度工作', '讨论吸收预备党员'],
    })
    id = planned.id
    const called = await detail(id)
    expect(called.attendees).toHaveLength(5)
    expect(called.counts).toMatchObject({ due: 5, present: 0, voters_due: 5 })
    expect(called.quorum).toMatchObject({ needed: 3, reached: false })
    const mine = await doors.must<MineAnswer>('bei', 'GET', '/api/gatherings/mine')
    expect(mine.coming.map((row) => row.id)).toContain(id)
    doors.clock.now = new Date('2026-03-03T07:00:00Z')
    expect(await remind(doors.house)).toBe(5)
    expect(await remind(doors.house)).toBe(0)
  })

  it('takes leave with a reason, which only those who decide read', async () => {
    await doors.must('ding', 'POST', `/api/gathering-room/${id}/leave`, { reason: '住院手术' })
    const ding = (await detail(id)).attendees.find(({ name }) => name === '党员ding')!
    expect(ding.leave_reason).toBe('住院手术')
    expect(JSON.stringify(await detail(id, 'bei'))).not.toContain('住院手术')
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/attendees/${ding.id}/leave`, {
      granted: true,
    })
    expect((await detail(id)).counts).toMatchObject({ on_leave: 1, absent: 4 })
  })

  it('is attended on site by the code on the screen, once, though two taps come at once', async () => {
    doors.clock.now = new Date('2026-03-04T06:30:00Z')
    expect(await refusal('bei', 'POST', `/api/gathering-room/${id}/sign-in`, { code: '123456' })).toEqual([
      422,
      'gathering.not_begun',
    ])
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/open`)
    expect(await refusal('bei', 'POST', `/api/gathering-room/${id}/sign-in`, { code: '00000x' })).toEqual([
      400,
      'gathering.code',
    ])
    const code = await doors.code(id)
    const answers = await Promise.all(
      [1, 2, 3].map(() => doors.ask('bei', 'POST', `/api/gathering-room/${id}/sign-in`, { code })),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    await signIn(id, 'secretary')
    expect((await detail(id)).counts).toMatchObject({ present: 2, remote: 0, voters_present: 2 })
    const { rows } =
      await sql`select 1 from timeline where stream = ${id} and kind = 'gathering.signed_in'`.execute(
        doors.house.db,
      )
    expect(rows).toHaveLength(2)
  })

  it('is attended from elsewhere by a personal link, without an account, and by nobody else’s', async () => {
    const chen = (await detail(id)).attendees.find(({ name }) => name === '党员chen')!
    const { link } = await doors.must<{ link: string }>(
      'secretary',
      'POST',
      `/api/gatherings/${id}/links/${chen.id}`,
    )
    const token = link.split('#')[1]!
    const entered = await doors.ask('nobody', 'POST', '/api/gathering-room/enter', { token })
    expect(entered.json()).toEqual({ id, name: '党员chen' })
    remote = entered.headers['set-cookie']!.toString().split(';')[0]!
    expect((await doors.ask('nobody', 'GET', `/api/gathering-room/${id}`)).statusCode).toBe(401)
    await doors.must('nobody', 'POST', `/api/gathering-room/${id}/sign-in`, {}, remote)
    const seen = await doors.must<GatheringDetail>(
      'nobody',
      'GET',
      `/api/gathering-room/${id}`,
      undefined,
      remote,
    )
    expect(seen.me).toMatchObject({ name: '党员chen', signed_in_as: 'remote' })
    expect(seen.counts).toMatchObject({ present: 3, remote: 1 })
    expect(seen.quorum!.reached).toBe(true)
    // The link opens this room and nothing else of that person.
    for (const url of ['/api/gatherings/mine', `/api/gatherings/${id}`, '/api/talks'])
      expect((await doors.ask('nobody', 'GET', url, undefined, remote)).statusCode).toBe(401)
  })

  it('asks those elsewhere at random moments, keeps the speaking list, and hears who may speak', async () => {
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/presence`)
    const seen = await doors.must<GatheringDetail>(
      'nobody',
      'GET',
      `/api/gathering-room/${id}`,
      undefined,
      remote,
    )
    const question = seen.presence[0]!
    const answer = seen.agenda[question.number - 1]!.title
    expect((await detail(id, 'bei')).presence).toEqual([])
    expect(
      await doors.must(
        'nobody',
        'POST',
        `/api/gathering-room/${id}/presence/${question.id}`,
        { answer },
        remote,
      ),
    ).toEqual({ right: true })
    expect((await detail(id)).presence[0]).toMatchObject({ asked: 1, answered_right: 1 })
    await doors.must('nobody', 'POST', `/api/gathering-room/${id}/speak`, { wants: true }, remote)
    await doors.must('nobody', 'POST', `/api/gathering-room/${id}/speak`, { wants: true }, remote)
    const { speakers } = await detail(id)
    expect(speakers).toMatchObject([{ name: '党员chen', state: 'waiting' }])
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/speakers/${speakers[0]!.id}`, {
      state: 'speaking',
    })
    expect((await detail(id)).speakers[0]!.state).toBe('speaking')
  })

  it('passes a vote with three of five who should attend, and not with two', async () => {
    const vote = async (way: 'show' | 'secret') =>
      (
        await doors.must<{ id: string }>('secretary', 'POST', `/api/gatherings/${id}/votes`, {
          words: '同意吸收为预备党员',
          way,
        })
      ).id
    const cast = (as: string, voteId: string, choice: string, cookie?: string) =>
      doors.ask(as, 'POST', `/api/gathering-room/${id}/votes/${voteId}`, { choice }, cookie)
    const close = (voteId: string) =>
      doors.must('secretary', 'POST', `/api/gatherings/${id}/votes/close`, { votes: [voteId] })

    const first = await vote('show')
    for (const as of ['secretary', 'bei']) expect((await cast(as, first, 'for')).statusCode).toBe(200)
    expect((await cast('an', first, 'for')).json()).toMatchObject({ reason: 'vote.not_signed_in' })
    await close(first)
    const second = await vote('secret')
    const twice = await Promise.all(['for', 'for', 'against'].map((choice) => cast('bei', second, choice)))
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409])
    await cast('secretary', second, 'for')
    await cast('nobody', second, 'for', remote)
    const open = (await detail(id)).votes.find((each) => each.id === second)!
    expect(open).toMatchObject({ state: 'open', voted: 3, counts: null, passed: null, mine: 'used' })
    await close(second)
    const votes = (await detail(id)).votes
    expect(votes.find((each) => each.id === first)).toMatchObject({
      passed: false,
      needed: 3,
      counts: { for: 2 },
    })
    const passed = votes.find((each) => each.id === second)!
    expect(passed.voted).toBe(3)
    expect(passed.passed).toBe((passed.counts!.for ?? 0) >= 3)
    expect((await cast('bei', second, 'for')).json()).toMatchObject({ reason: 'vote.closed' })
    expect((await cast('stranger', second, 'for')).statusCode).toBe(404)
  })

  it('counts the raised hand of who came without a phone, and never in a secret vote', async () => {
    const an = (await detail(id)).attendees.find(({ name }) => name === '党员an')!
    const bei = (await detail(id)).attendees.find(({ name }) => name === '党员bei')!
    // A list that went round on paper: who is here already counts once, and one name too many refuses it whole.
    const list = (as: string, ids: string[]) => signInListByChair(doors.house, doors.people[as]!, id, ids)
    const before = (await detail(id)).counts.present
    await expect(list('secretary', [an.id, id])).rejects.toMatchObject({ code: 'not_found' })
    await expect(list('bei', [an.id])).rejects.toMatchObject({ code: 'permission.denied' })
    expect((await detail(id)).counts.present).toBe(before)
    await list('secretary', [an.id, bei.id])
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/attendees/${an.id}/sign-in`)
    expect((await detail(id)).counts.present).toBe(before + 1)
    const votes: string[] = []
    for (const way of ['show', 'secret'])
      votes.push(
        (
          await doors.must<{ id: string }>('secretary', 'POST', `/api/gatherings/${id}/votes`, {
            words: '关于日期',
            way,
          })
        ).id,
      )
    const hand = (vote: string, attendee: string, as = 'secretary') =>
      refusal(as, 'POST', `/api/gatherings/${id}/votes/${vote}/hands`, { attendee, choice: 'for' })
    expect(await hand(votes[0]!, an.id)).toEqual([200, undefined])
    expect(await hand(votes[0]!, an.id)).toEqual([409, 'vote.used'])
    expect(await hand(votes[0]!, bei.id)).toEqual([422, 'vote.own_phone'])
    expect(await hand(votes[1]!, an.id)).toEqual([422, 'vote.secret'])
    expect(await hand(votes[0]!, an.id, 'bei')).toEqual([403, 'permission.denied'])
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/votes/close`, { votes })
  })

  it('counts each vote once though it is closed while people vote', async () => {
    const { id: voteId } = await doors.must<{ id: string }>(
      'secretary',
      'POST',
      `/api/gatherings/${id}/votes`,
      {
        words: '关于活动经费',
        way: 'secret',
      },
    )
    await Promise.all([
      doors.ask('bei', 'POST', `/api/gathering-room/${id}/votes/${voteId}`, { choice: 'for' }),
      doors.ask('secretary', 'POST', `/api/gatherings/${id}/votes/close`, { votes: [voteId] }),
      doors.ask('secretary', 'POST', `/api/gathering-room/${id}/votes/${voteId}`, { choice: 'against' }),
      doors.ask('nobody', 'POST', `/api/gathering-room/${id}/votes/${voteId}`, { choice: 'abstain' }, remote),
    ])
    const closed = (await detail(id)).votes.find((each) => each.id === voteId)!
    expect(closed.state).toBe('closed')
    expect(Object.values(closed.counts!).reduce((all, each) => all + each, 0)).toBe(closed.voted)
    expect(await checkGatherings(doors.house)).toEqual([])
  })

  it('is over with counts that stand', async () => {
    doors.later(90)
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/close`, {})
    expect(await detail(id)).toMatchObject({
      row: { state: 'held', should_attend: 5, attended: 4 },
      hours: 1.5,
      counts: { present: 4, remote: 1, on_leave: 1, absent: 0 },
    })
    const { rows } = await sql<{ payload: object }>`select payload from timeline
      where stream = ${id} and kind = 'gathering.held'`.execute(doors.house.db)
    expect(rows[0]!.payload).toMatchObject({
      plan_key: 'general_meeting/2026-Q1/1',
      should_attend: 5,
      attended: 4,
      remote: 1,
      absent: 0,
    })
    expect(JSON.stringify(rows)).not.toContain(doors.people.bei!.personId)
    expect(await refusal('ding', 'POST', `/api/gathering-room/${id}/sign-in`, { code: '123456' })).toEqual([
      422,
      'gathering.state',
    ])
    // 党员大会 is not made up for by reading about it.
    expect(
      await refusal('ding', 'POST', `/api/gathering-room/${id}/lesson`, {
        words: '自学了会议精神和有关文件。',
      }),
    ).toEqual([422, 'gathering.no_make_up'])
  })

  it('has minutes that two may write without losing a word, signed by two and then fixed', async () => {
    const url = `/api/gatherings/${id}/minutes`
    const blank = await doors.must<{ version: number; content: { items: { title: string }[] } }>(
      'an',
      'GET',
      url,
    )
    expect(blank.content.items.map(({ title }) => title)).toEqual(['通报上季度工作', '讨论吸收预备党员'])
    const content = {
      items: blank.content.items.map(({ title }) => ({ title, words: '大家讨论了。', decision: '' })),
      other: '',
    }
    // The chair reads the list of the branch; writing is for those who lead, of whom the recorder is one.
    expect(await doors.must('an', 'PUT', url, { version: 0, content })).toEqual({ version: 1 })
    expect(await doors.must('an', 'PUT', url, { version: 0, content })).toEqual({ version: 1 })
    const other = { ...content, other: '书记补充。' }
    const conflict = await doors.ask('secretary', 'PUT', url, { version: 0, content: other })
    expect(conflict.json()).toMatchObject({ code: 'conflict.changed', version: 1, content, by: '党员an' })
    expect(await doors.must('secretary', 'PUT', url, { version: 1, content: other })).toEqual({ version: 2 })
    expect(await refusal('bei', 'PUT', url, { version: 2, content })).toEqual([403, 'permission.denied'])

    const sign = (as: string, part: string, version = 2) =>
      doors.ask(as, 'POST', `${url}/sign`, { as: part, version })
    expect((await sign('secretary', 'chair')).json()).toMatchObject({ reason: 'minutes.recorder_first' })
    expect((await sign('secretary', 'recorder')).json()).toMatchObject({ reason: 'minutes.not_yours' })
    expect((await sign('an', 'recorder', 1)).statusCode).toBe(409)
    expect((await sign('an', 'recorder')).statusCode).toBe(200)
    await doors.must('an', 'POST', `${url}/withdraw`)
    expect((await sign('an', 'recorder')).statusCode).toBe(200)
    expect((await sign('secretary', 'chair')).statusCode).toBe(200)
    expect(await refusal('an', 'PUT', url, { version: 2, content })).toEqual([422, 'minutes.signed'])
    expect(await refusal('an', 'POST', `${url}/withdraw`)).toEqual([422, 'minutes.fixed'])
    expect((await detail(id)).minutes).toBe('fixed')
  })

  it('leaves a Word document and a calendar file', async () => {
    const document = await doors.ask('bei', 'GET', `/api/gatherings/${id}/minutes.docx`)
    expect(document.statusCode).toBe(200)
    const { default: Zip } = await import('jszip')
    const text = await (await Zip.loadAsync(document.rawPayload)).file('word/document.xml')!.async('string')
    for (const words of [
      '党员大会记录',
      '应到5人，实到4人（其中远程1人）',
      '书记补充。',
      '同意吸收为预备党员',
      '党员an（',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('草稿')
    const calendar = await doors.ask('bei', 'GET', `/api/gatherings/${id}/calendar.ics`)
    expect(calendar.headers['content-type']).toContain('text/calendar')
    expect(calendar.body).toContain('DTSTART:20260304T063000Z')
    for (const line of calendar.body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })
})

describe('a lesson', () => {
  it('that somebody missed is made up with notes, and counts for their hours', async () => {
    const id = await doors.running('topic_day')
    await signIn(id, 'secretary', 'an', 'bei')
    doors.later(60)
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/close`, { hours: 2 })
    await doors.must('chen', 'POST', `/api/gathering-room/${id}/lesson`, {
      words: '自学了党课讲稿，重点学习了服务群众。',
    })
    expect(
      await refusal('an', 'POST', `/api/gathering-room/${id}/lesson`, {
        words: '自学了党课讲稿，重点学习了服务群众。',
      }),
    ).toEqual([422, 'gathering.attended'])
    const mine = await doors.must<MineAnswer>('chen', 'GET', '/api/gatherings/mine')
    expect(mine.year).toMatchObject({ due: 2, attended: 1, made_up: 1, hours: 3.5, hours_asked: 32 })
  })
})

describe('what was missed', () => {
  it('shows, stays, and is made up for on the day on which it really is', async () => {
    doors.clock.now = new Date('2026-04-01T02:00:00Z')
    const before = (await listed('2026-03-01', '2026-03-31')).filter(
      ({ planned, state }) => planned && state !== 'held',
    )
    expect(await markMissed(doors.house)).toBeGreaterThanOrEqual(before.length)
    expect(await markMissed(doors.house)).toBe(0)
    const missed = (await listed('2026-03-01', '2026-03-31')).find(
      ({ kind, state }) => kind === 'party_lesson' && state === 'missed',
    )!
    const called = await doors.must<{ id: string }>(
      'secretary',
      'POST',
      `/api/gatherings/${missed.id}/make-up`,
      {
        starts_at: '2026-04-02T01:00:00Z',
      },
    )
    expect(
      await refusal('secretary', 'POST', `/api/gatherings/${missed.id}/make-up`, {
        starts_at: '2026-04-03T01:00:00Z',
      }),
    ).toEqual([422, 'gathering.made_up'])
    doors.clock.now = new Date('2026-04-02T01:00:00Z')
    await doors.must('secretary', 'POST', `/api/gatherings/${called.id}/open`)
    await signIn(called.id, 'secretary', 'bei', 'chen')
    await doors.must('secretary', 'POST', `/api/gatherings/${called.id}/close`, {})
    const rows = await listed('2026-03-01', '2026-04-30')
    expect(rows.find(({ id }) => id === missed.id)).toMatchObject({
      state: 'missed',
      made_up_by: called.id,
      made_up_on: '2026-04-02',
    })
    expect(rows.find(({ id }) => id === called.id)).toMatchObject({
      state: 'held',
      day: '2026-04-02',
      makes_up: missed.id,
    })
  })
})

describe('at the end of the year', () => {
  it('members are appraised in secret by the others, and everything is already added up', async () => {
    doors.clock.now = new Date('2026-12-18T06:00:00Z')
    await markMissed(doors.house)
    const planned = (await listed('2026-12-01')).find(({ kind }) => kind === 'appraisal_meeting')!
    await doors.must('secretary', 'POST', `/api/gatherings/${planned.id}/call`, {
      version: planned.version,
      starts_at: '2026-12-18T06:00:00Z',
      recorder_id: doors.people.an!.personId,
    })
    await doors.must('secretary', 'POST', `/api/gatherings/${planned.id}/open`)
    await signIn(planned.id, 'secretary', 'an', 'bei', 'chen', 'ding')
    expect(await doors.must('secretary', 'POST', `/api/gatherings/${planned.id}/appraisal`)).toEqual({
      votes: 5,
    })
    for (const as of ['secretary', 'an', 'bei', 'chen', 'ding'])
      for (const vote of (await detail(planned.id, as)).votes) {
        expect(vote.mine).toBe(vote.about!.id === doors.people[as]!.personId ? 'none' : 'open')
        if (vote.mine === 'open')
          await doors.must(as, 'POST', `/api/gathering-room/${planned.id}/votes/${vote.id}`, {
            choice: 'excellent',
          })
      }
    const year = () =>
      doors.must<YearAnswer>(
        'secretary',
        'GET',
        `/api/gatherings/year?organisation=${doors.branch}&year=2026`,
      )
    expect((await year()).members.every(({ grades }) => grades === null)).toBe(true)
    expect(await doors.ask('secretary', 'POST', `/api/gatherings/${planned.id}/appraisal`)).toMatchObject({
      statusCode: 422,
    })
    await doors.must('secretary', 'POST', `/api/gatherings/${planned.id}/close`, {})
    // Whoever still has to grade reads no counts here, their own least of all.
    expect((await year()).members.every(({ grades }) => grades === null)).toBe(true)
    for (const as of ['secretary', 'bei'])
      expect((await detail(planned.id, as)).votes.every(({ counts }) => counts === null)).toBe(true)
    const path = `/api/gatherings/${planned.id}/appraisals`
    const { people } = await doors.must<{
      people: { person_id: string; version: number; may_grade: boolean }[]
    }>('secretary', 'GET', path)
    for (const { person_id, version, may_grade } of people)
      if (may_grade)
        await doors.must('secretary', 'PUT', `${path}/${person_id}`, {
          words: '同意大家的评议',
          grade: 'qualified',
          version,
        })
    await doors.must('secretary', 'POST', `${path}/settle`)
    const { members, kinds } = await year()
    expect(members.find(({ name }) => name === '党员bei')).toMatchObject({
      due: 4,
      attended: 4,
      grades: { excellent: 4 },
    })
    expect(kinds.find(({ kind }) => kind === 'party_lesson')).toMatchObject({ missed: 3, made_up: 1 })
    expect(kinds.find(({ kind }) => kind === 'general_meeting')).toMatchObject({
      held: 1,
      missed: 2,
      ahead: 1,
    })
    // A member sees their own row, and what was said of the others by nobody.
    const own = await doors.must<YearAnswer>(
      'bei',
      'GET',
      `/api/gatherings/year?organisation=${doors.branch}&year=2026`,
    )
    expect(own.members.map(({ name }) => name)).toEqual(['党员bei'])
    const seen = (await detail(planned.id, 'bei')).votes
    expect(seen.filter(({ counts }) => counts).map(({ about }) => about!.id)).toEqual([
      doors.people.bei!.personId,
    ])
  })

  it('every promise is kept, and every chain holds', async () => {
    expect(await checkGatherings(doors.house)).toEqual([])
    expect((await verifyChains(doors.house.pool, { heads: gatheringHeads })).breaks).toEqual([])
    const votes = await sql<{
      id: string
    }>`select id from gathering_votes where about_person_id is not null limit 1`.execute(doors.house.db)
    await doors.database.asOwner(
      `update gathering_votes set counts = counts || '{"excellent": 9}' where id = $1`,
      [votes.rows[0]!.id],
    )
    await doors.database.asOwner(
      `update gathering_minutes set content = jsonb_set(content, '{other}', '"改"') where chair_signed_at is not null`,
    )
    expect((await checkGatherings(doors.house)).map(({ promise }) => promise)).toEqual([7, 4])
  })
})
