import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import { type Actor, type Duty, dutiesFor, requireAction } from '../kernel/permissions/index.ts'
import type { Rules, WhistleKind, WhistleRight } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { type CallStanding, nobody } from './call.ts'

/** Whether the pack gives a kind of organisation a standing right: 召集, 指挥, 评价, 考核建议 (北京市街道办事处条例 Art 11). */
export const hasRight = (rules: Rules, right: WhistleRight['id'], organisationKind: string) =>
  rules.whistle_rights.some(({ id, holders }) => id === right && holders.includes(organisationKind))

/** The kinds of whistle that an organisation of a kind may blow, with whom each may call. */
export function kindsFor(rules: Rules, organisationKind: string): { kind: WhistleKind; calls: string[] }[] {
  if (!hasRight(rules, 'convene', organisationKind)) return []
  return rules.whistle_kinds.flatMap((kind) => {
    const calls = kind.callers
      .filter((caller) => caller.kind === organisationKind)
      .flatMap((caller) => caller.calls)
    return calls.length ? [{ kind, calls }] : []
  })
}

/** The duty in which somebody blows, for an organisation of their own. @throws Problem `permission.denied` */
export function blowingDuty(actor: Actor, rules: Rules, organisationId?: string): Duty {
  requireAction(actor, 'whistle.blow')
  const duties = dutiesFor(actor, 'whistle.blow').map(({ duty }) => duty)
  const duty = duties.find(
    (each) =>
      (organisationId === undefined || each.organisationId === organisationId) &&
      kindsFor(rules, each.organisationKind).length > 0,
  )
  if (!duty)
    throw new Problem('permission.denied', {
      reason: 'whistle.no_right',
      zh: '按规则，您的单位不能吹哨',
      en: 'By the rules your organisation may not blow a whistle',
    })
  return duty
}

export interface Around {
  callerId: string
  callerKind: string
  calledId: string
}

/** What an actor is to a call, and in which duty they act. Who belongs to both sides is neither. */
export function callStanding(
  actor: Actor,
  { callerId, callerKind, calledId }: Around,
  rules: Rules,
): { standing: CallStanding; caller: Duty | null; called: Duty | null; arbiter: Duty | null } {
  if (actor.kind === 'system')
    return { standing: { ...nobody, system: true }, caller: null, called: null, arbiter: null }
  const dutyOf = (action: 'whistle.blow' | 'whistle.answer', organisationId: string) =>
    dutiesFor(actor, action).find(({ duty }) => duty.organisationId === organisationId)?.duty ?? null
  const caller = hasRight(rules, 'command', callerKind) ? dutyOf('whistle.blow', callerId) : null
  const called = dutyOf('whistle.answer', calledId)
  const both = [callerId, calledId].every((id) =>
    actor.duties.some(({ organisationId }) => organisationId === id),
  )
  const involved = actor.duties.some(
    ({ organisationId }) => organisationId === callerId || organisationId === calledId,
  )
  const arbiter = involved ? null : (dutiesFor(actor, 'whistle.arbitrate')[0]?.duty ?? null)
  return {
    standing: {
      caller: caller !== null && !both,
      called: called !== null && !both,
      arbiter: arbiter !== null,
      system: false,
    },
    caller,
    called,
    arbiter,
  }
}

/** Whistles that somebody may read: blown or answered by theirs, in their territory, or all. As a predicate on `w`. */
export function readable(actor: Actor): RawBuilder<boolean> {
  if (actor.kind === 'system') return sql<boolean>`true`
  const parts: RawBuilder<boolean>[] = []
  for (const { duty, reach } of dutiesFor(actor, 'whistle.read')) {
    if (reach === 'all') return sql<boolean>`true`
    // An office of the territory sees what is whistled about in it, also when the level above blew it.
    if (['community_committee', 'street_office'].includes(duty.organisationKind))
      parts.push(
        sql<boolean>`w.area_path <@ (select a.path from organisations home join areas a on a.id = home.area_id where home.id = ${duty.organisationId})`,
      )
    parts.push(sql<boolean>`w.organisation_path <@ ${duty.organisationPath}::ltree`)
    parts.push(
      sql<boolean>`exists (select 1 from whistle_calls mine where mine.whistle_id = w.id and mine.organisation_path <@ ${duty.organisationPath}::ltree)`,
    )
  }
  return parts.length ? sql<boolean>`(${sql.join(parts, sql` or `)})` : sql<boolean>`false`
}

/** @throws Problem; `not_found` alike for what is missing and what is not theirs */
export async function requireReadable(executor: Executor, actor: Actor, whistleId: string): Promise<void> {
  requireAction(actor, 'whistle.read')
  const { rows } =
    await sql`select 1 from whistles w where w.id = ${whistleId} and ${readable(actor)}`.execute(executor)
  if (!rows[0])
    throw new Problem('not_found', {
      zh: '没有找到这次吹哨，或不在您的范围内',
      en: 'There is no such whistle within your reach',
    })
}
