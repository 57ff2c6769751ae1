import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, shanghaiDate } from '../calendar/index.ts'
import { type App, buildApp } from '../http/index.ts'
import { identifyAs, staff } from '../testing/actors.ts'
import { testHouse } from '../testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import { auditApi, recordLook } from './index.ts'

let database: FreshDatabase
let app: App
const clerk = staff('community_clerk')
beforeAll(async () => {
  database = await freshDatabase()
  const house = await testHouse(database)
  await house.pool.query('insert into people (id, name) values ($1, $2)', [clerk.personId, '赵敏'])
  const identify = identifyAs({ clerk, auditor: staff('auditor'), operator: staff('admin') })
  app = await buildApp({ house, identify, apis: [auditApi(house)] })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const get = (url: string, as = 'auditor') => app.inject({ url, headers: { 'x-as': as } })
const look = (subjectId: string, reason: string) =>
  recordLook(database.db, { actor: clerk, action: 'contact.see', subjectId, reason, outcome: 'done' })

describe('the record of looks', () => {
  it('says who looked at what and why, the newest first, page by page', async () => {
    const subject = randomUUID()
    for (let each = 1; each <= 60; each++) await look(subject, `回电 ${each}`)
    await look(randomUUID(), '别的事')
    const first = (await get(`/api/audit?subject=${subject}`)).json()
    expect(first.entries[0]).toMatchObject({
      person_name: '赵敏',
      action: 'contact.see',
      reason: '回电 60',
      outcome: 'done',
    })
    const second = (await get(`/api/audit?subject=${subject}&cursor=${first.cursor}`)).json()
    expect([first.entries.length, second.entries.length, second.cursor]).toEqual([50, 10, null])
    expect(second.entries.at(-1).reason).toBe('回电 1')
    expect((await get('/api/audit')).json().entries[0].reason).toBe('别的事')
  })

  it('is searched by who, what, outcome and day', async () => {
    const subject = randomUUID()
    await recordLook(database.db, {
      actor: clerk,
      action: 'matter.merge',
      subjectId: subject,
      reason: null,
      outcome: 'refused',
    })
    const found = async (query: string) =>
      (await get(`/api/audit?${query}`)).json().entries.map((entry: { action: string }) => entry.action)
    expect(await found('outcome=refused')).toEqual(['matter.merge'])
    expect(await found(`action=matter.merge&person=${clerk.personId}`)).toEqual(['matter.merge'])
    expect(await found(`person=${randomUUID()}`)).toEqual([])
    const today = shanghaiDate(new Date())
    expect(await found(`action=matter.merge&from=${today}&to=${today}`)).toEqual(['matter.merge'])
    expect(await found(`action=matter.merge&to=${addDays(today, -1)}`)).toEqual([])
    expect((await get('/api/audit?from=2026-02-30')).statusCode).toBe(400)
  })

  it('is for the auditor, and not for those who run the system', async () => {
    for (const as of ['operator', 'clerk']) expect((await get('/api/audit', as)).statusCode).toBe(403)
  })

  it('cannot be changed or shortened by the server', async () => {
    await look(randomUUID(), '看一眼')
    await expect(database.pool.query(`update audit_log set reason = ''`)).rejects.toThrow(/permission denied/)
    await expect(database.pool.query('delete from audit_log')).rejects.toThrow(/permission denied/)
  })
})
