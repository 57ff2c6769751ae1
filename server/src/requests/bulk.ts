import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { onceOnly, requestHash } from '../kernel/idempotency/index.ts'
import { type Actor, dutiesFor, type Role, reachOf, roles } from '../kernel/permissions/index.ts'
import { Problem, problemCatalogue } from '../kernel/problems.ts'
import {
  type Command,
  execute,
  type Foreseen,
  findMatter,
  foresee,
  type Matter,
  type MatterRow,
  matterRows,
  mayRead,
  readingOnly,
  rememberRulesOf,
  requireReadable,
} from '../matters/index.ts'
import { type SuggestedOwner, suggestOwners } from './suggest-owners.ts'

type Both = SuggestedOwner['because']

/** A command for many: a dispatch without a target sends each to its suggested owner. */
export type BulkCommand =
  | { type: 'dispatch'; to?: string; note?: string }
  | Extract<Command, { type: 'sign' | 'assign' | 'supervise' | 'note' }>

export const mostAtOnce = 100

const handlingRoles = (Object.keys(roles) as Role[]).filter((role) => reachOf(role, 'matter.handle'))

export interface PreviewRow {
  matter: MatterRow
  allowed: boolean
  why_not: Both | null
  /** Exactly what will be given when this row is carried out. */
  command: Command | null
  to: { id: string; name: string; because: Both | null; own: boolean } | null
  /** Whom else the routing directory names. */
  owners: SuggestedOwner[]
  next: { step: string; step_words: Both; due_at: string; explanation: Both | null } | null
  new_deadline: boolean
}

const severalFit: Both = {
  zh: '没有地点，有几个单位都可能，请选一个',
  en: 'It has no place and several organisations fit; choose one',
}
const noSuggestion: Both = {
  zh: '派单目录里没有建议的单位，请单独派单',
  en: 'The routing directory names nobody for it; dispatch it by itself',
}

async function nameOf(tx: Work, organisationId: string): Promise<string> {
  const { rows } = await sql<{
    name: string
  }>`select name from organisations where id = ${organisationId}`.execute(tx)
  return rows[0]?.name ?? ''
}

/** The suggestions of many, read once for each category and place. */
function suggestions(house: House, tx: Work) {
  const known = new Map<string, Promise<SuggestedOwner[]>>()
  return async (matter: Matter): Promise<SuggestedOwner[]> => {
    if (!matter.category) return []
    const key = `${matter.policyHash} ${matter.category} ${matter.areaId}`
    const found =
      known.get(key) ?? suggestOwners(tx, await house.rulesOf(matter.policyHash), matter, matter.category)
    known.set(key, Promise.resolve(found))
    return found
  }
}

interface Tried {
  command: Command | null
  foreseen: Foreseen
}

/** To whom a dispatch goes: the one named, else the first of the certainly suggested to whom it may. */
async function tryDispatch(
  house: House,
  tx: Work,
  actor: Actor,
  id: string,
  command: Extract<BulkCommand, { type: 'dispatch' }>,
  owners: SuggestedOwner[],
): Promise<Tried> {
  const targets = command.to ? [command.to] : owners.filter(({ certain }) => certain).map((owner) => owner.id)
  let refused: Tried | undefined
  for (const to of targets) {
    const given: Command = { type: 'dispatch', to, ...(command.note ? { note: command.note } : {}) }
    const foreseen = await foresee(house, tx, actor, id, given)
    if (foreseen.allowed) return { command: given, foreseen }
    refused ??= { command: null, foreseen }
  }
  if (refused) return refused
  // Why it cannot be dispatched at all comes before that nobody is named for it.
  const { rows } = await sql<{ id: string }>`select owner_id as id from matters where id = ${id}`.execute(tx)
  const foreseen = await foresee(house, tx, actor, id, { type: 'dispatch', to: rows[0]!.id })
  return {
    command: null,
    foreseen: foreseen.allowed
      ? { allowed: false, whyNot: owners.length > 0 ? severalFit : noSuggestion }
      : foreseen,
  }
}

/**
 * What a command would do to each of many matters, by the real rules and without writing anything.
 * Matters beyond the actor's reach are left out.
 */
