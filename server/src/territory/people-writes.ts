import { randomUUID } from 'node:crypto'
import { recordLooks } from '../kernel/audit/index.ts'
import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import { foldPhone, forgetPerson } from '../kernel/identity/index.ts'
import { sendMessage } from '../kernel/notices/index.ts'
import { type Role, roles } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { definedOf, refuse } from './area-writes.ts'
import { type EndingDuty, workHeldIn } from './duty-ends.ts'
import { changingTerritory, record, type Writer } from './history.ts'
import { type Complaint, isEmail, isPhone } from './rules.ts'

export interface NewPerson {
  name: string
  phone?: string | null
  email?: string | null
}

export interface Person {
  id: string
  name: string
  phone: string | null
  email: string | null
}

export interface NewDuty {
  personId: string
  organisationId: string
  role: string
  areaId?: string | null
  /** Now, where it is left out. */
  activeFrom?: Date
  activeTo?: Date | null
}

export interface DutyRow {
  id: string
  personId: string
  organisationId: string
  role: string
  areaId: string | null
  activeFrom: string
  activeTo: string | null
}

export function personComplaints({
  phone,
  email,
}: {
  phone?: string | null
  email?: string | null
}): Complaint[] {
  const complaints: Complaint[] = []
  if (phone && !isPhone(phone))
    complaints.push({
      field: 'phone',
      zh: `电话 ${phone} 写得不对`,
      en: `${phone} is not a telephone number`,
    })
  if (email && !isEmail(email))
    complaints.push({ field: 'email', zh: `邮箱 ${email} 写得不对`, en: `${email} is not an e-mail address` })
  return complaints
}

/** Residents hold no duty: a duty makes somebody staff. */
export function isDutyRole(role: string): role is Role {
  return Object.hasOwn(roles, role) && role !== 'resident'
}

/** @throws Problem `input.invalid` */
export function registerPerson(executor: Executor, writer: Writer, person: NewPerson): Promise<Person> {
  return changingTerritory(executor, writer, async (tx) => {
    refuse(personComplaints(person))
    const row: Person = {
      id: randomUUID(),
      name: person.name,
      phone: person.phone ?? null,
      email: person.email ?? null,
    }
    await insertPeople(tx, writer, [row])
    return row
  })
}

