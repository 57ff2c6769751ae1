import { createHash } from 'node:crypto'

export type Digest = 'sha256' | 'sm3'

export interface ChainedEvent {
  stream: string
  seq: number
  kind: string
  /** Milliseconds are the finest grain: both JavaScript and the stored timestamptz keep them. */
  at: Date
  actorId: string | null
  actorOrganisationId: string | null
  payload: unknown
  personalHash: Buffer | null
}

/** JSON with sorted keys, the same before and after a trip through jsonb. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  const entries = Object.entries(value as Record<string, unknown>)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}

/** Hash of one event over its predecessor's: whoever alters an event must alter every later one, and the daily seal. */
export function chainHash(digest: Digest, previous: Buffer | null, event: ChainedEvent): Buffer {
  const hash = createHash(digest)
  hash.update(previous ?? Buffer.alloc(32))
  hash.update(
    canonical([
      event.stream,
      event.seq,
      event.kind,
      event.at.toISOString(),
      event.actorId,
      event.actorOrganisationId,
      event.payload,
      event.personalHash?.toString('hex') ?? null,
    ]),
  )
  return hash.digest()
}

/** Salted, so that a short text (a phone number) cannot be guessed back from the chain after it was erased. */
export function personalHash(digest: Digest, salt: Buffer, data: unknown): Buffer {
  return createHash(digest).update(salt).update(canonical(data)).digest()
}
