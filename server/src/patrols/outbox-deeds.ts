import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { type Command, execute, Refused, requireReadable } from '../matters/index.ts'
import { attach, openFinding, settle } from './findings.ts'
import { type Result, resolve } from './outbox-kept.ts'
import type { Entry } from './outbox-schemas.ts'
import { type Done, endWalk, markPoint, startWalk } from './walks.ts'

/** Does what an entry says was done, in the transaction that takes it. */
export async function carryOut(
  house: House,
  tx: Work,
  actor: Actor,
  entry: Entry,
  done: Done,
): Promise<Result> {
  switch (entry.kind) {
    case 'walk_start':
      return { walk_id: await startWalk(house, tx, actor, done) }
    case 'walk_end': {
      const walkId = await resolve(tx, actor, entry.walk, 'walk_id')
      await endWalk(house, tx, actor, walkId, done)
      return { walk_id: walkId }
    }
    case 'mark': {
      const walkId = await resolve(tx, actor, entry.walk, 'walk_id')
      const { markId, positionKept } = await markPoint(house, tx, actor, { ...entry, walk: walkId }, done)
      return { walk_id: walkId, mark_id: markId, position_kept: positionKept }
    }
    case 'finding': {
      const walk = entry.walk ? await resolve(tx, actor, entry.walk, 'walk_id') : undefined
      const { walk: _, ...words } = entry
      const { id, number, version } = await openFinding(
        house,
        tx,
        actor,
        { ...words, ...(walk ? { walk } : {}) },
        done,
      )
      return { matter_id: id, number, version }
    }
    default:
      return onMatter(house, tx, actor, entry, done)
  }
}

/** Adds apply whatever happened meanwhile; what decides something names the version that it was decided on. */
const addsOnly = new Set(['progress', 'note'])

async function onMatter(
  house: House,
  tx: Work,
  actor: Actor,
  entry: Extract<Entry, { of: string }>,
  done: Done,
): Promise<Result> {
  const matterId = await resolve(tx, actor, entry.of, 'matter_id')
  await requireReadable(tx, actor, matterId)
  const happenedAt = done.time.at
  const run = (command: Command, version?: number) =>
    execute(
      house,
      {
        actor,
        matterId,
        command,
        happenedAt,
        ...(version === undefined ? {} : { version }),
        also: (work) =>
          attach(
            work,
            matterId,
            'photos' in entry ? entry.photos : undefined,
            'purpose' in entry ? (entry.purpose ?? 'after') : 'after',
          ),
      },
      tx,
    )
  switch (entry.kind) {
    case 'settle':
      return {
        matter_id: matterId,
        version: await settle(
          house,
          tx,
          actor,
          { matterId, text: entry.text, ...(entry.photos ? { photos: entry.photos } : {}) },
          happenedAt,
        ),
      }
    case 'carry_up':
      return {
        matter_id: matterId,
        version: (await run({ type: 'carry_up', reason: entry.reason ?? (await titleOf(tx, matterId)) }))
          .matter.version,
      }
    case 'add':
      return { matter_id: matterId, version: (await addTo(run, entry)).matter.version }
    case 'command': {
      const command = entry.command as Command
      const adds = addsOnly.has(command.type)
      if (!adds && entry.version === undefined)
        throw new Problem('input.invalid', { zh: '缺少 version', en: 'version is missing' })
      return {
        matter_id: matterId,
        version: (await run(command, adds ? undefined : entry.version)).matter.version,
      }
    }
  }
}

/** As progress where the worker still handles it; else as a note, so that nothing that was seen is lost. */
async function addTo<T>(
  run: (command: Command) => Promise<T>,
  entry: Extract<Entry, { kind: 'add' }>,
): Promise<T> {
  try {
    return await run({ type: 'progress', text: entry.text, open: entry.open ?? false })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return run({ type: 'note', text: entry.text })
  }
}

/** One tap and nothing retyped: what it is called says why. */
async function titleOf(tx: Work, matterId: string): Promise<string> {
  const { rows } = await sql<{
    title: string
  }>`select title from matter_words where matter_id = ${matterId}`.execute(tx)
  return rows[0]!.title
}