export async function previewBulk(
  house: House,
  actor: Actor,
  command: BulkCommand,
  rows: { id: string; to?: string }[],
): Promise<PreviewRow[]> {
  const wanted = new Map(rows.map((row) => [row.id, row]))
  await rememberRulesOf(house, [...wanted.keys()])
  const rules = await house.rulesNow()
  return readingOnly(house, async (tx) => {
    const suggested = suggestions(house, tx)
    const found = await matterRows(
      tx,
      rules,
      house.now(),
      sql`m.id = any(${[...wanted.keys()]}::uuid[])`,
      mostAtOnce,
    )
    const shown = new Map(found.map((row) => [row.id, row]))
    const answers: PreviewRow[] = []
    for (const { id, to } of wanted.values()) {
      const matter = shown.get(id)
      if (!matter || !(await mayRead(tx, actor, id))) continue
      const owners = command.type === 'dispatch' ? await suggested((await findMatter(tx, id))!.matter) : []
      const { command: given, foreseen } =
        command.type === 'dispatch'
          ? await tryDispatch(house, tx, actor, id, { ...command, ...(to ? { to } : {}) }, owners)
          : { command, foreseen: await foresee(house, tx, actor, id, command) }
      const sent = given?.type === 'dispatch' ? given.to : null
      answers.push({
        matter,
        allowed: foreseen.allowed,
        why_not: foreseen.allowed ? null : foreseen.whyNot,
        command: foreseen.allowed ? given : null,
        to: sent
          ? {
              id: sent,
              name: owners.find((owner) => owner.id === sent)?.name ?? (await nameOf(tx, sent)),
              because: owners.find((owner) => owner.id === sent)?.because ?? null,
              own: sent === matter.owner.id,
            }
          : null,
        owners,
        next:
          foreseen.allowed && foreseen.next
            ? {
                step: foreseen.next.step,
                step_words: foreseen.next.words,
                due_at: foreseen.next.dueAt.toISOString(),
                explanation: foreseen.next.explanation,
              }
            : null,
        new_deadline: foreseen.allowed && foreseen.newDeadline,
      })
    }
    return answers
  })
}

export interface BulkRow {
  id: string
  version: number
  command: Command
}

export interface BulkResult {
  id: string
  result: 'done' | 'conflict' | 'refused' | 'failed'
  /** It had been done already under the same batch: nothing happened twice. */
  repeated: boolean
  words: Both | null
  changes: unknown[]
}

const deadlockDetected = '40P01'

/** One row of a batch: the real command, at most once however often the batch is sent. */
async function carryOutRow(house: House, actor: Actor, batch: string, row: BulkRow): Promise<BulkResult> {
  const { id, version, command } = row
  const once = {
    scope: `bulk ${actor.personId}`,
    key: `${batch}:${id}`,
    requestHash: requestHash({ version, command }),
  }
  const work = () =>
    onceOnly(house.db, once, async (tx) => {
      await requireReadable(tx, actor, id)
      const { matter } = await execute(house, { actor, matterId: id, command, version }, tx)
      return { status: 200, response: { version: matter.version } }
    })
  try {
    const { repeated } = await work().catch((error: unknown) => {
      if ((error as { code?: string }).code !== deadlockDetected) throw error
      return work()
    })
    return { id, result: 'done', repeated, words: null, changes: [] }
  } catch (error) {
    return { id, repeated: false, ...failureOf(house, error) }
  }
}

function failureOf(house: House, error: unknown): Pick<BulkResult, 'result' | 'words' | 'changes'> {
  if (!(error instanceof Problem) || error.status >= 500) {
    house.log.error(
      { error: error instanceof Error ? error.message : String(error) },
      'a row of a batch failed',
    )
    const { zh, en } = problemCatalogue['service.failed']!
    return { result: 'failed', words: { zh, en }, changes: [] }
  }
  const words = problemCatalogue[error.code]!
  const changes = error.options.extra?.changes
  return {
    result: error.code === 'conflict.changed' ? 'conflict' : 'refused',
    words: { zh: error.options.zh ?? words.zh, en: error.options.en ?? words.en },
    changes: Array.isArray(changes) ? changes : [],
  }
}

/** Carries out the rows one by one, each in a transaction of its own: one that is refused leaves the others done. */
export async function carryOutBulk(
  house: House,
  actor: Actor,
  batch: string,
  rows: BulkRow[],
): Promise<BulkResult[]> {
  await rememberRulesOf(
    house,
    rows.map(({ id }) => id),
  )
  const results: BulkResult[] = []
  for (const row of rows) results.push(await carryOutRow(house, actor, batch, row))
  house.wake()
  return results
}

/** Colleagues who may take some of these matters on, and how many of them each may. */
export async function handlersForMany(house: House, actor: Actor, ids: string[]) {
  const own = dutiesFor(actor, 'matter.handle').map(({ duty }) => duty.organisationId)
  const { rows } = await sql<{ id: string; name: string; fits: number }>`
    select p.id, p.name, count(distinct m.id)::int as fits
    from matters m join duties d on d.organisation_id = m.owner_id join people p on p.id = d.person_id
    left join areas da on da.id = d.area_id
    where m.id = any(${ids}::uuid[]) and m.owner_id = any(${own}::uuid[])
      and d.role = any(${handlingRoles}) and d.active_from <= ${house.now()} and (d.active_to is null or d.active_to > ${house.now()})
      and (d.role <> 'grid_worker' or m.area_path <@ da.path)
    group by p.id, p.name order by fits desc, p.name limit 200`.execute(house.db)
  return rows
}
