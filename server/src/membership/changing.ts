import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { type Fault, Problem } from '../kernel/problems.ts'
import { daysOf, type Member, memberFaults, memberForChange, requireBranch, tellOfMember } from './members.ts'
import { refuseFaults } from './organisations.ts'
import { earliestFull, mayFollow, type Stage, stageDaysFault, stages } from './rules.ts'

export interface MemberChanges {
  groupId?: string | null | undefined
  unit?: string | null | undefined
  communityId?: string | null | undefined
  birthYear?: number | null | undefined
  education?: string | null | undefined
  awayTo?: string | null | undefined
  awaySince?: string | null | undefined
}

/** Group, unit, residence, year of birth, education, and whether they are away. */
export async function changeMember(
  house: House,
  actor: Actor,
  id: string,
  seen: number,
  changes: MemberChanges,
): Promise<void> {
  const rules = await house.rulesNow()
  const today = shanghaiDate(house.now())
  await house.db.transaction().execute(async (tx) => {
    const before = await memberForChange(tx, actor, id, seen)
    const pick = <Key extends keyof MemberChanges>(key: Key) =>
      (changes[key] === undefined ? before[key] : changes[key]) ?? null
    const awayTo = pick('awayTo')
    const after = {
      groupId: pick('groupId'),
      unit: pick('unit'),
      communityId: pick('communityId'),
      birthYear: pick('birthYear'),
      education: pick('education'),
      awayTo,
      awaySince: awayTo === null ? null : (pick('awaySince') ?? today),
    }
    refuseFaults(memberFaults({ ...daysOf(before), ...after }, rules, today))
    await requireBranch(tx, before.branchId!, after.groupId)
    const head = await tellOfMember(tx, house, actor, before, 'party_member.changed', {
      group_id: after.groupId,
      away: after.awayTo !== null,
      changed: Object.keys(changes).sort(),
    })
    await sql`update party_members set group_id = ${after.groupId}, unit = ${after.unit}, community_id = ${after.communityId},
        birth_year = ${after.birthYear}, education = ${after.education}, away_to = ${after.awayTo}, away_since = ${after.awaySince}::date,
        version = version + 1, head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${id}`.execute(tx)
  })
}

const dayColumn: Record<Stage, string> = {
  applicant: 'applied_on',
  activist: 'activist_on',
  prospect: 'prospect_on',
  probationary: 'admitted_on',
  full: 'full_on',
}

/** One stage on: the branch decided it on a day. */
export async function advanceMember(
  house: House,
  actor: Actor,
  id: string,
  seen: number,
  to: Stage,
  on: string,
): Promise<void> {
  const rules = await house.rulesNow()
  const today = shanghaiDate(house.now())
  await house.db.transaction().execute(async (tx) => {
    const member = await memberForChange(tx, actor, id, seen)
    if (!mayFollow(member.stage, to))
      throw new Problem('input.invalid', {
        reason: 'member.stage_order',
        zh: `${stages[member.stage].zh}之后不能直接成为${stages[to].zh}`,
        en: `${stages[to].en} does not follow ${stages[member.stage].en}`,
      })
    const faults: Fault[] = []
    if (on > today) faults.push({ at: '/on', zh: '日期不能晚于今天', en: 'The day cannot lie after today' })
    if (to === 'full' && on < earliestFull(member.admittedOn!, rules))
      faults.push({
        at: '/on',
        zh: `预备期为 ${rules.probation.months} 个月，最早 ${earliestFull(member.admittedOn!, rules)} 转正`,
        en: `Probation lasts ${rules.probation.months} months, until ${earliestFull(member.admittedOn!, rules)}`,
      })
    const disorder = stageDaysFault({
      ...daysOf(member),
      ...{
        activist: { activistOn: on },
        prospect: { prospectOn: on },
        probationary: { admittedOn: on },
        full: { fullOn: on },
        applicant: {},
      }[to],
    })
    if (disorder) faults.push({ at: '/on', ...disorder })
    refuseFaults(faults)
    const head = await tellOfMember(tx, house, actor, member, 'party_member.advanced', { stage: to, on })
    await sql`update party_members set stage = ${to}, ${sql.ref(dayColumn[to])} = ${on}::date, version = version + 1,
      head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${id}`.execute(tx)
  })
}

export type Leaving = 'withdrew' | 'removed' | 'died' | 'not_admitted'

/** Ends a membership for another reason than a transfer. */
export async function endMembership(
  house: House,
  actor: Actor,
  id: string,
  seen: number,
  as: Leaving,
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const member = await memberForChange(tx, actor, id, seen)
    await leaveBranch(tx, house, actor, member, as)
  })
}

/** Only inside a transaction that holds the member locked. */
export async function leaveBranch(
  tx: Work,
  house: House,
  actor: Actor,
  member: Member,
  as: Leaving | 'moved',
): Promise<void> {
  const today = shanghaiDate(house.now())
  const { rows } =
    await sql`select 1 from party_transfers where person_id = ${member.personId} and state = 'proposed'`.execute(
      tx,
    )
  if (rows.length > 0 && as !== 'moved')
    throw new Problem('conflict.changed', {
      zh: '这名党员的组织关系正在转接，请先办完或撤回',
      en: 'A transfer of this member is open; finish or withdraw it first',
    })
  const head = await tellOfMember(tx, house, actor, member, 'party_member.left', { as, on: today })
  await sql`update party_memberships set until_day = greatest(from_day, ${today}::date)
    where person_id = ${member.personId} and until_day is null`.execute(tx)
  await sql`update party_members set branch_id = null, group_id = null, left_on = ${today}::date, left_as = ${as},
    version = version + 1, head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${member.id}`.execute(
    tx,
  )
}
