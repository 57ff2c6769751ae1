import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import { type Executor, inTransaction, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { daysOf, memberFaults, type NewMember, requireBranch } from './members.ts'
import { refuseFaults, subjectOf } from './organisations.ts'
import { stageOn } from './rules.ts'
import { tellEach } from './telling.ts'

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
