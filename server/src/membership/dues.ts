import { sql } from 'kysely'
import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { monthOf } from './days.ts'
import { getPartyOrganisation, refuseFaults, subjectOf } from './organisations.ts'
import { tellEach } from './telling.ts'

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
