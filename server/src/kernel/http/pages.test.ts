import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, test } from 'vitest'
import { pages } from './pages.ts'
import { installProblems } from './problems.ts'

const script = `console.log('${'连心'.repeat(800)}')`
let app: FastifyInstance

beforeAll(async () => {
  const dist = mkdtempSync(join(tmpdir(), 'lianxin-pages-'))
  mkdirSync(join(dist, 'assets'))
  writeFileSync(join(dist, 'index.html'), '<title>resident</title>')
  writeFileSync(join(dist, 'desk.html'), '<title>desk</title>')
  writeFileSync(join(dist, 'screen.html'), '<title>wall</title>')
  writeFileSync(join(dist, 'assets', 'page-abc.js'), script)
  writeFileSync(join(dist, 'assets', 'page-abc.js.gz'), gzipSync(script))
  app = Fastify()
  installProblems(app)
  await app.register(pages(dist))
})

const open = (url: string, headers: Record<string, string> = { accept: 'text/html' }) =>
  app.inject({ url, headers })

describe('the built pages', () => {
  test.each(['/', '/?place=B1', '/p/B1', '/r/23456789AB', '/judge/some-token', '/my', '/sign-in'])(
    '%s is the resident’s page and is asked for anew each time',
    async (url) => {
      const answer = await open(url)
      expect(answer.statusCode).toBe(200)
      expect(answer.body).toContain('resident')
      expect(answer.headers['cache-control']).toBe('no-cache')
    },
  )

  test.each(['/desk', '/desk/matters/1'])('%s is the desk', async (url) => {
    expect((await open(url)).body).toContain('desk')
  })

  test.each(['/screen', '/screen/mobilisation/1'])('%s is the wall', async (url) => {
    expect((await open(url)).body).toContain('wall')
  })

  test.each(['/screens', '/no/such/page'])('%s is a page that says it does not exist', async (url) => {
    const answer = await open(url)
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toContain('text/html')
  })

  test.each(['/api/nothing', '/open311/v2/nothing', '/healthz', '/assets/gone.js'])(
    '%s is never answered with a page',
    async (url) => {
      const answer = await open(url)
      expect(answer.statusCode).toBe(404)
      expect(answer.headers['content-type']).not.toContain('text/html')
    },
  )

  test('assets are kept for a year and come compressed as they were built', async () => {
    const answer = await open('/assets/page-abc.js', { 'accept-encoding': 'gzip' })
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(answer.rawPayload.length).toBeLessThan(script.length)
  })

  test('a path cannot climb out of the folder', async () => {
    const answer = await open('/assets/..%2findex.html')
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.body).not.toContain('resident')
  })
})
