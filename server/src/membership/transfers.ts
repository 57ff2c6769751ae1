import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify } from '../kernel/notices/index.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { leaveBranch } from './changing.ts'
import { getMember, type Member, memberForChange, tellOfMember } from './members.ts'
import { getPartyOrganisation, subjectOf } from './organisations.ts'
import { committeeOf } from './store.ts'

export interface Transfer {
  id: string
  personId: string
  memberId: string
  name: string
  fromId: string | null
  fromName: string | null
  fromPath: string | null
  fromAreaPath: string | null
  toId: string | null
  toName: string | null
  toPath: string | null
  toAreaPath: string | null
  elsewhere: string | null
  reason: string
  state: 'proposed' | 'received' | 'refused' | 'withdrawn'
  proposedAt: Date
  decidedAt: Date | null
  decisionReason: string | null
}

export const transferColumns = sql`t.id, t.person_id as "personId", m.id as "memberId", p.name, t.from_branch_id as "fromId", f.name as "fromName",
  fb.path::text as "fromPath", fb.area_path::text as "fromAreaPath", t.to_branch_id as "toId", o.name as "toName", tb.path::text as "toPath",
  tb.area_path::text as "toAreaPath", t.elsewhere, t.reason, t.state, t.proposed_at as "proposedAt", t.decided_at as "decidedAt",
  t.decision_reason as "decisionReason"`

export const transferSources = sql`party_transfers t join people p on p.id = t.person_id join party_members m on m.person_id = t.person_id
  left join organisations f on f.id = t.from_branch_id left join party_organisations fb on fb.organisation_id = f.id
  left join organisations o on o.id = t.to_branch_id left join party_organisations tb on tb.organisation_id = o.id`

export async function getTransfer(executor: Executor, id: string, lock = false): Promise<Transfer> {
  const { rows } = await sql<Transfer>`select ${transferColumns} from ${transferSources}
    where t.id = ${id} ${lock ? sql`for update of t` : sql``}`.execute(executor)
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这次转接', en: 'There is no such transfer' })
  return rows[0]
}

const fromSubject = (transfer: Transfer) => ({
  organisationId: transfer.fromId,
  organisationPath: transfer.fromPath,
  areaPath: transfer.fromAreaPath,
})
const toSubject = (transfer: Transfer) => ({
  organisationId: transfer.toId,
  organisationPath: transfer.toPath,
  areaPath: transfer.toAreaPath,
})

async function tellSecretary(
  house: House,
  tx: Work,
  branchId: string,
  words: { zh: string; en: string },
): Promise<void> {
  const officers = await committeeOf(tx, branchId, house.now())
  await notify(tx, {
    personIds: officers.filter(({ role }) => role !== 'committee_member').map(({ personId }) => personId),
    kind: 'party_transfer',
    words,
    link: '/desk/party/transfers',
    at: house.now(),
  })
}

/** Held by the unique index, also against two at once. */
async function insertTransfer(
  tx: Work,
  house: House,
  actor: Actor,
  member: Pick<Member, 'personId'>,
  ends: { fromId: string | null; toId: string | null; elsewhere: string | null; reason: string },
): Promise<string> {
  const id = randomUUID()
  const { numAffectedRows } = await sql`
    insert into party_transfers (id, person_id, from_branch_id, to_branch_id, elsewhere, reason, state, proposed_by, proposed_at)
    values (${id}, ${member.personId}, ${ends.fromId}, ${ends.toId}, ${ends.elsewhere}, ${ends.reason.trim()}, 'proposed',
      ${actor.personId}, ${house.now()})
    on conflict (person_id) where state = 'proposed' do nothing`.execute(tx)
  if (numAffectedRows !== 1n)
    throw new Problem('conflict.exists', {
      reason: 'transfer.open',
      zh: '这名党员已经有一次转接在办理',
      en: 'A transfer of this member is open already',
    })
  return id
}

/**
 * The branch that a member leaves proposes the transfer: to a branch of this installation, or to one elsewhere, for which
 * a signed file is made. Until the other side has received them they stay where they are.
 */
export async function proposeTransfer(
  house: House,
  actor: Actor,
  memberId: string,
  seen: number,
  to: { branchId: string } | { elsewhere: string },
  reason: string,
): Promise<string> {
  return house.db.transaction().execute(async (tx) => {
    const member = await memberForChange(tx, actor, memberId, seen)
    const toId = 'branchId' in to ? to.branchId : null
    if (toId) {
      const branch = await getPartyOrganisation(tx, toId)
      if (branch.form !== 'branch' || branch.ended || branch.id === member.branchId)
        throw new Problem('input.invalid', {
          zh: '要转到另一个在册的党支部',
          en: 'Name another branch that stands',
        })
    }
    const id = await insertTransfer(tx, house, actor, member, {
      fromId: member.branchId,
      toId,
      elsewhere: 'elsewhere' in to ? to.elsewhere.trim() : null,
      reason,
    })
    const head = await tellOfMember(tx, house, actor, member, 'party_transfer.proposed', {
      transfer: id,
      to_branch_id: toId,
    })
    await setHead(tx, member, head)
    if (toId)
      await tellSecretary(house, tx, toId, {
        zh: `有一名党员的组织关系要转来，请查看并接收`,
        en: 'A member is to be transferred to your branch; please look and receive them',
      })
    return id
  })
}

const setHead = (tx: Work, member: Member, head: { seq: number; hash: Buffer }) =>
  sql`update party_members set head_seq = ${head.seq}, head_hash = ${head.hash}, version = version + 1 where id = ${member.id}`.execute(
    tx,
  )

