import { sql } from 'kysely'
import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import { type Executor, inTransaction, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Action, type Actor, requireReach } from '../kernel/permissions/index.ts'
import { type Fault, Problem } from '../kernel/problems.ts'
import { monthOf } from './days.ts'
import { getPartyOrganisation, refuseFaults, subjectOf } from './organisations.ts'
import {
  earliestFull,
  mayFollow,
  type Stage,
  type StageDays,
  stageDaysFault,
  stageOn,
  stages,
} from './rules.ts'
import { tellEach } from './telling.ts'

export interface Member extends StageDays {
  id: string
  personId: string
  name: string
  branchId: string | null
  branchPath: string | null
  branchAreaPath: string | null
  groupId: string | null
  stage: Stage
  unit: string | null
  communityId: string | null
  birthYear: number | null
  education: string | null
  awayTo: string | null
  awaySince: string | null
  watchedFrom: string
  lastDuesMonth: string | null
  lastActivityOn: string | null
  lastWorkOn: string | null
  leftOn: string | null
  version: number
  seq: number
  hash: Buffer
}

const memberColumns = sql`m.id, m.person_id as "personId", p.name, m.branch_id as "branchId", b.path::text as "branchPath",
  b.area_path::text as "branchAreaPath", m.group_id as "groupId", m.stage, m.applied_on as "appliedOn", m.activist_on as "activistOn",
  m.prospect_on as "prospectOn", m.admitted_on as "admittedOn", m.full_on as "fullOn", m.unit, m.community_id as "communityId",
  m.birth_year as "birthYear", m.education, m.away_to as "awayTo", m.away_since as "awaySince", m.watched_from as "watchedFrom",
  m.last_dues_month as "lastDuesMonth", m.last_activity_on as "lastActivityOn", m.last_work_on as "lastWorkOn", m.left_on as "leftOn",
  m.version, m.head_seq as seq, m.head_hash as hash`

