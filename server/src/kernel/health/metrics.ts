import type { FastifyReply, FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { House } from '../house.ts'
import type { Figures } from './figures.ts'
import { consumerLags } from './readiness.ts'

/** The metrics of one house. Labels are route patterns and statuses, never what was in them. */
export function metricsOf(house: House, figures: () => Promise<Figures>) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Counter({
    name: 'lianxin_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'] as const,
    registers,
  })
  const durations = new Histogram({
    name: 'lianxin_request_seconds',
    help: 'Time until the answer was sent',
    labelNames: ['method', 'route'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  new Gauge({
    name: 'lianxin_pool_connections',
    help: 'Database connections: in use, idle, and requests that wait for one',
    labelNames: ['state'] as const,
    registers,
    collect() {
      this.set({ state: 'used' }, house.pool.totalCount - house.pool.idleCount)
      this.set({ state: 'idle' }, house.pool.idleCount)
      this.set({ state: 'waiting' }, house.pool.waitingCount)
    },
  })
  new Gauge({
    name: 'lianxin_consumer_lag_seconds',
    help: 'How long the next event has been waiting for each consumer of the timeline',
    labelNames: ['consumer'] as const,
    registers,
    async collect() {
      this.reset()
      for (const lag of await consumerLags(house)) this.set({ consumer: lag.name }, lag.seconds)
    },
  })
  const counted = (name: string, help: string, read: (figures: Figures) => number) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(read(await figures()))
      },
    })
  counted('lianxin_deadlines_running', 'Deadlines that run', (taken) => taken.deadlinesRunning)
  counted(
    'lianxin_deadlines_overdue',
    'Deadlines that run and are past due',
    (taken) => taken.deadlinesOverdue,
  )
  counted('lianxin_jobs_waiting', 'Jobs that are due and not taken', (taken) => taken.jobsWaiting)
  counted('lianxin_jobs_failed', 'Jobs that were given up', (taken) => taken.jobsFailed)

  return {
    registry,
    observe(request: FastifyRequest, reply: FastifyReply) {
      const route = request.routeOptions.url ?? 'none'
      const { method } = request
      requests.inc({ method, route, status: reply.raw.statusCode })
      // A stream stays open for hours: its length says nothing of how fast anybody was answered.
      if (!String(reply.raw.getHeader('content-type') ?? '').startsWith('text/event-stream'))
        durations.observe({ method, route }, reply.elapsedTime / 1000)
    },
  }
}
