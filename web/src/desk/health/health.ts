/** What `/api/health` tells. */
export interface Health {
  at: string
  version: string
  node: string
  stage: string
  uptime_seconds: number
  memory_bytes: number
  disk: { bytes: number; free: number } | null
  sweep: { lag_seconds: number }
  last_backup: { at: string; bytes: number } | null
  messages: { waiting: number; failed: number }
  rules: { pack: string; hash: string; reloaded_at: string | null; differs: boolean }
  failed_jobs: { id: string; task: string; attempts: number; error: string; at: string }[]
  database: {
    version: string
    bytes: number
    events: number
    connections: { used: number; idle: number; waiting: number }
  }
  cursors: { name: string; lag_seconds: number; moved_at: string }[]
  deadlines: { running: number; overdue: number }
  jobs: { waiting: number; failed: number }
  last_seal: { day: string; sealed_at: string; through_event: number } | null
}

/** A consumer that has waited this long is stuck: the server itself then says that it is not ready. */
const patienceSeconds = 300
/** The sweep looks once a second; a minute says that none runs. */
const sweepPatienceSeconds = 60
const leastFreeShare = 0.1
const backupEvery = 48 * 3_600_000

export type Part =
  | 'service'
  | 'database'
  | 'jobs'
  | 'cursors'
  | 'sweep'
  | 'disk'
  | 'backup'
  | 'messages'
  | 'rules'

/** Which parts need somebody. A demonstration needs no backup. */
export function troublesOf(health: Health, isDemo: boolean): Set<Part> {
  const { disk, last_backup: backup } = health
  const tests: Record<Part, boolean> = {
    service: health.stage !== 'ready',
    database: health.database.connections.waiting > 0,
    jobs: health.jobs.failed > 0,
    cursors: health.cursors.some(({ lag_seconds }) => lag_seconds > patienceSeconds),
    sweep: health.sweep.lag_seconds > sweepPatienceSeconds,
    disk: disk !== null && disk.free < leastFreeShare * disk.bytes,
    backup: !isDemo && (!backup || Date.parse(health.at) - Date.parse(backup.at) > backupEvery),
    messages: health.messages.failed > 0,
    rules: health.rules.differs,
  }
  return new Set((Object.keys(tests) as Part[]).filter((part) => tests[part]))
}