/** A transfer and its member, locked in one order by whoever decides. */
async function lockBoth(tx: Work, id: string): Promise<{ transfer: Transfer; member: Member }> {
  const { memberId } = await getTransfer(tx, id)
  const member = await getMember(tx, memberId, { lock: true })
  const transfer = await getTransfer(tx, id, true)
  if (transfer.state !== 'proposed')
    throw new Problem('conflict.changed', {
      reason: 'transfer.decided',
      zh: '这次转接已经办结',
      en: 'This transfer is decided already',
    })
  return { transfer, member }
}

async function decide(
  tx: Work,
  house: House,
  actor: Actor,
  id: string,
  state: string,
  reason: string | null,
) {
  await sql`update party_transfers set state = ${state}, decided_by = ${actor.personId}, decided_at = ${house.now()},
    decision_reason = ${reason} where id = ${id}`.execute(tx)
}

/** The new branch receives: from this day on the member belongs to it, and to the old one no longer. */
export async function receiveTransfer(
  house: House,
  actor: Actor,
  id: string,
  groupId: string | null,
): Promise<void> {
  const today = shanghaiDate(house.now())
  await house.db.transaction().execute(async (tx) => {
    const { transfer, member } = await lockBoth(tx, id)
    if (!transfer.toId)
      throw new Problem('input.invalid', {
        zh: '转往外地的要凭回执办结',
        en: 'A transfer elsewhere ends with its receipt',
      })
    requireReach(actor, 'membership.write', toSubject(transfer))
    if (groupId) {
      const group = await getPartyOrganisation(tx, groupId)
      if (group.parentId !== transfer.toId || group.form !== 'group')
        throw new Problem('input.invalid', {
          zh: '这个党小组不属于该支部',
          en: 'This group is none of the branch’s',
        })
    }
    const head = await tellOfMember(tx, house, actor, member, 'party_member.transferred', {
      transfer: id,
      from_branch_id: transfer.fromId,
      branch_id: transfer.toId,
      on: today,
    })
    await sql`update party_memberships set until_day = greatest(from_day, ${today}::date)
      where person_id = ${member.personId} and until_day is null`.execute(tx)
    await sql`insert into party_memberships (person_id, branch_id, from_day) values (${member.personId}, ${transfer.toId}, ${today}::date)`.execute(
      tx,
    )
    await sql`update party_members set branch_id = ${transfer.toId}, group_id = ${groupId}, left_on = null, left_as = null,
      version = version + 1, head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${member.id}`.execute(
      tx,
    )
    await decide(tx, house, actor, id, 'received', null)
    if (transfer.fromId)
      await tellSecretary(house, tx, transfer.fromId, {
        zh: `${transfer.toName}已接收转出的党员`,
        en: `${transfer.toName} received the member who was transferred`,
      })
  })
}

/** Who should receive does not; the member stays, and the old branch hears why. */
export async function refuseTransfer(house: House, actor: Actor, id: string, reason: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { transfer, member } = await lockBoth(tx, id)
    requireReach(actor, 'membership.write', toSubject(transfer))
    const head = await tellOfMember(tx, house, actor, member, 'party_transfer.refused', { transfer: id })
    await setHead(tx, member, head)
    await decide(tx, house, actor, id, 'refused', reason.trim())
    if (transfer.fromId)
      await tellSecretary(house, tx, transfer.fromId, {
        zh: `${transfer.toName}没有接收转出的党员，请查看原因`,
        en: `${transfer.toName} did not receive the member; see why`,
      })
  })
}

/** The branch that proposed it takes it back. */
export async function withdrawTransfer(house: House, actor: Actor, id: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { transfer, member } = await lockBoth(tx, id)
    requireReach(actor, 'membership.write', fromSubject(transfer))
    const head = await tellOfMember(tx, house, actor, member, 'party_transfer.withdrawn', { transfer: id })
    await setHead(tx, member, head)
    await decide(tx, house, actor, id, 'withdrawn', null)
  })
}

/** A transfer elsewhere has been received there: the member leaves here. */
export async function endTransferElsewhere(tx: Work, house: House, actor: Actor, id: string): Promise<void> {
  const { transfer, member } = await lockBoth(tx, id)
  requireReach(actor, 'membership.write', fromSubject(transfer))
  if (transfer.elsewhere === null)
    throw new Problem('input.invalid', {
      zh: '这次转接在本系统内办理',
      en: 'This transfer stays within the installation',
    })
  await decide(tx, house, actor, id, 'received', null)
  await leaveBranch(tx, house, actor, member, 'moved')
}

/** Somebody comes from elsewhere: they are received into a branch at once, on their file. */
export async function notedTransferFromElsewhere(
  tx: Work,
  house: House,
  actor: Actor,
  transfer: { id: string; personId: string; toId: string; elsewhere: string; reason: string },
): Promise<void> {
  requireReach(actor, 'membership.write', subjectOf(await getPartyOrganisation(tx, transfer.toId)))
  const { numAffectedRows } = await sql`
    insert into party_transfers (id, person_id, to_branch_id, elsewhere, reason, state, proposed_at, decided_by, decided_at)
    values (${transfer.id}, ${transfer.personId}, ${transfer.toId}, ${transfer.elsewhere}, ${transfer.reason}, 'received',
      ${house.now()}, ${actor.personId}, ${house.now()}) on conflict (id) do nothing`.execute(tx)
  if (numAffectedRows !== 1n)
    throw new Problem('conflict.exists', {
      reason: 'transfer.file_used',
      zh: '这份转接文件已经用过',
      en: 'This transfer file has been used already',
    })
}
