import { createHash, createPublicKey, sign, verify } from 'node:crypto'
import type pg from 'pg'
import { shanghaiDate } from '../calendar/index.ts'
import type { House } from '../house.ts'
import type { JobSet } from '../jobs/index.ts'
import { canonical, chainHash, type Digest } from './chain.ts'
import { sealKey } from './seal-key.ts'
import { type StoredEvent, storedEventColumns } from './verify.ts'

/** One day's seal as it is exported: binary fields in hexadecimal. */
export interface Seal {
  day: string
  /** Every event up to this id, from the one after the previous seal's, lies under this seal. */
  through_event: number
  /** How many chains moved since the previous seal; the others' heads stand in the roots before. */
  streams: number
  digest: Digest
  root: string
  /** Root of the seal before. */
  previous: string | null
  signature: string
  public_key: string
  sealed_at: string
}

export interface SealExport {
  format: 'lianxin-seals-1'
  seals: Seal[]
}

export interface SealBreak {
  day: string
  /** `root`: events under it were altered, added or removed · `previous`: a seal before it was replaced ·
   * `signature`: the seal itself was altered · `key`: signed by a key that is not ours · `missing`, `differs`: against an export. */
  what: 'root' | 'previous' | 'signature' | 'key' | 'missing' | 'differs'
}

const pageSize = 2000
const settleMilliseconds = 90_000

/**
 * Seals today (in Asia/Shanghai): a signed hash over the heads of all chains that moved since the last seal,
 * in the order of their ids, and over that seal's root. Of several servers one seals; a day is sealed once.
 */
export async function sealDay(house: House): Promise<Seal> {
  const key = sealKey(house.configuration.dataFolder)
  const day = shanghaiDate(house.now())
  return inOneTransaction(house.pool, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtext('lianxin.seal'))")
    const before = (await storedSeals(client, 'order by day desc limit 1'))[0]
    if (before && before.day >= day) return before
    const through = await settledEvent(client)
    const digest = house.configuration.digest
    const { root, streams } = await rootOver(
      client,
      digest,
      before?.through_event ?? 0,
      through,
      before?.root ?? null,
    )
    const unsigned = { day, through_event: through, streams, digest, root, previous: before?.root ?? null }
    const signature = sign(null, signedText(unsigned), key.privateKey)
    await client.query(
      `insert into timeline_seals (day, through_event, streams, digest, root, previous, signature, public_key, sealed_at)
       values ($1, $2, $3, $4, decode($5, 'hex'), decode($6, 'hex'), $7, $8, $9)`,
      [day, through, streams, digest, root, unsigned.previous, signature, key.publicKey, house.now()],
    )
    return {
      ...unsigned,
      signature: signature.toString('hex'),
      public_key: key.publicKey,
      sealed_at: house.now().toISOString(),
    }
  })
}

async function inOneTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const done = await work(client)
    await client.query('commit')
    return done
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** The highest event id of which no transaction still at work can hold a lower one. */
async function settledEvent(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ through: number; horizon: string }>(
    'select coalesce(max(id), 0) as through, pg_snapshot_xmax(pg_current_snapshot())::text as horizon from timeline',
  )
  const { through, horizon } = rows[0]!
  for (const started = Date.now(); ; ) {
    const settled = await client.query<{ settled: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as settled',
      [horizon],
    )
    if (settled.rows[0]!.settled) return through
    if (Date.now() - started > settleMilliseconds)
      throw new Error(
        '有事务长时间未结束，今日未能封存 / a transaction stays open, the day could not be sealed',
      )
    await new Promise((wake) => setTimeout(wake, 100))
  }
}

/**
 * The root over the heads that chains have reached in a range of events. Each head is computed anew from the
 * events' content, so a root is wrong as soon as any event under it is.
 */