/** @throws Problem `not_found` */
export async function getMember(
  executor: Parameters<typeof getPartyOrganisation>[0],
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Member> {
  const { rows } = await sql<Member>`
    select ${memberColumns} from party_members m join people p on p.id = m.person_id
    left join party_organisations b on b.organisation_id = m.branch_id
    where m.id = ${id} ${lock ? sql`for update of m` : sql``}`.execute(executor)
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这名党员', en: 'There is no such member' })
  return rows[0]
}

export const memberSubject = (member: Member) => ({
  organisationId: member.branchId,
  organisationPath: member.branchPath,
  areaPath: member.branchAreaPath,
  personId: member.personId,
})

export interface NewMember extends Partial<StageDays> {
  personId: string
  branchId: string
  groupId?: string | null | undefined
  unit?: string | null | undefined
  communityId?: string | null | undefined
  birthYear?: number | null | undefined
  education?: string | null | undefined
  awayTo?: string | null | undefined
  awaySince?: string | null | undefined
  /** From when on they belong to the branch; today where it is left out. */
  since?: string | undefined
}

export const daysOf = (from: Partial<StageDays>): StageDays => ({
  appliedOn: from.appliedOn ?? null,
  activistOn: from.activistOn ?? null,
  prospectOn: from.prospectOn ?? null,
  admittedOn: from.admittedOn ?? null,
  fullOn: from.fullOn ?? null,
})

const thisYear = (today: string) => Number(today.slice(0, 4))

/** What cannot be true of a member, whoever enters it. */
export function memberFaults(
  member: Omit<NewMember, 'personId' | 'branchId'>,
  rules: Awaited<ReturnType<House['rulesNow']>>,
  today: string,
): Fault[] {
  const faults: Fault[] = []
  const days = daysOf(member)
  const disorder = stageDaysFault(days)
  if (disorder) faults.push({ at: '/stage', ...disorder })
  else if (!stageOn(days, today))
    faults.push({
      at: '/stage',
      zh: '至少要有一个不晚于今天的日期：申请、列为积极分子、列为发展对象、入党或转正',
      en: 'One of the days (applied, activist, prospect, admitted, full) must be known, today or earlier',
    })
  if (member.birthYear && (member.birthYear < 1900 || member.birthYear > thisYear(today) - 18))
    faults.push({
      at: '/birth_year',
      zh: '出生年份不对：年满十八岁才能申请入党',
      en: 'Nobody below eighteen can apply',
    })
  if (member.education && !rules.education_levels.some(({ id }) => id === member.education))
    faults.push({ at: '/education', zh: '没有这种学历', en: 'There is no such level of education' })
  if (((member.awayTo ?? null) === null) !== ((member.awaySince ?? null) === null))
    faults.push({
      at: '/away_to',
      zh: '流动去向和开始日期要一起填',
      en: 'Where they are away, and since when, go together',
    })
  return faults
}

/** Only a branch has members; a group of it may be named. @throws Problem */
async function requireBranch(tx: Work, branchId: string, groupId: string | null | undefined) {
  const branch = await getPartyOrganisation(tx, branchId)
  if (branch.form !== 'branch' || branch.ended)
    throw new Problem('input.invalid', {
      zh: '党员要编入一个党支部，不能直接编入党委、党总支或党小组',
      en: 'A member belongs to a branch, never to a committee or a group directly',
    })
  if (groupId) {
    const group = await getPartyOrganisation(tx, groupId)
    if (group.form !== 'group' || group.parentId !== branchId || group.ended)
      throw new Problem('input.invalid', {
        zh: '这个党小组不属于该支部',
        en: 'This group is none of the branch’s',
      })
  }
  return branch
}

/**
 * Enters members into their branches, each once. Only inside a transaction of the caller's; rights are checked there.
 * @throws Problem `conflict.exists` where somebody belongs to a branch already
 */
export async function insertMembers(
  tx: Work,
  house: House,
  actor: Actor,
  members: NewMember[],
): Promise<string[]> {
  if (members.length === 0) return []
  const today = shanghaiDate(house.now())
  const { rows: known } = await sql<{
    person_id: string
    id: string
    seq: number
    hash: Buffer
    gone: boolean
  }>`
    select person_id, id, head_seq as seq, head_hash as hash, left_on is not null as gone from party_members
    where person_id = any(${members.map(({ personId }) => personId)}::uuid[]) for update`.execute(tx)
  if (known.some(({ gone }) => !gone))
    throw new Problem('conflict.exists', {
      reason: 'member.in_a_branch',
      zh: '已经在一个党支部里了，要换支部请办理组织关系转接',
      en: 'Already in a branch; to change it, transfer the membership',
    })
  const returning = new Map(known.map((row) => [row.person_id, row]))
  const { rows: ids } = await sql<{ id: string }>`
    select gen_random_uuid() as id from generate_series(1, ${members.length})`.execute(tx)
  const rows = members.map((member, index) => {
    const days = daysOf(member)
    return {
      ...days,
      id: returning.get(member.personId)?.id ?? ids[index]!.id,
      personId: member.personId,
      branchId: member.branchId,
      groupId: member.groupId ?? null,
      stage: stageOn(days, today)!,
      unit: member.unit?.trim() || null,
      communityId: member.communityId ?? null,
      birthYear: member.birthYear ?? null,
      education: member.education ?? null,
      awayTo: member.awayTo?.trim() || null,
      awaySince: member.awayTo ? (member.awaySince ?? today) : null,
      since: member.since ?? today,
    }
  })
  const heads = await tellEach(
    tx,
    house,
    actor,
    'party_member',
    new Map(known.map(({ id, seq, hash }) => [id, { seq, hash }])),
    rows.map(({ id, personId, branchId, groupId, stage, since }) => ({
      stream: id,
      kind: 'party_member.entered',
      payload: { person_id: personId, branch_id: branchId, group_id: groupId, stage, since },
    })),
  )
  const written = rows.map((row) => {
    const head = heads.get(row.id)!
    return { ...row, seq: head.seq, hash: head.hash.toString('hex') }
  })
  for (let from = 0; from < written.length; from += 5000) {
    const part = JSON.stringify(written.slice(from, from + 5000))
    await sql`
      insert into party_members (id, person_id, branch_id, group_id, stage, applied_on, activist_on, prospect_on, admitted_on, full_on,
        unit, community_id, birth_year, education, away_to, away_since, watched_from, head_seq, head_hash)
      select id, "personId", "branchId", "groupId", stage, "appliedOn", "activistOn", "prospectOn", "admittedOn", "fullOn", unit,
        "communityId", "birthYear", education, "awayTo", "awaySince", ${today}::date, seq, decode(hash, 'hex')
      from jsonb_to_recordset(${part}::jsonb) as r (id uuid, "personId" uuid, "branchId" uuid, "groupId" uuid, stage text,
        "appliedOn" date, "activistOn" date, "prospectOn" date, "admittedOn" date, "fullOn" date, unit text, "communityId" uuid,
        "birthYear" smallint, education text, "awayTo" text, "awaySince" date, seq int, hash text)
      on conflict (person_id) do update set branch_id = excluded.branch_id, group_id = excluded.group_id, stage = excluded.stage,
        applied_on = excluded.applied_on, activist_on = excluded.activist_on, prospect_on = excluded.prospect_on,
        admitted_on = excluded.admitted_on, full_on = excluded.full_on, unit = excluded.unit, community_id = excluded.community_id,
        birth_year = excluded.birth_year, education = excluded.education, away_to = excluded.away_to, away_since = excluded.away_since,
        watched_from = excluded.watched_from, left_on = null, left_as = null, version = party_members.version + 1,
        head_seq = excluded.head_seq, head_hash = excluded.head_hash`.execute(tx)
    await sql`
      insert into party_memberships (person_id, branch_id, from_day)
      select "personId", "branchId", since from jsonb_to_recordset(${part}::jsonb) as r ("personId" uuid, "branchId" uuid, since date)`.execute(
      tx,
    )
  }
  return rows.map(({ id }) => id)
}

/** Enters one member. @returns its id */
export async function enterMember(
  house: House,
  actor: Actor,
  member: NewMember,
  within: Executor = house.db,
): Promise<string> {
  const rules = await house.rulesNow()
  const today = shanghaiDate(house.now())
  refuseFaults([
    ...memberFaults(member, rules, today),
    ...(member.since && member.since > today
      ? [{ at: '/since', zh: '不能晚于今天', en: 'It cannot lie after today' }]
      : []),
  ])
  return inTransaction(within, async (tx) => {
    const branch = await requireBranch(tx, member.branchId, member.groupId)
    requireReach(actor, 'membership.write', subjectOf(branch))
    const { rows } =
      await sql`select 1 from people where id = ${member.personId} and erased_at is null for update`.execute(
        tx,
      )
    if (!rows[0]) throw new Problem('not_found', { zh: '没有这个人', en: 'There is no such person' })
    const [id] = await insertMembers(tx, house, actor, [member])
    return id!
  })
}

export interface MemberChanges {
  groupId?: string | null | undefined
  unit?: string | null | undefined
  communityId?: string | null | undefined
  birthYear?: number | null | undefined
  education?: string | null | undefined
  awayTo?: string | null | undefined
  awaySince?: string | null | undefined
}

/** Locks a member, sees that this actor may write, and that nobody changed them meanwhile. */
export async function memberForChange(
  tx: Work,
  actor: Actor,
  id: string,
  seen: number | null,
  action: Action = 'membership.write',
): Promise<Member> {
  const member = await getMember(tx, id, { lock: true })
  requireReach(actor, action, memberSubject(member))
  if (member.leftOn !== null)
    throw new Problem('conflict.changed', { zh: '这名党员已经不在支部里', en: 'This member has left' })
  if (seen !== null && member.version !== seen)
    throw new Problem('conflict.changed', { extra: { version: member.version, seen } })
  return member
}

export async function tellOfMember(
  tx: Work,
  house: House,
  actor: Actor,
  member: Member,
  kind: string,
  payload: Record<string, unknown>,
): Promise<{ seq: number; hash: Buffer }> {
  const heads = await tellEach(tx, house, actor, 'party_member', new Map([[member.id, member]]), [
    {
      stream: member.id,
      kind,
      payload: { person_id: member.personId, branch_id: member.branchId, ...payload },
    },
  ])
  return heads.get(member.id)!
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

/**
 * Notes for which months the dues of members are settled; sent twice, it stands once. No amounts are kept.
 * @param month the first day of the month
 * @returns how many were noted now
 */
export async function noteDues(
  house: House,
  actor: Actor,
  branchId: string,
  month: string,
  memberIds: string[],
): Promise<number> {
  const thisMonth = monthOf(shanghaiDate(house.now()))
  if (monthOf(month) !== month || month > addDays(thisMonth, 366))
    refuseFaults([{ at: '/month', zh: '月份不对', en: 'This is no month for dues' }])
  return house.db.transaction().execute(async (tx) => {
    requireReach(actor, 'membership.write', subjectOf(await getPartyOrganisation(tx, branchId)))
    const { rows: members } = await sql<{ id: string; personId: string; seq: number; hash: Buffer }>`
      select m.id, m.person_id as "personId", m.head_seq as seq, m.head_hash as hash from party_members m
      where m.id = any(${memberIds}::uuid[]) and m.branch_id = ${branchId} and m.left_on is null and m.admitted_on is not null
        and not exists (select 1 from party_dues d where d.person_id = m.person_id and d.month = ${month}::date)
      order by m.id for update of m`.execute(tx)
    if (members.length === 0) return 0
    const heads = await tellEach(
      tx,
      house,
      actor,
      'party_member',
      new Map(members.map(({ id, seq, hash }) => [id, { seq, hash }])),
      members.map(({ id, personId }) => ({
        stream: id,
        kind: 'party_member.dues_noted',
        payload: { person_id: personId, branch_id: branchId, month: month.slice(0, 7) },
      })),
    )
    await sql`insert into party_dues (person_id, month, noted_by, noted_at)
      select person, ${month}::date, ${actor.personId}, ${house.now()} from unnest(${members.map(({ personId }) => personId)}::uuid[]) as person`.execute(
      tx,
    )
    const facts = members.map(({ id }) => ({
      id,
      seq: heads.get(id)!.seq,
      hash: heads.get(id)!.hash.toString('hex'),
    }))
    await sql`update party_members m set last_dues_month = greatest(m.last_dues_month, ${month}::date), head_seq = r.seq, head_hash = decode(r.hash, 'hex')
      from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as r (id uuid, seq int, hash text) where m.id = r.id`.execute(
      tx,
    )
    return members.length
  })
}

/**
 * Members took part in organisation life, or did work that the party gave them, on a day. What it was stays with who
 * recorded it; here only the latest day is kept, to notice a long silence.
 */
export async function noteTakingPart(
  tx: Work,
  personIds: string[],
  day: string,
  what: 'activity' | 'work',
): Promise<void> {
  if (personIds.length === 0) return
  const column = sql.ref(what === 'activity' ? 'last_activity_on' : 'last_work_on')
  await sql`update party_members set ${column} = ${day}::date
    where person_id = any(${personIds}::uuid[]) and left_on is null and (${column} is null or ${column} < ${day}::date)`.execute(
    tx,
  )
}
