import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import {
  type FastifyPluginAsyncTypebox,
  type TypeBoxTypeProvider,
  TypeBoxValidatorCompiler,
} from '@fastify/type-provider-typebox'
import Fastify, { type FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { baseMapHosts } from '../base-map.ts'
import type { House } from '../house.ts'
import { type Action, type Actor, anonymous, requireAction } from '../permissions/index.ts'
import { Problem } from '../problems.ts'
import { installJsonBody } from './json-body.ts'
import { answerProblem, installProblems } from './problems.ts'

export { cursorOf, readCursor } from './cursor.ts'
export { entityTag, holdsAlready } from './entity-tag.ts'
export { faultsOf, sentenceOf, type ValidationEntry } from './validation.ts'

/** What a route must say of itself: an action of the matrix, or that anybody (signed in) may call it. */
export type RoutePermission = Action | 'public' | 'signed_in'

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: RoutePermission
  }
  interface FastifyRequest {
    actor: Actor
  }
}

export type Api = FastifyPluginAsyncTypebox

export interface AppOptions {
  house: House
  /** Resolves the session cookie to an actor; anonymous where there is none. */
  identify(request: FastifyRequest): Promise<Actor>
  apis: Api[]
  /** Called for pages: everything outside `/api` and `/open311`. */
  pages?: Api
  logger?: boolean | object
  /** Requests a minute and address. Tests and benches raise it. */
  requestsPerMinute?: number
}

const loopback = /^(127\.|::1$|::ffff:127\.)/

function isLocalTool(request: FastifyRequest, behindProxy: boolean): boolean {
  return (
    !behindProxy && !request.headers['x-forwarded-for'] && loopback.test(request.socket.remoteAddress ?? '')
  )
}

/** What the log keeps of a request: its route, never its address, which holds codes and judging links. */
const logged = ({ id, method, routeOptions }: FastifyRequest) => ({
  id,
  method,
  route: routeOptions?.url ?? null,
})

/** Builds the HTTP edge. Routes live in the features' `api.ts`. */
export async function buildApp(options: AppOptions) {
  const { house } = options
  const app = Fastify({
    logger: options.logger
      ? { ...(options.logger === true ? {} : options.logger), serializers: { req: logged } }
      : false,
    trustProxy: house.configuration.trustProxy,
    bodyLimit: 1024 * 1024,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 60_000,
    frameworkErrors: answerProblem,
    forceCloseConnections: 'idle',
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler((route) => {
    const check = TypeBoxValidatorCompiler(route as Parameters<typeof TypeBoxValidatorCompiler>[0])
    // The compiler checks and does not fill in: a page size that was left out would be refused as missing.
    return (value) =>
      check(route.httpPart === 'querystring' ? Value.Default(route.schema as TSchema, value) : value)
  })
  installJsonBody(app)
  installProblems(app)

  app.decorateRequest('actor')
  const mapHosts = baseMapHosts(house.configuration.baseMap)
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // Sealing in the browser runs WebAssembly of our own; no text is ever evaluated as script.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...mapHosts],
        connectSrc: ["'self'", ...mapHosts],
        workerSrc: ["'self'", 'blob:'],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: house.configuration.publicUrl.startsWith('https:') ? undefined : false,
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(cookie)
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] })
  await app.register(rateLimit, {
    max: options.requestsPerMinute ?? 1200,
    timeWindow: 60_000,
    // `lianxin replay` and the operator's own tools; whoever comes through a proxy names itself and is counted.
    allowList: (request) =>
      !options.requestsPerMinute && isLocalTool(request, house.configuration.trustProxy),
    errorResponseBuilder: (_request, context) =>
      new Problem('rate.limited', { headers: { 'retry-after': String(Math.ceil(context.ttl / 1000)) } }),
  })
  await app.register(multipart, {
    limits: { fileSize: 12 * 1024 * 1024, files: 9, fields: 20, fieldSize: 64 * 1024 },
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Lianxin 连心',
        version: '1',
        description:
          '党建引领网格化基层治理的开放接口 / the open interface of grid-based grassroots governance',
      },
    },
  })
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { deepLinking: true },
    staticCSP: true,
  })

  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/') || route.url.startsWith('/api/docs')) return
    if (route.method === 'HEAD' || route.method === 'OPTIONS') return
    if (!route.config?.permission)
      throw new Error(`${String(route.method)} ${route.url} does not declare its permission`)
  })
  app.addHook('onRequest', async (request) => {
    request.actor = anonymous
    if (request.url.startsWith('/api/') || request.url.startsWith('/open311/'))
      request.actor = await options.identify(request)
  })
  // A foreign page must not act with our cookie: browsers say where a request comes from.
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    const site = request.headers['sec-fetch-site']
    if (request.headers.cookie && site === 'cross-site')
      throw new Problem('permission.denied', {
        zh: '不接受来自其他网站的操作',
        en: 'Cross-site requests are refused',
      })
  })
  // Before the body is even read: who may not call it learns nothing of what it would take.
  app.addHook('onRequest', async (request) => {
    const permission = request.routeOptions.config.permission
    if (!permission || permission === 'public') return
    if (permission === 'signed_in') {
      if (request.actor.kind === 'anonymous') throw new Problem('identity.required')
      return
    }
    requireAction(request.actor, permission)
  })

  app.get('/api/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, async () =>
    app.swagger(),
  )
  for (const api of options.apis) await app.register(api)
  if (options.pages) await app.register(options.pages)
  app.setNotFoundHandler((request) => {
    throw new Problem('not_found', { extra: { path: request.url.split('?')[0] } })
  })
  return app
}

export type App = Awaited<ReturnType<typeof buildApp>>
