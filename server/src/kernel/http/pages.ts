import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problems.ts'
import type { Api } from './index.ts'

/** Addresses that the pages answer themselves, by the page that holds them. */
const faces: Record<string, string[]> = {
  'index.html': [
    '/',
    '/p/:code',
    '/r',
    '/r/:code',
    '/judge/:token',
    '/care',
    '/certificate',
    '/care/:code',
    '/my',
    '/my/:number',
    '/sign-in',
    '/sent',
    '/visual-language',
    '/privacy',
  ],
  'desk.html': ['/desk', '/desk/*'],
  'field.html': ['/field', '/field/*', '/field.html'],
  'screen.html': ['/screen', '/screen/*'],
}

/** What the field face needs beside its page to open without a network; asked for anew each time, never kept. */
const fieldFiles: Record<string, string> = {
  '/field-worker.js': 'text/javascript; charset=utf-8',
  '/field.webmanifest': 'application/manifest+json; charset=utf-8',
  '/icons/field.svg': 'image/svg+xml',
  '/icons/field-192.png': 'image/png',
  '/icons/field-512.png': 'image/png',
}

const notPages = /^\/(api|open311|assets|healthz|readyz|metrics)(\/|$)/

/**
 * Serves the built pages: hashed assets for a year, compressed when they were built; pages themselves always asked for
 * anew. An unknown address gets the resident's page with status 404, which says so in words; `/api` never does.
 */
export function pages(distFolder: string): Api {
  return async (app) => {
    await app.register(fastifyStatic, {
      root: join(distFolder, 'assets'),
      prefix: '/assets/',
      preCompressed: true,
      maxAge: '365d',
      immutable: true,
      index: false,
    })

    const show = (reply: FastifyReply, page: string, status = 200) => {
      if (!existsSync(join(distFolder, page)))
        throw new Problem('service.starting', {
          zh: '页面还没有构建好，请稍候',
          en: 'The pages are not built yet',
        })
      return reply
        .status(status)
        .header('cache-control', 'no-cache')
        .sendFile(page, distFolder, { cacheControl: false })
    }

    for (const [page, addresses] of Object.entries(faces))
      for (const address of addresses)
        app.get(address, { schema: { hide: true } }, async (_request, reply) => show(reply, page))

    for (const [address, kind] of Object.entries(fieldFiles))
      app.get(address, { schema: { hide: true } }, async (_request, reply) =>
        reply
          .header('cache-control', 'no-cache')
          .header('service-worker-allowed', '/field')
          .type(kind)
          .sendFile(address.slice(1), distFolder, { cacheControl: false }),
      )

    app.get('/*', { schema: { hide: true } }, async (request: FastifyRequest, reply) => {
      const path = request.url.split('?')[0]!
      const wantsPage = request.headers.accept?.includes('text/html')
      if (notPages.test(path) || !wantsPage) throw new Problem('not_found', { extra: { path } })
      return show(reply, 'index.html', 404)
    })
  }
}
