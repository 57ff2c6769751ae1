import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { get } from '../../foundation/api.ts'
import { spanWords, stampWords } from '../../foundation/time.ts'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'

interface Health {
  version: string
  node: string
  stage: string
  uptime_seconds: number
  memory_bytes: number
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

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`

function Card({ title, bad, children }: { title: string; bad?: boolean; children: ReactNode }) {
  const say = useWords()
  return (
    <section className="desk-section desk-health" data-bad={bad ? '' : undefined}>
      <h2>
        {title}
        {bad !== undefined && (
          <span className="desk-flag" data-tone={bad ? 'red' : 'green'}>
            {say(bad ? 'health.bad' : 'health.good')}
          </span>
        )}
      </h2>
      {children}
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <p className="desk-fact">
      <span>{name}</span>
      <strong>{children}</strong>
    </p>
  )
}

/** How the system is doing. */
export function HealthPage() {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['health'],
    queryFn: () => get<Health>('/api/health'),
    refetchInterval: 15_000,
  })
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  return (
    <>
      <PageHead title={say('health.title')} hint={say('health.refreshHint')} />
      <div className="desk-columns">
        <Card title={say('health.service')} bad={data.stage !== 'ready'}>
          <Fact name={say('health.version')}>{data.version}</Fact>
          <Fact name="Node">{data.node}</Fact>
          <Fact name={say('health.uptime')}>{spanWords(data.uptime_seconds * 1000)}</Fact>
          <Fact name={say('health.memory')}>{megabytes(data.memory_bytes)}</Fact>
        </Card>
        <Card title={say('health.database')} bad={data.database.connections.waiting > 0}>
          <Fact name="PostgreSQL">{data.database.version}</Fact>
          <Fact name={say('health.size')}>{megabytes(data.database.bytes)}</Fact>
          <Fact name={say('health.events')}>{data.database.events}</Fact>
          <Fact name={say('health.connections')}>
            {data.database.connections.used} /{' '}
            {data.database.connections.used + data.database.connections.idle}
          </Fact>
          <Fact name={say('health.waitingConnections')}>{data.database.connections.waiting}</Fact>
        </Card>
        <Card title={say('health.deadlines')}>
          <Fact name={say('health.running')}>{data.deadlines.running}</Fact>
          <Fact name={say('health.overdue')}>{data.deadlines.overdue}</Fact>
        </Card>
        <Card title={say('health.jobs')} bad={data.jobs.failed > 0}>
          <Fact name={say('health.waitingJobs')}>{data.jobs.waiting}</Fact>
          <Fact name={say('health.failedJobs')}>{data.jobs.failed}</Fact>
        </Card>
        <Card
          title={say('health.cursors')}
          bad={data.cursors.some(({ lag_seconds }) => lag_seconds > patienceSeconds)}
        >
          {data.cursors.map((cursor) => (
            <Fact key={cursor.name} name={cursor.name}>
              <span title={stampWords(cursor.moved_at)}>
                {cursor.lag_seconds === 0 ? say('health.caughtUp') : spanWords(cursor.lag_seconds * 1000)}
              </span>
            </Fact>
          ))}
        </Card>
        <Card title={say('health.seal')}>
          {data.last_seal ? (
            <>
              <Fact name={say('health.sealDay')}>{data.last_seal.day}</Fact>
              <Fact name={say('health.sealedAt')}>{stampWords(data.last_seal.sealed_at)}</Fact>
              <Fact name={say('health.through')}>{data.last_seal.through_event}</Fact>
            </>
          ) : (
            <p className="desk-soft">{say('health.noSeal')}</p>
          )}
        </Card>
      </div>
    </>
  )
}
