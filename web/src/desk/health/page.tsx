import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { get } from '../../foundation/api.ts'
import { spanWords, stampWords } from '../../foundation/time.ts'
import { useSheetWords } from '../../foundation/visual-language/words.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords, type WordKey } from '../words/index.ts'
import { DemonstrationSection } from './demonstration.tsx'
import { type Health, type Part, troublesOf } from './health.ts'
import { FailedJobs } from './trouble.tsx'

const part = (bytes: number) =>
  bytes > 10 * 1024 ** 3 ? `${Math.round(bytes / 1024 ** 3)} GB` : megabytes(bytes)
const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`

const remedies: Record<Part, WordKey> = {
  service: 'operator.doService',
  database: 'operator.doDatabase',
  jobs: 'operator.doJobs',
  cursors: 'operator.doCursors',
  sweep: 'operator.doSweep',
  disk: 'operator.doDisk',
  backup: 'operator.doBackup',
  messages: 'operator.doMessages',
  rules: 'operator.doRules',
}

interface CardProps {
  title: string
  /** Left out for what is neither good nor bad. */
  part?: Part
  troubles: Set<Part>
  children: ReactNode
}

function Card({ title, part, troubles, children }: CardProps) {
  const say = useWords()
  const bad = part && troubles.has(part)
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
      {bad && (
        <p className="desk-remedy" role="alert">
          <strong>{say('operator.whatToDo')}</strong> {say(remedies[part])}
        </p>
      )}
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
  const saySheet = useSheetWords()
  const me = useMyself()
  const { data, error, refetch } = useQuery({
    queryKey: ['health'],
    queryFn: () => get<Health>('/api/health'),
    refetchInterval: 15_000,
  })
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  const troubles = troublesOf(data, me.demo)
  return (
    <>
      <PageHead title={say('health.title')} hint={say('health.refreshHint')}>
        <WayLink to="/visual-language">{saySheet('title')}</WayLink>
        <span className="desk-flag desk-overall" data-tone={troubles.size > 0 ? 'red' : 'green'}>
          {troubles.size > 0 ? say('operator.troubles', { n: troubles.size }) : say('operator.allGood')}
        </span>
      </PageHead>
      <div className="desk-columns">
        {me.demo && me.may('demonstration.steer') && <DemonstrationSection />}
        <Card title={say('health.service')} part="service" troubles={troubles}>
          <Fact name={say('health.version')}>{data.version}</Fact>
          <Fact name="Node">{data.node}</Fact>
          <Fact name={say('health.uptime')}>{spanWords(data.uptime_seconds * 1000)}</Fact>
          <Fact name={say('health.memory')}>{megabytes(data.memory_bytes)}</Fact>
        </Card>
        <Card title={say('health.database')} part="database" troubles={troubles}>
          <Fact name="PostgreSQL">{data.database.version}</Fact>
          <Fact name={say('health.size')}>{megabytes(data.database.bytes)}</Fact>
          <Fact name={say('health.events')}>{data.database.events}</Fact>
          <Fact name={say('health.connections')}>
            {data.database.connections.used} /{' '}
            {data.database.connections.used + data.database.connections.idle}
          </Fact>
          <Fact name={say('health.waitingConnections')}>{data.database.connections.waiting}</Fact>
        </Card>
        <Card title={say('operator.sweep')} part="sweep" troubles={troubles}>
          <Fact name={say('operator.sweepLag')}>
            {data.sweep.lag_seconds < 5 ? say('health.caughtUp') : spanWords(data.sweep.lag_seconds * 1000)}
          </Fact>
          <Fact name={say('health.running')}>{data.deadlines.running}</Fact>
          <Fact name={say('health.overdue')}>{data.deadlines.overdue}</Fact>
        </Card>
        <Card title={say('health.jobs')} part="jobs" troubles={troubles}>
          <Fact name={say('health.waitingJobs')}>{data.jobs.waiting}</Fact>
          <Fact name={say('health.failedJobs')}>{data.jobs.failed}</Fact>
          <FailedJobs jobs={data.failed_jobs} />
        </Card>
        <Card title={say('health.cursors')} part="cursors" troubles={troubles}>
          {data.cursors.map((cursor) => (
            <Fact key={cursor.name} name={cursor.name}>
              <span title={stampWords(cursor.moved_at)}>
                {cursor.lag_seconds === 0 ? say('health.caughtUp') : spanWords(cursor.lag_seconds * 1000)}
              </span>
            </Fact>
          ))}
        </Card>
        <Card title={say('operator.disk')} part="disk" troubles={troubles}>
          {data.disk ? (
            <>
              <Fact name={say('operator.diskFree')}>{part(data.disk.free)}</Fact>
              <Fact name={say('operator.diskSize')}>{part(data.disk.bytes)}</Fact>
            </>
          ) : (
            <p className="desk-soft">{say('state.unknown')}</p>
          )}
        </Card>
        <Card title={say('operator.backup')} {...(me.demo ? {} : { part: 'backup' })} troubles={troubles}>
          {data.last_backup ? (
            <>
              <Fact name={say('operator.lastBackup')}>{stampWords(data.last_backup.at)}</Fact>
              <Fact name={say('operator.bytes')}>{part(data.last_backup.bytes)}</Fact>
            </>
          ) : (
            <p className="desk-soft">{say('operator.noBackup')}</p>
          )}
        </Card>
        <Card title={say('operator.messages')} part="messages" troubles={troubles}>
          <Fact name={say('operator.waiting')}>{data.messages.waiting}</Fact>
          <Fact name={say('operator.failed')}>{data.messages.failed}</Fact>
        </Card>
        <Card title={say('operator.rulesOfServer')} part="rules" troubles={troubles}>
          <Fact name={say('rules.pack')}>
            {data.rules.pack} <code title={data.rules.hash}>{data.rules.hash.slice(0, 8)}</code>
          </Fact>
          <Fact name={say('operator.reloadedAt')}>
            {data.rules.reloaded_at ? stampWords(data.rules.reloaded_at) : say('operator.never')}
          </Fact>
          <Fact name={say('operator.rulesOfServer')}>
            {say(data.rules.differs ? 'operator.rulesDiffer' : 'operator.rulesSame')}
          </Fact>
        </Card>
        <Card title={say('health.seal')} troubles={troubles}>
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
