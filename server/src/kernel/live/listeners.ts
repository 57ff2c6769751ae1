import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../permissions/index.ts'
import type { Position } from '../timeline/index.ts'

/** What one open stream costs in memory: this, and its socket. */
export interface Listener {
  actor: Actor
  response: ServerResponse
  /** Reads its session anew; anonymous where that was revoked. */
  identify(): Promise<Actor>
  /** Not let in yet: it hears nothing until it has caught up. */
  waiting: boolean
  /** It had much unread at its last heartbeat. */
  behind: boolean
  /** Where it left off, if it was here before. */
  since: Position | undefined
}

export interface Message {
  id?: string
  event: 'change' | 'presence' | 'ready' | 'reset'
  data: unknown
}

/** A client that lets this much pile up is dropped at once; it comes back and says where it was. */
const mostBuffered = 1024 * 1024
/** A client that has this much unread at two heartbeats in a row is dropped too. */
const mostLeftUnread = 64 * 1024

const written = ({ id, event, data }: Message) =>
  `${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

/** Takes a reply over and makes an event stream of it; `join` it to a feed, which ends it. */
export function openStream(
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  identify: () => Promise<Actor>,
): Listener {
  const { raw } = reply
  const listener: Listener = {
    actor,
    response: raw,
    identify,
    waiting: true,
    behind: false,
    since: readPosition(String(request.headers['last-event-id'] ?? '')),
  }
  reply.hijack()
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    connection: 'close',
  })
  raw.write('retry: 3000\n\n')
  return listener
}

/** Sends a batch at once: what is written in one turn of the event loop only leaves at its end. */
export function send(listener: Listener, messages: Message[]): void {
  const { response } = listener
  if (messages.length === 0 || response.writableEnded || response.destroyed) return
  if (response.writableLength > mostBuffered) response.destroy()
  else response.write(messages.map(written).join(''))
}

export function beat(listener: Listener): void {
  const { response } = listener
  if (response.writableEnded || response.destroyed) return
  const isBehind = response.writableLength > mostLeftUnread
  if (isBehind && listener.behind) response.destroy()
  else response.write(': \n\n')
  listener.behind = isBehind
}

export function positionText(position: Position): string {
  return `${position.xid}-${position.id}`
}

/** Reads `Last-Event-ID`; undefined where it is none of ours. */
export function readPosition(text: string | undefined): Position | undefined {
  const match = /^(\d{1,19})-(\d{1,15})$/.exec(text ?? '')
  return match ? { xid: match[1]!, id: Number(match[2]) } : undefined
}

export function isAfter(a: Position, b: Position): boolean {
  const [left, right] = [BigInt(a.xid), BigInt(b.xid)]
  return left > right || (left === right && a.id > b.id)
}
