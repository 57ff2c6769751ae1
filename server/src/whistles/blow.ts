import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor, Duty } from '../kernel/permissions/index.ts'
import type { Rules, WhistleKind } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { cleanText } from '../kernel/text/index.ts'
import { execute, getMatter, lockMatter, timeOrderedId } from '../matters/index.ts'
import { type Organisation, organisationById } from '../territory/index.ts'
import { startCallDeadline } from './act.ts'
import { earliestArrival, limitsOf } from './clock.ts'
import { refuse } from './guards.ts'
import { type Own, openOwn } from './own-matter.ts'
import { blowingDuty, kindsFor } from './rights.ts'
import { lockWhistle, nextWhistleNumber, tell, type Whistle } from './store.ts'

/** Who is called, and what is needed of them. */
export interface Wanted {
  organisationId: string
  task: string
}

export interface Blow {
  kind: string
  calls: Wanted[]
  /** Later than the rules ask at the earliest. */
  by: Date | null
  /** Where to meet, where that is not the place of the matter. */
  meetAt: string | null
  /** What it is about: a matter that stands, or what the office itself takes up now. */
  about: { matterId: string } | Own
}

const mostCalled = 20

/** Blows a whistle: the matter is taken on, each organisation called has its part of it and its clocks. The caller holds the transaction. */
export async function blow(
  house: House,
  tx: Work,
  actor: Actor,
  wanted: Blow,
): Promise<{ id: string; number: string; matterId: string }> {
  const rules = await house.rulesNow()
  const matter = 'matterId' in wanted.about ? await lockMatter(tx, wanted.about.matterId) : null
  const duty = blowingDuty(actor, rules, matter?.matter.ownerId)
  const { kind, calls } = allowedKind(rules, duty, wanted.kind)
  const now = house.now()
  if (wanted.by && wanted.by < earliestArrival(kind, now, house.calendar))
    refuse(
      'too_soon',
      '约定的到场时间早于规定的最短时限，请推后或不填',
      'The time asked for is earlier than the limit of the rules',
    )
  if (matter) await requireFree(tx, matter.matter.id)
  const matterId =
    matter?.matter.id ?? (await openOwn(house, tx, actor, duty, kind, rules, wanted.about as Own))
  const state = matter?.matter.state ?? 'received'
  if (['received', 'triaged', 'dispatched'].includes(state))
    await execute(house, { actor, matterId, command: { type: 'take' } }, tx)
  const id = timeOrderedId(now)
  const number = await nextWhistleNumber(tx, now)
  const head = await tell(
    house,
    tx,
    { id, kind: 'whistle', head: { seq: 0, hash: null } },
    { personId: actor.personId, organisationId: duty.organisationId },
    [
      {
        kind: 'whistle.blown',
        payload: {
          number,
          kind: kind.id,
          matter: matterId,
          alone: matter === null,
          policy: rules.hash,
          calls: wanted.calls.map(({ organisationId }) => organisationId),
          version: 1,
        },
      },
    ],
  )
  await sql`
    insert into whistles (id, number, kind, state, matter_id, alone, organisation_id, organisation_path, area_id, area_path, meet_at,
      policy_hash, code_key, blown_at, head_seq, head_hash)
    select ${id}::uuid, ${number}, ${kind.id}, 'running', m.id, ${matter === null}, ${duty.organisationId}::uuid, ${duty.organisationPath}::ltree,
      m.area_id, m.area_path, ${wanted.meetAt}, ${rules.hash}, ${randomBytes(32)}, ${now}, ${head.seq}, ${head.hash}
    from matters m where m.id = ${matterId}`.execute(tx)
  await callEach(house, tx, actor, duty, rules, { id, matterId }, kind, calls, wanted)
  return { id, number, matterId }
}

/** Calls more to a whistle that runs. The caller holds the transaction. */
export async function callMore(
  house: House,
  tx: Work,
  actor: Actor,
  whistleId: string,
  wanted: { calls: Wanted[]; by: Date | null },
): Promise<void> {
  const whistle = await lockWhistle(tx, whistleId)
  if (whistle.state !== 'running')
    refuse('whistle_ended', '这次吹哨已经结束，请另吹一次', 'This whistle has ended; blow another')
  const rules = await house.rulesOf(whistle.policyHash)
  const duty = blowingDuty(actor, rules, whistle.organisationId)
  const { kind, calls } = allowedKind(rules, duty, whistle.kind)
  const before = await openCalls(tx, whistleId)
  await callEach(house, tx, actor, duty, rules, whistle, kind, calls, wanted)
  const head = await tell(
    house,
    tx,
    { id: whistle.id, kind: 'whistle', head: whistle.head },
    { personId: actor.personId, organisationId: duty.organisationId },
    [
      {
        kind: 'whistle.more_called',
        payload: {
          calls: wanted.calls.map(({ organisationId }) => organisationId),
          before: before.length,
          version: whistle.version + 1,
        },
      },
    ],
  )
  await sql`update whistles set version = version + 1, head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${whistle.id}`.execute(
    tx,
  )
}

