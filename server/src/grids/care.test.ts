import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changingTerritory, setPlaces, systemWriter } from '../territory/index.ts'
import { codes, type GridWorld, gridWorld } from './fixture.ts'

let world: GridWorld
beforeAll(async () => {
  world = await gridWorld()
  await changingTerritory(world.house.db, systemWriter(world.house), async (tx) =>
    setPlaces(tx, systemWriter(world.house), [
      {
        code: 'YX01',
        areaId: await world.id(codes.west),
        name: '1号楼',
        address: '一心路1号',
        lng: 120.005,
        lat: 30.015,
      },
    ]),
  )
}, 60_000)
afterAll(() => world.end())

const versionOf = async () => {
  const { body } = await world.send('street', 'GET', `/api/communities/${await world.id(codes.one)}/grids`)
  return body.grids.find(({ code }: { code: string }) => code === codes.west).version
}

describe('who looks after me', () => {
  it.each([
    ['by the code on the wall', 'code=YX01', '/p/YX01'],
    ['by the code of the grid', `code=${codes.west}`, `/p/${codes.west}`],
    ['by a point', 'lng=120.005&lat=30.015', `/p/${codes.west}`],
  ])('tells everybody %s', async (_, query, path) => {
    const { status, body } = await world.send('nobody', 'GET', `/api/care?${query}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      area: { code: codes.west, name: '一心社区第一网格', kind: 'grid' },
      outline: { type: 'Polygon' },
      worker: { name: 'worker', office: '一心社区居委会', phone: '5550004' },
      community: { name: '一心社区居委会', phone: '5550004', hours: null },
      complain: {
        office: { name: '梧桐街道办事处', phone: '5550003' },
        hotline: { name: '河东区12345中心', phone: '12345' },
      },
      report_path: path,
    })
  })

  it('names the number that is published for duty, and never a person’s own', async () => {
    const personal = '13812345678'
    await world.database.asOwner(`update people set phone = $1 where name = 'worker'`, [personal])
    expect(JSON.stringify((await world.send('nobody', 'GET', '/api/care?code=YX01')).body)).not.toContain(
      personal,
    )
    const url = `/api/grids/${await world.id(codes.west)}/duty-phone`
    expect((await world.send('community', 'PUT', url, { phone: '5550099', version: 1 })).status).toBe(403)
    expect(
      (await world.send('street', 'PUT', url, { phone: 'abc', version: await versionOf() })).status,
    ).toBe(400)
    expect(
      (await world.send('street', 'PUT', url, { phone: '5550099', version: await versionOf() })).status,
    ).toBe(204)
    expect((await world.send('nobody', 'GET', '/api/care?code=YX01')).body.worker).toMatchObject({
      phone: '5550099',
    })
  })

  it('says in words when a code or a place is not known', async () => {
    expect(await world.send('nobody', 'GET', '/api/care?code=NONE')).toMatchObject({ status: 404 })
    expect(await world.send('nobody', 'GET', '/api/care?lng=10&lat=10')).toMatchObject({
      status: 422,
      body: { code: 'place.unknown' },
    })
    expect(await world.send('nobody', 'GET', '/api/care?lng=120')).toMatchObject({ status: 400 })
  })

  it('tells the hours of the office once they are known', async () => {
    const { body } = await world.send('nobody', 'GET', '/api/care?code=YX01')
    const patched = await world.app.inject({
      method: 'PATCH',
      url: `/api/organisations/${body.community.id}`,
      headers: { 'x-as': 'admin' },
      payload: { hours: '周一至周五 8:30–17:30' },
    })
    expect(patched.statusCode).toBe(200)
    expect((await world.send('nobody', 'GET', '/api/care?code=YX01')).body.community.hours).toBe(
      '周一至周五 8:30–17:30',
    )
  })
})

describe('the code to scan', () => {
  it('is a drawing that may be kept for a day, for places and for grids', async () => {
    for (const code of ['YX01', codes.west]) {
      const answer = await world.app.inject({ method: 'GET', url: `/api/qr/${code}.svg` })
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-type']).toBe('image/svg+xml')
      expect(answer.headers['cache-control']).toBe('public, max-age=86400')
      expect(answer.body).toMatch(/^<svg .*<\/svg>/s)
    }
    const [one, other] = await Promise.all(
      ['YX01', codes.west].map((code) => world.app.inject({ method: 'GET', url: `/api/qr/${code}.svg` })),
    )
    expect(one!.body).not.toBe(other!.body)
  })

  it('is not made for what does not exist', async () => {
    expect((await world.app.inject({ method: 'GET', url: '/api/qr/NONE.svg' })).statusCode).toBe(404)
    expect((await world.app.inject({ method: 'GET', url: '/api/qr/a%20b.svg' })).statusCode).toBe(400)
  })
})
