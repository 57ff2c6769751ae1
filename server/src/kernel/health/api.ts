import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { recordLook } from '../audit/index.ts'
import { projectRoot } from '../configuration.ts'
import type { House } from '../house.ts'
import type { Api } from '../http/index.ts'
import { Problem } from '../problems.ts'
import { lastSeal } from '../timeline/seal.ts'
import { failedJobs, retryFailedJobs } from './failed-jobs.ts'
import { figuresOf } from './figures.ts'
import { metricsOf } from './metrics.ts'
import { consumerLags, type Lifecycle, requireReady } from './readiness.ts'
import { sameSecret } from './secret.ts'
import { diskOf, lastBackup, messagesOf, rulesOfServer, sweepOf } from './surroundings.ts'

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
        const [database, lags, counts, seal, disk, sweep, backup, messages, rules, failed] =
          await Promise.all([
            databaseOf(house),
            consumerLags(house),
            figures(),
            lastSeal(house.pool),
            diskOf(house),
            sweepOf(house),
            lastBackup(house),
            messagesOf(house),
            rulesOfServer(house),
            failedJobs(house.db),
          ])
        return {
          at: house.now().toISOString(),
          version,
          disk,
          sweep: { lag_seconds: sweep.lagSeconds },
          last_backup: backup && { at: backup.at.toISOString(), bytes: backup.bytes },
          messages,
          rules,
          failed_jobs: failed.map((job) => ({ ...job, at: job.at.toISOString() })),
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

    app.post(
      '/api/health/retry-jobs',
      {
        config: { permission: 'job.retry' },
        schema: {
          summary: '重试失败的后台任务 / try the failed jobs again',
          response: { 200: Type.Object({ retried: Type.Integer() }) },
        },
      },
      async (request) => {
        const retried = await retryFailedJobs(house.db)
        await recordLook(house.db, {
          actor: request.actor,
          action: 'job.retry',
          reason: String(retried),
          outcome: 'done',
        })
        return { retried }
      },
    )
  }
  // Hooks of a plugin reach its siblings only where it has no context of its own.
  return Object.assign(api, { [Symbol.for('skip-override')]: true })
}

const Time = Type.String({ format: 'date-time' })
const OrNull = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

const HealthShown = Type.Object({
  at: Time,
  disk: OrNull(Type.Object({ bytes: Type.Number(), free: Type.Number() })),
  sweep: Type.Object({ lag_seconds: Type.Integer() }),
  last_backup: OrNull(Type.Object({ at: Time, bytes: Type.Number() })),
  messages: Type.Object({ waiting: Type.Integer(), failed: Type.Integer() }),
  rules: Type.Object({
    pack: Type.String(),
    hash: Type.String(),
    reloaded_at: OrNull(Time),
    differs: Type.Boolean({ description: 'Another server goes by other rules since today' }),
  }),
  failed_jobs: Type.Array(
    Type.Object({
      id: Type.String(),
      task: Type.String(),
      attempts: Type.Integer(),
      error: Type.String(),
      at: Time,
    }),
  ),
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
