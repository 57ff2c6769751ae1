import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { shanghaiTime } from '../calendar/index.ts'
import { type App, buildApp } from '../http/index.ts'
import type { StandingHouse } from '../make-house.ts'
import { identifyAs, staff } from '../testing/actors.ts'
import { testHouse } from '../testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import {
  isQuiet,
  mailNotices,
  type NewNotice,
  noticeJobs,
  noticesApi,
  notify,
  outbox,
  sendMessage,
  useMessageProvider,
} from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let app: App
let smtp: SMTPServer
let mails: { to: string[]; text: string }[] = []
let smtpRefuses = false
const reader = staff('community_clerk')
const operator = staff('admin')
const noon = new Date('2026-03-03T04:00:00Z')
let clock = noon
const midnight = new Date('2026-03-03T16:30:00Z')

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom(_address, _session, done) {
      done(smtpRefuses ? new Error('not today') : undefined)
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part) => parts.push(part))
      stream.on('end', () => {
        mails.push({
          to: session.envelope.rcptTo.map((to) => to.address),
          text: readable(Buffer.concat(parts).toString()),
        })
        done()
      })
    },
  })
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done))
  const { port } = smtp.server.address() as AddressInfo
  database = await freshDatabase()
  house = await testHouse(database, {
    now: () => clock,
    demo: true,
    configuration: { smtpUrl: `smtp://127.0.0.1:${port}`, publicUrl: 'https://lianxin.example' },
  })
  app = await buildApp({ house, identify: identifyAs({ reader, operator }), apis: [noticesApi(house)] })
})
beforeEach(async () => {
  clock = noon
  mails = []
  smtpRefuses = false
  await house.pool.query('delete from notices; delete from outbox_messages; delete from people')
})
afterEach(() => useMessageProvider(undefined))
afterAll(async () => {
  await app.close()
  await new Promise<void>((done) => smtp.close(done))
  await database.drop()
})

/** Subject and text of a mail, out of their encodings. */
function readable(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const subject = head
    .replace(/\r\n\s+/g, '')
    .replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString() : quoted(word.replace(/_/g, ' ')),
    )
  return `${subject}\n\n${/base64/i.test(head) ? Buffer.from(body, 'base64').toString() : quoted(body.replace(/=\r\n/g, ''))}`
}
const quoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()

async function person(email: string | null): Promise<string> {
  const id = randomUUID()
  await house.pool.query('insert into people (id, name, email) values ($1, $2, $3)', [id, '李明', email])
  return id
}
const tell = (notice: Partial<NewNotice>, times = 1) =>
  house.db.transaction().execute(async (tx) => {
    for (let each = 1; each <= times; each++)
      await notify(tx, {
        kind: 'matter.dispatched',
        words: { zh: `第 ${each} 件派给了您`, en: `Matter ${each} was dispatched to you` },
        link: `/desk/matters/${each}`,
        at: clock,
        ...notice,
      })
  })
const later = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000)
}
const get = async (url: string, as = 'reader') => (await app.inject({ url, headers: { 'x-as': as } })).json()

describe('notices', () => {
  it('reach each person once, the newest first, page by page, and count as unread until they are read', async () => {
    await tell({ personIds: [reader.personId!, reader.personId!, randomUUID()] })
    await tell({ personId: reader.personId! }, 40)
    const first = await get('/api/notices')
    expect([first.unread, first.notices.length]).toEqual([41, 30])
    const second = await get(`/api/notices?cursor=${first.cursor}`)
    expect([second.notices.length, second.cursor]).toEqual([11, null])
    const ids = [...first.notices, ...second.notices].map((notice) => notice.id)
    expect(new Set(ids).size).toBe(41)

    const read = (payload: object) =>
      app.inject({ method: 'POST', url: '/api/notices/read', payload, headers: { 'x-as': 'reader' } })
    expect((await read({ ids: ids.slice(0, 2) })).json()).toEqual({ unread: 39 })
    expect((await read({ all: true })).json()).toEqual({ unread: 0 })
    expect((await read({})).statusCode).toBe(400)
  })

  it('of one person are nobody else’s to read or to mark', async () => {
    await tell({ personId: reader.personId! })
    const [notice] = (await get('/api/notices')).notices
    expect((await get('/api/notices', 'operator')).notices).toEqual([])
    await app.inject({
      method: 'POST',
      url: '/api/notices/read',
      payload: { ids: [notice.id] },
      headers: { 'x-as': 'operator' },
    })
    expect((await get('/api/notices')).unread).toBe(1)
    expect((await app.inject({ url: '/api/notices' })).statusCode).toBe(401)
  })
})