async function rootOver(
  client: pg.PoolClient,
  digest: Digest,
  after: number,
  through: number,
  previousRoot: string | null,
): Promise<{ root: string; streams: number }> {
  const hash = createHash(digest).update(previousRoot ?? '')
  let streams = 0
  let head: { stream: string; seq: number; hash: Buffer } | undefined
  const close = () => {
    if (!head) return
    streams++
    hash.update(`${head.stream}:${head.seq}:${head.hash.toString('hex')}\n`)
  }
  await client.query('set local cursor_tuple_fraction = 1')
  await client.query(
    `declare sealed_events no scroll cursor for select ${storedEventColumns} from timeline t
     where t.id > ${Number(after)} and t.id <= ${Number(through)} order by t.stream, t.seq`,
  )
  for (;;) {
    const { rows } = await client.query<StoredEvent>(`fetch ${pageSize} from sealed_events`)
    for (const event of rows) {
      if (event.stream !== head?.stream) {
        close()
        head = undefined
      }
      head = {
        stream: event.stream,
        seq: event.seq,
        hash: chainHash(event.digest, head?.hash ?? event.previous, event),
      }
    }
    if (rows.length < pageSize) break
  }
  await client.query('close sealed_events')
  close()
  return { root: hash.digest('hex'), streams }
}

function signedText(seal: Omit<Seal, 'signature' | 'public_key' | 'sealed_at'>): Buffer {
  const { day, through_event, streams, digest, root, previous } = seal
  return Buffer.from(canonical({ day, through_event, streams, digest, root, previous }))
}

async function storedSeals(client: pg.PoolClient | pg.Pool, order: string): Promise<Seal[]> {
  const { rows } = await client.query<Omit<Seal, 'sealed_at'> & { sealed_at: Date }>(
    `select day, through_event, streams, digest, encode(root, 'hex') as root, encode(previous, 'hex') as previous,
            encode(signature, 'hex') as signature, public_key, sealed_at from timeline_seals ${order}`,
  )
  return rows.map((row) => ({ ...row, sealed_at: row.sealed_at.toISOString() }))
}

/** All seals, to be kept where whoever runs the database cannot reach them. */
export async function exportSeals(pool: pg.Pool): Promise<SealExport> {
  return { format: 'lianxin-seals-1', seals: await storedSeals(pool, 'order by day') }
}

export async function lastSeal(pool: pg.Pool): Promise<Seal | undefined> {
  return (await storedSeals(pool, 'order by day desc limit 1'))[0]
}

/**
 * Computes every seal anew. Only keys in `trusted` count; this installation's own is among them.
 * @param options.against seals exported earlier: each must still stand, unchanged
 */
export async function verifySeals(
  house: House,
  options: {
    trusted?: string[]
    against?: SealExport
    onProgress?: (done: number, all: number) => void
  } = {},
): Promise<{ seals: number; breaks: SealBreak[] }> {
  const trusted = new Set([sealKey(house.configuration.dataFolder).publicKey, ...(options.trusted ?? [])])
  const seals = await storedSeals(house.pool, 'order by day')
  const breaks: SealBreak[] = []
  let before: Seal | undefined
  for (const [index, seal] of seals.entries()) {
    const { root, streams } = await inOneTransaction(house.pool, (client) =>
      rootOver(client, seal.digest, before?.through_event ?? 0, seal.through_event, seal.previous),
    )
    if (root !== seal.root || streams !== seal.streams) breaks.push({ day: seal.day, what: 'root' })
    if (seal.previous !== (before?.root ?? null)) breaks.push({ day: seal.day, what: 'previous' })
    if (!trusted.has(seal.public_key)) breaks.push({ day: seal.day, what: 'key' })
    else if (
      !verify(null, signedText(seal), createPublicKey(seal.public_key), Buffer.from(seal.signature, 'hex'))
    )
      breaks.push({ day: seal.day, what: 'signature' })
    before = seal
    options.onProgress?.(index + 1, seals.length)
  }
  const byDay = new Map(seals.map((seal) => [seal.day, seal]))
  for (const kept of options.against?.seals ?? []) {
    const stands = byDay.get(kept.day)
    if (!stands) breaks.push({ day: kept.day, what: 'missing' })
    else if (stands.signature !== kept.signature || stands.root !== kept.root)
      breaks.push({ day: kept.day, what: 'differs' })
  }
  return { seals: seals.length, breaks }
}

/** Seals shortly after midnight in China. */
export function sealJobs(house: House): JobSet {
  return { handlers: { seal_day: async () => void (await sealDay(house)) }, crontab: '5 16 * * * seal_day' }
}