/** Only inside `changingTerritory`. Names and numbers stand beside the chain, so that they can be erased. */
export async function insertPeople(tx: Work, writer: Writer, rows: Person[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into people (id, name, phone, email)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, name text, phone text, email text)`.execute(
    tx,
  )
  await record(
    tx,
    writer,
    rows.map(({ id, ...personal }) => ({
      stream: id,
      streamKind: 'person',
      kind: 'person.registered',
      personal,
    })),
  )
}

/** @throws Problem `input.invalid`, `not_found` */
export async function changePerson(
  executor: Executor,
  writer: Writer,
  id: string,
  changes: Partial<NewPerson>,
): Promise<Person> {
  const person = await changingTerritory(executor, writer, async (tx) => {
    refuse(personComplaints(changes))
    const { rows } =
      await sql<Person>`select id, name, phone, email from people where id = ${id} and erased_at is null for update`.execute(
        tx,
      )
    if (!rows[0]) throw new Problem('not_found', { zh: '没有这个人', en: 'There is no such person' })
    const after = { ...rows[0], ...definedOf(changes) }
    await updatePeople(tx, writer, [after])
    return after
  })
  forgetPerson(writer.house, id)
  return person
}

/**
 * Where messages about somebody's account go is itself worth a message: to the number that they go to no longer, so that
 * nobody turns the warning away before they take the account (OWASP ASVS 5.0 §6.4).
 */
async function tellOldNumbers(tx: Work, { house, actor }: Writer, rows: Person[]): Promise<void> {
  const after = new Map(rows.map((row) => [row.id, row]))
  const { rows: holders } = await sql<Person>`
    select p.id, p.name, p.phone, p.email from people p where p.id = any(${[...after.keys()]}::uuid[])
      and exists (select 1 from accounts a where a.person_id = p.id) for update`.execute(tx)
  const moved = holders.filter(
    ({ id, phone, email }) => phone !== after.get(id)!.phone || email !== after.get(id)!.email,
  )
  if (actor.kind === 'system') return
  await recordLooks(
    tx,
    moved.map(({ id }) => ({ actor, action: 'person.contact_changed', subjectId: id, outcome: 'done' })),
  )
  for (const { id, phone } of moved) {
    const number = phone && phone !== after.get(id)!.phone ? foldPhone(phone) : undefined
    if (number)
      await sendMessage(tx, {
        phone: number,
        text: '【连心】管理员修改了您登记的电话。如果不是您要求的，请立即告诉单位负责人和审计员。',
        purpose: 'person.contact_changed',
        at: house.now(),
      })
  }
}

/** Only inside `changingTerritory`. */
export async function updatePeople(tx: Work, writer: Writer, rows: Person[]): Promise<void> {
  if (rows.length === 0) return
  await tellOldNumbers(tx, writer, rows)
  await sql`
    update people set name = r.name, phone = r.phone, email = r.email
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, name text, phone text, email text)
    where people.id = r.id`.execute(tx)
  await record(
    tx,
    writer,
    rows.map(({ id, name, phone, email }) => ({
      stream: id,
      streamKind: 'person',
      kind: 'person.changed',
      personal: { name, phone, email },
    })),
  )
}

/** Who keeps the register gives themselves nothing: what they may read and do is another operator's decision. */
function refuseOwnDuty({ actor }: Writer, personId: string): void {
  if (actor.kind !== 'system' && actor.personId === personId)
    throw new Problem('permission.denied', {
      reason: 'duty.own',
      zh: '不能给自己增加职责，请另一位管理员操作',
      en: 'Nobody gives a duty to themselves; ask another operator',
    })
}

/** What the house itself does stands in the timeline alone. */
async function lookedAt(
  tx: Work,
  { actor }: Writer,
  action: string,
  duties: { personId: string; role: string }[],
): Promise<void> {
  if (actor.kind === 'system') return
  await recordLooks(
    tx,
    duties.map(({ personId, role }) => ({
      actor,
      action,
      subjectId: personId,
      reason: role,
      outcome: 'done',
    })),
  )
}

/** Begins a duty. @throws Problem `input.invalid`, `not_found` */
export async function startDuty(executor: Executor, writer: Writer, duty: NewDuty): Promise<DutyRow> {
  const row = await changingTerritory(executor, writer, async (tx) => {
    const { areaId = null, activeFrom = writer.house.now(), activeTo = null } = duty
    if (!isDutyRole(duty.role))
      refuse([{ field: 'role', zh: `没有“${duty.role}”这个岗位`, en: `There is no role “${duty.role}”` }])
    if (activeTo && activeTo <= activeFrom)
      refuse([{ field: 'active_to', zh: '结束时间应晚于开始时间', en: 'A duty ends after it begins' }])
    if (duty.role === 'grid_worker' && !areaId)
      refuse([{ field: 'area_id', zh: '网格员要写明负责的网格', en: 'A grid worker’s duty names its area' }])
    const { rows } = await sql<{ person: boolean; organisation: boolean; area: boolean }>`
      select exists (select 1 from people where id = ${duty.personId} and erased_at is null) as person,
             exists (select 1 from organisations where id = ${duty.organisationId} and active_to is null) as organisation,
             (${areaId}::uuid is null or exists (select 1 from areas where id = ${areaId}::uuid and active_to is null)) as area`.execute(
      tx,
    )
    const found = rows[0]!
    if (!found.person) throw new Problem('not_found', { zh: '没有这个人', en: 'There is no such person' })
    if (!found.organisation)
      throw new Problem('not_found', { zh: '没有这个机构', en: 'There is no such organisation' })
    if (!found.area) throw new Problem('not_found', { zh: '没有这个区域', en: 'There is no such area' })
    const { personId, organisationId, role } = duty
    const made: DutyRow = {
      id: randomUUID(),
      personId,
      organisationId,
      role,
      areaId,
      activeFrom: activeFrom.toISOString(),
      activeTo: activeTo?.toISOString() ?? null,
    }
    await insertDuties(tx, writer, [made])
    return made
  })
  forgetPerson(writer.house, duty.personId)
  return row
}

/**
 * Only inside `changingTerritory`. By whatever way duties begin, nobody gives one to themselves, and the auditor sees it.
 * @throws Problem `permission.denied` (reason `duty.own`)
 */
export async function insertDuties(tx: Work, writer: Writer, rows: DutyRow[]): Promise<void> {
  if (rows.length === 0) return
  for (const { personId } of rows) refuseOwnDuty(writer, personId)
  await lookedAt(tx, writer, 'duty.start', rows)
  await sql`
    insert into duties (id, person_id, organisation_id, role, area_id, active_from, active_to)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, "personId" uuid, "organisationId" uuid, role text, "areaId" uuid, "activeFrom" timestamptz, "activeTo" timestamptz)`.execute(
    tx,
  )
  await record(
    tx,
    writer,
    rows.map(({ id, personId, organisationId, role, areaId, activeFrom, activeTo }) => ({
      stream: personId,
      streamKind: 'person',
      kind: 'duty.started',
      payload: {
        duty_id: id,
        organisation_id: organisationId,
        role,
        area_id: areaId,
        active_from: activeFrom,
        active_to: activeTo,
      },
    })),
  )
}

/**
 * Ends a running duty, now or at a time to come. Work in the person's hands that nobody would handle then goes to
 * `handTo`: at once, or when the time comes.
 * @throws Problem `not_found`, `input.invalid`, `conflict.changed` (reason `duty.holds_work`) where nobody is named
 */
export async function endDuty(
  executor: Executor,
  writer: Writer,
  id: string,
  wanted?: Date,
  handTo: string | null = null,
): Promise<void> {
  const personId = await changingTerritory(executor, writer, async (tx) => {
    // Now is when it is this change's turn, not when it was asked for.
    const at = wanted ?? writer.house.now()
    const { rows } = await sql<{ personId: string; organisationId: string; role: string; activeFrom: Date }>`
      select person_id as "personId", organisation_id as "organisationId", role, active_from as "activeFrom" from duties
      where id = ${id} and (active_to is null or active_to > ${writer.house.now()}) for update`.execute(tx)
    const duty = rows[0]
    if (!duty) throw new Problem('not_found', { zh: '没有这项在任职责', en: 'There is no such running duty' })
    if (at <= duty.activeFrom || (wanted && wanted < writer.house.now()))
      refuse([
        {
          field: 'at',
          zh: '不能早于现在，也不能早于任职开始',
          en: 'A duty cannot end before now, nor before it began',
        },
      ])
    const { personId, organisationId } = duty
    await settleWork(tx, writer, { dutyId: id, personId, organisationId, at, handTo })
    await endDuties(tx, writer, [{ id, personId, activeTo: at.toISOString(), handTo }])
    return personId
  })
  forgetPerson(writer.house, personId)
}

async function settleWork(tx: Work, writer: Writer, ending: EndingDuty): Promise<void> {
  const { held, handOver } = await workHeldIn(tx, ending)
  if (held === 0) return
  const { handTo, personId } = ending
  if (handTo === null || handTo === personId)
    throw new Problem('conflict.changed', {
      reason: 'duty.holds_work',
      zh: `此人手上还有 ${held} 件未办结事项，请先指定由谁接着办`,
      en: `This person still handles ${held} open matters; say who takes them over`,
      extra: { held },
    })
  if (ending.at <= writer.house.now()) await handOver(handTo)
}

/**
 * Only inside `changingTerritory`. A null end makes the duty run on.
 * @throws Problem `permission.denied` (reason `duty.own`) where somebody lengthens their own
 */
export async function endDuties(
  tx: Work,
  writer: Writer,
  rows: { id: string; personId: string; activeTo: string | null; handTo?: string | null }[],
): Promise<void> {
  if (rows.length === 0) return
  const { rows: before } = await sql<{ id: string; personId: string; role: string; activeTo: Date | null }>`
    select id, person_id as "personId", role, active_to as "activeTo" from duties
    where id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx)
  const wanted = new Map(rows.map(({ id, activeTo }) => [id, activeTo]))
  for (const { id, personId, activeTo } of before) {
    const end = wanted.get(id) ?? null
    if (activeTo !== null && (end === null || new Date(end) > activeTo)) refuseOwnDuty(writer, personId)
  }
  await lookedAt(tx, writer, 'duty.end', before)
  await sql`
    update duties set active_to = r."activeTo"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "activeTo" timestamptz)
    where duties.id = r.id`.execute(tx)
  await record(
    tx,
    writer,
    rows.map(({ id, personId, activeTo, handTo }) => ({
      stream: personId,
      streamKind: 'person',
      kind: activeTo === null ? 'duty.extended' : 'duty.ended',
      payload: { duty_id: id, active_to: activeTo, ...(handTo ? { hand_to: handTo } : {}) },
    })),
  )
}