async function openCalls(tx: Work, whistleId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select organisation_id as id from whistle_calls where whistle_id = ${whistleId} and ended_at is null`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

function allowedKind(rules: Rules, duty: Duty, kindId: string) {
  const found = kindsFor(rules, duty.organisationKind).find(({ kind }) => kind.id === kindId)
  if (!found)
    refuse(
      'unknown_kind',
      '按规则，您的单位不能吹这种哨',
      'By the rules your organisation may not blow this kind',
    )
  return found
}

async function requireFree(tx: Work, matterId: string): Promise<void> {
  const { rows } = await sql<{ id: string; number: string }>`
    select id, number from whistles where matter_id = ${matterId} and state = 'running'`.execute(tx)
  if (rows[0])
    throw new Problem('conflict.exists', {
      reason: 'whistle.running',
      zh: `这件事已经吹了哨（${rows[0].number}），请在那一次里加叫单位`,
      en: `A whistle runs about this matter already (${rows[0].number}); call more to that one`,
      extra: { whistle_id: rows[0].id },
    })
}

async function callEach(
  house: House,
  tx: Work,
  actor: Actor,
  duty: Duty,
  rules: Rules,
  whistle: Pick<Whistle, 'id' | 'matterId'>,
  kind: WhistleKind,
  mayCall: string[],
  { calls, by }: { calls: Wanted[]; by: Date | null },
): Promise<void> {
  if (calls.length === 0 || calls.length > mostCalled)
    refuse('whom', `请选一到${mostCalled}个要叫的单位`, `Choose one to ${mostCalled} organisations to call`)
  const taken = new Set(await openCalls(tx, whistle.id))
  for (const { organisationId, task } of calls) {
    const to = await organisationById(tx, organisationId)
    if (!to || to.activeTo) refuse('unknown_organisation', '没有这个单位', 'There is no such organisation')
    if (!mayCall.includes(to.kind))
      refuse(
        'not_callable',
        `按规则，这种哨不能叫${to.name}`,
        `By the rules this kind does not call ${to.name}`,
      )
    if (taken.has(to.id))
      refuse('called_already', `${to.name}已经叫过了`, `${to.name} has been called already`)
    taken.add(to.id)
    await callOne(house, tx, actor, duty, rules, whistle, kind, to, task, by)
  }
}

async function callOne(
  house: House,
  tx: Work,
  actor: Actor,
  duty: Duty,
  rules: Rules,
  whistle: Pick<Whistle, 'id' | 'matterId'>,
  kind: WhistleKind,
  to: Organisation,
  task: string,
  by: Date | null,
): Promise<void> {
  const now = house.now()
  const words = cleanText(task)
  if ('fault' in words) refuse('task', `请写明要${to.name}做什么`, `Say what is needed of ${to.name}`)
  await execute(
    house,
    {
      actor,
      matterId: whistle.matterId,
      command: { type: 'ask_partner', to: to.id, task: words.text, whistle: whistle.id },
    },
    tx,
  )
  const { rows } = await sql<{ id: string }>`
    select id from matters where parent_id = ${whistle.matterId} and owner_id = ${to.id} order by id desc limit 1`.execute(
    tx,
  )
  const id = timeOrderedId(now)
  const limits = limitsOf(kind, now, by, house.calendar)
  const head = await tell(
    house,
    tx,
    { id, kind: 'whistle_call', head: { seq: 0, hash: null } },
    { personId: actor.personId, organisationId: duty.organisationId },
    [
      {
        kind: 'whistle.called',
        payload: {
          whistle: whistle.id,
          organisation: to.id,
          part: rows[0]!.id,
          arrive_due_at: limits.arrive.at.toISOString(),
          arrive_why: limits.arrive.explanation,
          version: 1,
          after: {
            state: 'called',
            step: 'whistle.acknowledge',
            due_at: limits.acknowledge.at.toISOString(),
          },
          tell: [{ who: 'called', purpose: 'called', urgent: kind.urgent }],
        },
      },
    ],
  )
  await sql`
    insert into whistle_calls (id, whistle_id, organisation_id, organisation_path, matter_id, state, called_at, acknowledge_due_at,
      arrive_due_at, step, due_at, head_seq, head_hash)
    values (${id}, ${whistle.id}, ${to.id}, ${to.path}::ltree, ${rows[0]!.id}, 'called', ${now}, ${limits.acknowledge.at}, ${limits.arrive.at},
      'whistle.acknowledge', ${limits.acknowledge.at}, ${head.seq}, ${head.hash})`.execute(tx)
  await startCallDeadline(house, tx, rules, {
    subjectId: id,
    wait: 'acknowledge',
    from: now,
    dueAt: limits.acknowledge.at,
    explanation: limits.acknowledge.explanation,
  })
}

/** Rules are looked up before a connection is held. */
export async function rememberForBlowing(house: House, about: Blow['about']): Promise<void> {
  await house.rulesNow()
  if ('matterId' in about) {
    const { matter } = await getMatter(house.db, about.matterId)
    await house.rulesOf(matter.policyHash)
  }
}
