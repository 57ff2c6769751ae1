import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Action, type Actor, requireReach } from '../kernel/permissions/index.ts'
import { type Fault, Problem } from '../kernel/problems.ts'
import { getPartyOrganisation } from './organisations.ts'
import { type Stage, type StageDays, stageDaysFault, stageOn } from './rules.ts'
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
export async function requireBranch(tx: Work, branchId: string, groupId: string | null | undefined) {
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