describe('mail', () => {
  it('brings twenty notices in one message, and none twice', async () => {
    const personId = await person('li@example.cn')
    await tell({ personId }, 20)
    expect(await mailNotices(house)).toBe(0)
    later(5)
    expect(await mailNotices(house)).toBe(1)
    expect(mails).toHaveLength(1)
    expect(mails[0]!.to).toEqual(['li@example.cn'])
    expect(mails[0]!.text).toMatch(/等 20 条提醒/)
    expect(mails[0]!.text).toContain('https://lianxin.example/desk/matters/20')
    expect(mails[0]!.text).toContain('Matter 7 was dispatched to you')
    later(5)
    expect(await mailNotices(house)).toBe(0)
  })

  it('wakes nobody in quiet hours, unless it is urgent; the rest comes in the morning', async () => {
    const { quiet_hours } = await house.rulesNow()
    clock = midnight
    expect(isQuiet(shanghaiTime(midnight), quiet_hours)).toBe(true)
    const personId = await person('li@example.cn')
    await tell({ personId })
    await tell({ personId, urgent: true, words: { zh: '燃气泄漏', en: 'Gas leak' } })
    expect(await mailNotices(house)).toBe(1)
    expect(mails[0]!.text).toContain('【紧急】燃气泄漏')
    expect(mails[0]!.text).not.toContain('第 1 件')
    later(60)
    expect(await mailNotices(house)).toBe(0)
    while (isQuiet(shanghaiTime(clock), quiet_hours)) later(30)
    expect(await mailNotices(house)).toBe(1)
    expect(mails[1]!.text).toContain('第 1 件')
  })

  it('is not sent for what was read already, what is days old, or to whom left no address', async () => {
    const personId = await person('li@example.cn')
    await tell({ personId: await person(null) })
    await tell({ personId })
    await house.pool.query('update notices set read_at = now() where person_id = $1', [personId])
    await tell({ personId: await person('late@example.cn'), at: new Date(clock.getTime() - 4 * 86_400_000) })
    later(10)
    expect(await mailNotices(house)).toBe(0)
  })

  it('that the server refuses is not lost: it goes with the next run', async () => {
    await tell({ personId: await person('li@example.cn') })
    later(10)
    smtpRefuses = true
    expect(await mailNotices(house)).toBe(0)
    smtpRefuses = false
    expect(await mailNotices(house)).toBe(1)
    expect(mails).toHaveLength(1)
  })

  it('is sent once when two servers run at the same time', async () => {
    await tell({ personId: await person('li@example.cn') }, 3)
    later(10)
    await Promise.all([mailNotices(house), mailNotices(house)])
    expect(mails).toHaveLength(1)
  })

  it('stays at home where none is set up', async () => {
    const silent = await testHouse(database, { now: () => clock })
    await tell({ personId: await person('li@example.cn') })
    later(10)
    expect(await mailNotices(silent)).toBe(0)
    expect(mails).toEqual([])
  })
})

describe('quiet hours', () => {
  it('may run over midnight, and end on the minute', () => {
    const night = { from: '22:00', to: '07:30' }
    expect(['21:59', '22:00', '00:00', '07:29', '07:30'].map((time) => isQuiet(time, night))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
    const noonRest = { from: '12:00', to: '14:00' }
    expect(['11:59', '12:00', '14:00'].map((time) => isQuiet(time, noonRest))).toEqual([false, true, false])
    expect(isQuiet('12:00', { from: '08:00', to: '08:00' })).toBe(false)
  })
})

describe('text messages', () => {
  const message = { phone: '13800000000', text: '您反映的事项已办结', purpose: 'answer' }

  it('end in the outbox, which the operator reads in demonstration mode alone', async () => {
    await house.db.transaction().execute((tx) => sendMessage(tx, message))
    expect((await get('/api/outbox', 'operator')).messages).toMatchObject([
      { recipient: '13800000000', purpose: 'answer' },
    ])
    expect((await app.inject({ url: '/api/outbox', headers: { 'x-as': 'reader' } })).statusCode).toBe(403)
    const strict = await testHouse(database, { now: () => clock })
    const serious = await buildApp({
      house: strict,
      identify: identifyAs({ operator }),
      apis: [noticesApi(strict)],
    })
    expect((await serious.inject({ url: '/api/outbox', headers: { 'x-as': 'operator' } })).statusCode).toBe(
      404,
    )
    await serious.close()
  })

  it('go to the gateway once, after the transaction; a failure is kept and tried again', async () => {
    const delivered: string[] = []
    let down = true
    useMessageProvider({
      async deliver({ phone }) {
        if (down) throw new Error('gateway closed')
        delivered.push(phone)
      },
    })
    const id = await house.db.transaction().execute((tx) => sendMessage(tx, message))
    const { rows } = await house.pool.query(
      `select task_identifier from graphile_worker.jobs where task_identifier = 'deliver_message'`,
    )
    expect(rows).toHaveLength(1)
    const { deliver_message } = noticeJobs(house).handlers
    await expect(deliver_message!({ id })).rejects.toThrow('gateway closed')
    expect((await outbox(house.db, 1))[0]).toMatchObject({ failure: 'gateway closed', sentAt: null })
    down = false
    await deliver_message!({ id })
    await deliver_message!({ id })
    expect(delivered).toEqual(['13800000000'])
    expect((await outbox(house.db, 1))[0]).toMatchObject({ failure: null, sentAt: noon })
  })
})
