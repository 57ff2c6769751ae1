import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { projectRoot } from '../configuration.ts'
import type { House } from '../house.ts'
import type { Api } from '../http/index.ts'
import { Problem } from '../problems.ts'
import { lastSeal } from '../timeline/seal.ts'
import { figuresOf } from './figures.ts'
import { metricsOf } from './metrics.ts'
import { consumerLags, type Lifecycle, requireReady } from './readiness.ts'
import { sameSecret } from './secret.ts'

export interface HealthOptions {
  lifecycle: Lifecycle
  /** Lets a collector on another machine read `/metrics`: `Authorization: Bearer …`. */
  metricsToken?: string
}

const loopback = /^(127\.|::1$|::ffff:127\.)/

/** A proxy on this machine also connects from loopback, and names whom it speaks for. */
function mayCollect(request: FastifyRequest, token: string | undefined): boolean {
  const offered = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (token && offered) return sameSecret(offered, token)
  return (
    loopback.test(request.socket.remoteAddress ?? '') &&
    !request.headers['x-forwarded-for'] &&
    !request.headers.forwarded
  )
}

const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }

/** Must be registered before the other APIs: it counts only requests to routes that come after it. */
export function healthApi(house: House, options: HealthOptions): Api {
  const { lifecycle, metricsToken = process.env.LIANXIN_METRICS_TOKEN || undefined } = options
  const figures = figuresOf(house)
  const metrics = metricsOf(house, figures)
  const api: Api = async (app) => {
    app.addHook('onResponse', async (request, reply) => metrics.observe(request, reply))

    app.get('/healthz', { schema: { hide: true }, config: { rateLimit: false } }, async () => ({
      status: 'alive',
    }))

    app.get('/readyz', { schema: { hide: true }, config: { rateLimit: false } }, async () => {
      await requireReady(house, lifecycle)
      return { status: 'ready' }
    })

    app.get('/metrics', { schema: { hide: true }, config: { rateLimit: false } }, async (request, reply) => {
      if (!mayCollect(request, metricsToken)) throw new Problem('permission.denied')
      return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
    })

    app.get(
      '/api/health',
      {
        config: { permission: 'health.read' },
        schema: { summary: '运行状况 / how the system is doing', response: { 200: HealthShown } },
      },
      async () => {
        const [database, lags, counts, seal] = await Promise.all([
          databaseOf(house),
          consumerLags(house),
          figures(),
          lastSeal(house.pool),
        ])
        return {
          version,
          node: process.version,
          stage: lifecycle.stage,
          uptime_seconds: Math.round(process.uptime()),
          memory_bytes: process.memoryUsage.rss(),
          database,
          cursors: lags.map((lag) => ({
            name: lag.name,
            lag_seconds: Math.round(lag.seconds),
            moved_at: lag.movedAt.toISOString(),
          })),
          deadlines: { running: counts.deadlinesRunning, overdue: counts.deadlinesOverdue },
          jobs: { waiting: counts.jobsWaiting, failed: counts.jobsFailed },
          last_seal: seal
            ? { day: seal.day, sealed_at: seal.sealed_at, through_event: seal.through_event }
            : null,
        }
      },
    )
  }
  // Hooks of a plugin reach its siblings only where it has no context of its own.
  return Object.assign(api, { [Symbol.for('skip-override')]: true })
}

const HealthShown = Type.Object({
  version: Type.String(),
  node: Type.String(),
  stage: Type.String(),
  uptime_seconds: Type.Integer(),
  memory_bytes: Type.Integer(),
  database: Type.Object({
    version: Type.String(),
    bytes: Type.Integer(),
    events: Type.Integer(),
    connections: Type.Object({ used: Type.Integer(), idle: Type.Integer(), waiting: Type.Integer() }),
  }),
  cursors: Type.Array(
    Type.Object({ name: Type.String(), lag_seconds: Type.Integer(), moved_at: Type.String() }),
  ),
  deadlines: Type.Object({ running: Type.Integer(), overdue: Type.Integer() }),
  jobs: Type.Object({ waiting: Type.Integer(), failed: Type.Integer() }),
  last_seal: Type.Union([
    Type.Object({ day: Type.String(), sealed_at: Type.String(), through_event: Type.Integer() }),
    Type.Null(),
  ]),
})

async function databaseOf(house: House) {
  const { rows } = await sql<{ version: string; bytes: number; events: number }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
           (select coalesce(max(id), 0) from timeline) as events`.execute(house.db)
  const { pool } = house
  return {
    ...rows[0]!,
    connections: { used: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount },
  }
}
