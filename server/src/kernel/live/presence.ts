import type pg from 'pg'
import type { House } from '../house.ts'
import type { Actor } from '../permissions/index.ts'

/** Whether this member of staff may see the subject at all. */
export type PresenceDoor = (actor: Actor, subjectId: string) => Promise<boolean>

export interface Present {
  person_id: string
  name: string
}

const doors = new Set<PresenceDoor>()
const channel = 'lianxin_presence'
const forgottenAfterMilliseconds = 45_000

/** A feature says who may know who else is looking at its subjects. @returns takes it back */
export function registerPresenceDoor(door: PresenceDoor): () => void {
  doors.add(door)
  return () => void doors.delete(door)
}

export async function mayLookAt(actor: Actor, subjectId: string): Promise<boolean> {
  if (actor.kind !== 'staff' || !actor.personId) return false
  for (const door of doors) if (await door(actor, subjectId)) return true
  return false
}

interface Sign extends Present {
  subject_id: string
}

export interface Presence {
  /** Somebody looks at a subject, now. @returns everybody who does, themselves left out */
  show(actor: Actor, subjectId: string): Promise<Present[]>
  of(subjectId: string): Present[]
  stop(): Promise<void>
}

/**
 * Who is looking at what, in memory alone and for less than a minute; nothing of it is stored. Servers tell
 * each other by PostgreSQL's notifications; behind a pooler that drops them, each knows its own people.
 */
export function presence(house: House, changed: (subjectId: string) => void): Presence {
  const subjects = new Map<string, Map<string, { name: string; at: number }>>()
  let listening: Promise<pg.PoolClient | undefined> | undefined

  function forget(subjectId: string): void {
    const people = subjects.get(subjectId)
    for (const [personId, { at }] of people ?? [])
      if (performance.now() - at > forgottenAfterMilliseconds) people!.delete(personId)
    if (people?.size === 0) subjects.delete(subjectId)
  }

  function note(sign: Sign): void {
    for (const subjectId of [...subjects.keys()]) forget(subjectId)
    const people = subjects.get(sign.subject_id) ?? new Map()
    const isNew = !people.has(sign.person_id)
    people.set(sign.person_id, { name: sign.name, at: performance.now() })
    subjects.set(sign.subject_id, people)
    if (isNew) changed(sign.subject_id)
  }

  async function listen(): Promise<pg.PoolClient | undefined> {
    try {
      const client = await house.pool.connect()
      client.on('notification', (message) => {
        if (message.channel === channel && message.payload) note(JSON.parse(message.payload) as Sign)
      })
      client.on('error', () => {
        listening = undefined
        client.release(true)
      })
      await client.query(`listen ${channel}`)
      return client
    } catch {
      listening = undefined
      return undefined
    }
  }

  const of = (subjectId: string): Present[] => {
    forget(subjectId)
    return [...(subjects.get(subjectId) ?? [])].map(([person_id, { name }]) => ({ person_id, name }))
  }

  return {
    of,
    async show(actor, subjectId) {
      listening ??= listen()
      await listening
      const sign: Sign = { subject_id: subjectId, person_id: actor.personId!, name: actor.name ?? '' }
      note(sign)
      await house.pool.query('select pg_notify($1, $2)', [channel, JSON.stringify(sign)])
      return of(subjectId).filter((present) => present.person_id !== actor.personId)
    },
    async stop() {
      const client = await listening
      client?.release(true)
      listening = undefined
      subjects.clear()
    },
  }
}
