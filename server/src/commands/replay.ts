import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse'
import { progressBar } from './progress.ts'

const help = `lianxin replay FILE.csv [--rate N] [--json]

把一份消息（列 time,title,body，其余可省）经公开接口发给正在运行的服务（LIANXIN_URL）。
Sends messages (columns time,title,body; others optional) through the public API of a running server (LIANXIN_URL).
--rate N   每秒最多 N 条 / at most N a second`

export interface Replayed {
  sent: number
  accepted: number
  refused: number
  /** Accepted as following another that stood already. */
  merged: number
  with_owner: number
  with_deadline: number
  per_second: number
  /** Accepted, and the desk is told that the same words stand in an open matter. */
  offered_as_duplicates: number
  refusals: Record<string, number>
}

interface Message {
  title?: string
  body?: string
  lat?: string
  lng?: string
  address?: string
}

const parallel = 8

/** The same message always has the same key: a replay that was cut can be run again without doubling anything. */
const keyOf = (row: number, message: Message) =>
  createHash('sha256')
    .update(JSON.stringify([row, message.title, message.body]))
    .digest('hex')

function asRequest(message: Message) {
  const lat = Number(message.lat)
  const lng = Number(message.lng)
  const placed = message.lat && message.lng && Number.isFinite(lat) && Number.isFinite(lng)
  const title = message.title?.trim()
  return {
    text: message.body?.trim() || title || '',
    ...(title && message.body?.trim() ? { title: [...title].slice(0, 80).join('') } : {}),
    ...(placed ? { location: { lat, lng, ...(message.address ? { address: message.address } : {}) } } : {}),
    anonymous: true,
  }
}

/** How long a server that does not answer is waited for: one that was killed recovers what it had accepted. */
const patienceMilliseconds = 180_000
const answerMilliseconds = 60_000

interface Answer {
  status: number
  body: Record<string, unknown>
}

async function post(url: string, message: Message, key: string): Promise<Answer> {
  const until = Date.now() + patienceMilliseconds
  for (let attempt = 0; ; attempt++) {
    let wait = Math.min(2000, 100 * 2 ** attempt)
    try {
      const response = await fetch(`${url}/api/requests`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(asRequest(message)),
        signal: AbortSignal.timeout(answerMilliseconds),
      })
      if (response.status === 429) wait = 1000 * Number(response.headers.get('retry-after') ?? 1)
      else if (response.status < 500 || Date.now() > until)
        return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    } catch (error) {
      if (Date.now() > until) throw error
    }
    await new Promise((wake) => setTimeout(wake, wait))
  }
}

/** Sends the whole file. Cut connections and a server that restarts are waited for; the keys keep each message single. */
export async function replayFile(
  file: string,
  url: string,
  options: { rate?: number; onProgress?: (sent: number) => void } = {},
): Promise<Replayed> {
  const counts = {
    sent: 0,
    accepted: 0,
    refused: 0,
    merged: 0,
    with_owner: 0,
    with_deadline: 0,
    offered_as_duplicates: 0,
  }
  const refusals: Record<string, number> = {}
  const began = performance.now()
  const rows = createReadStream(file).pipe(
    parse({ columns: true, bom: true, skip_empty_lines: true, relax_column_count: true }),
  )
  const running = new Set<Promise<void>>()
  let row = 0
  for await (const message of rows as AsyncIterable<Message>) {
    row++
    if (options.rate) {
      const wait = began + (row / options.rate) * 1000 - performance.now()
      if (wait > 0) await new Promise((wake) => setTimeout(wake, wait))
    }
    const one = post(url, message, keyOf(row, message)).then(({ status, body }) => {
      counts.sent++
      if (status === 201) {
        counts.accepted++
        if (body.state === 'following') counts.merged++
        if ((body.owner as { name?: string } | null)?.name) counts.with_owner++
        if (body.deadline || body.state === 'following') counts.with_deadline++
        if ((body.duplicates as string[])?.length) counts.offered_as_duplicates++
      } else {
        counts.refused++
        const why = String(body.code ?? status)
        refusals[why] = (refusals[why] ?? 0) + 1
      }
      options.onProgress?.(counts.sent)
    })
    running.add(one)
    one.finally(() => running.delete(one)).catch(() => {})
    if (running.size >= parallel) await Promise.race(running)
  }
  await Promise.all(running)
  const seconds = (performance.now() - began) / 1000
  return { ...counts, per_second: Math.round(counts.sent / Math.max(seconds, 0.001)), refusals }
}

export async function replay(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { rate: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const file = positionals[0]
  if (!file || !existsSync(file)) {
    console.error(file ? `没有这个文件 / no such file: ${file}` : help)
    return 2
  }
  const rate = values.rate === undefined ? undefined : Number(values.rate)
  if (rate !== undefined && !(rate > 0)) {
    console.error(`--rate 应为正数 / --rate must be a positive number: ${values.rate}`)
    return 2
  }
  const url = process.env.LIANXIN_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`
  const bar = progressBar('messages')
  const result = await replayFile(file, url, {
    ...(rate ? { rate } : {}),
    onProgress: (sent) => bar.at(sent, sent),
  })
  bar.end()
  if (values.json) console.log(JSON.stringify(result))
  else
    console.log(
      [
        `已发送 sent ${result.sent}，受理 accepted ${result.accepted}，拒收 refused ${result.refused}，并案 merged ${result.merged}`,
        `有主办 with owner ${result.with_owner}，有时限 with deadline ${result.with_deadline}，提示重复 offered as duplicates ${result.offered_as_duplicates}`,
        `${result.per_second} 条/秒 a second`,
        ...Object.entries(result.refusals).map(([why, n]) => `  ${why}: ${n}`),
      ].join('\n'),
    )
  return 0
}
