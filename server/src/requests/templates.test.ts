import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../kernel/http/index.ts'
import { identifyAs, staff } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { smallCity } from '../matters/fixture.ts'
import { templatesApi } from './index.ts'

let database: FreshDatabase
let app: App
beforeAll(async () => {
  database = await freshDatabase()
  const house = await testHouse(database)
  const city = await smallCity(house)
  const operator = staff('admin', {
    organisationId: city.organisations.district!,
  })
  const identify = identifyAs({
    community: city.community,
    street: city.street,
    grid: city.grid,
    operator,
    auditor: staff('auditor'),
  })
  app = await buildApp({ house, identify, apis: [templatesApi(house)], requestsPerMinute: 100_000 })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

async function ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, as: string, payload?: object) {
  const answer = await app.inject({ method, url, headers: { 'x-as': as }, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.body ? answer.json() : undefined }
}
const titles = async (as: string) =>
  (await ask('GET', '/api/templates', as)).body.items.map(({ title }: { title: string }) => title)

describe('reply templates', () => {
  it('of an organisation are its own to see and write, and shared ones everybody’s to use', async () => {
    const own = await ask('POST', '/api/templates', 'community', {
      title: '已修复',
      text: '已修好，谢谢您。',
    })
    const shared = await ask('POST', '/api/templates', 'operator', {
      title: '已转办',
      text: '已转有关单位。',
    })
    expect([own.status, shared.status]).toEqual([201, 201])
    expect(await titles('community')).toEqual(['已修复', '已转办'].sort((a, b) => (a < b ? -1 : 1)))
    expect(await titles('street')).toEqual(['已转办'])
    for (const [as, id] of [
      ['street', own.body.id],
      ['community', shared.body.id],
      ['grid', own.body.id],
    ] as const) {
      expect((await ask('PATCH', `/api/templates/${id}`, as, { text: '改' })).status, as).toBe(403)
      expect((await ask('DELETE', `/api/templates/${id}`, as)).status, as).toBe(403)
    }
    for (const as of ['auditor', 'nobody'])
      expect((await ask('GET', '/api/templates', as)).status).toBe(as === 'nobody' ? 401 : 403)
    expect(
      (await ask('POST', '/api/templates', 'street', { title: '通用', text: '通用', shared: true })).status,
    ).toBe(403)
    expect((await ask('DELETE', `/api/templates/${shared.body.id}`, 'operator')).status).toBe(204)
    expect(await titles('street')).toEqual([])
  })

  it('are rewritten once: the second of two who read the same hears of the first', async () => {
    const { id } = (await ask('POST', '/api/templates', 'community', { title: '回电', text: '您好。' })).body
    const item = (await ask('GET', '/api/templates', 'community')).body.items.find(
      (each: { id: string }) => each.id === id,
    )
    const change = (text: string) =>
      ask('PATCH', `/api/templates/${id}`, 'community', { text, seen: item.changed_at })
    expect((await change('您好，已办。')).body).toMatchObject({
      text: '您好，已办。',
      changed_by: '人员community',
    })
    expect((await change('另一句')).body).toMatchObject({
      code: 'conflict.changed',
      now: { text: '您好，已办。' },
    })
    expect((await ask('PATCH', `/api/templates/${id}`, 'community', { text: ' ' })).status).toBe(400)
    expect((await ask('PATCH', `/api/templates/${id}`, 'community', { category: 'no.such' })).status).toBe(
      400,
    )
  })
})
