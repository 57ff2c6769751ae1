import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { shanghaiDate, shanghaiTime } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify } from '../kernel/notices/index.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import type { GatheringKind } from '../kernel/policy/index.ts'
import { type Fault, Problem } from '../kernel/problems.ts'
import { organisationById } from '../territory/index.ts'
import { requireStanding, standingIn } from './access.ts'
import { belongingTo } from './membership-door.ts'
import { may } from './rules.ts'
import { type Gathering, kindNow, kindOf, lockGathering, refused, tellOf } from './store.ts'

export interface Calling {
  title?: string
  startsAt: string
  endsAt?: string | null
  place?: string | null
  remote?: boolean
  meetingLink?: string | null
  chairId?: string | null
  recorderId?: string | null
  agenda?: string[]
  materials?: { title: string; words?: string | null; link?: string | null }[]
  /** Besides those who should attend by the rule, or instead of them where the kind is for those invited. */
  invited?: { personId?: string; organisationId?: string; name?: string; mayVote?: boolean }[]
}

const hour = 3_600_000

export function faultsOf(house: House, calling: Calling): Fault[] {
  const starts = Date.parse(calling.startsAt)
  const ends = calling.endsAt ? Date.parse(calling.endsAt) : starts + hour
  const faults: Fault[] = []
  if (Number.isNaN(starts) || starts < house.now().getTime() - hour)
    faults.push({ at: '/starts_at', zh: '开始时间已经过去', en: 'The start lies in the past' })
  if (Number.isNaN(ends) || ends <= starts || ends > starts + 24 * hour)
    faults.push({
      at: '/ends_at',
      zh: '结束时间应在开始之后的 24 小时内',
      en: 'The end is within 24 hours of the start',
    })
  if (calling.chairId && calling.chairId === calling.recorderId)
    faults.push({
      at: '/recorder_id',
      zh: '主持人和记录人要是两个人',
      en: 'Chair and recorder are two people',
    })
  for (const [index, { link }] of (calling.materials ?? []).entries())
    if (link && !/^https?:\/\//.test(link))
      faults.push({
        at: `/materials/${index}/link`,
        zh: '网址要以 https:// 开头',
        en: 'An address begins with https://',
      })
  if (calling.meetingLink && !calling.meetingLink.startsWith('https://'))
    faults.push({
      at: '/meeting_link',
      zh: '会议链接要以 https:// 开头',
      en: 'A meeting link begins with https://',
    })
  return faults
}

export function refuseFaults(faults: Fault[]): void {
  if (faults.length === 0) return
  throw new Problem('input.invalid', {
    faults,
    zh: faults.map(({ zh }) => zh).join('；'),
    en: faults.map(({ en }) => en).join('; '),
  })
}

/** Who should attend by the rule of the kind, on the day on which it is called. */
async function dueOf(house: House, tx: Work, kind: GatheringKind, organisationId: string) {
  if (kind.attend === 'invited' || kind.attend === 'pair') return []
  const all = await belongingTo(tx, organisationId, house.now())
  if (kind.attend === 'committee') return all.filter(({ inCommittee }) => inCommittee)
  return kind.attend === 'full_members' ? all.filter(({ mayVote }) => mayVote) : all
}

async function writeAttendees(
  house: House,
  tx: Work,
  gathering: Gathering,
  kind: GatheringKind,
  calling: Calling,
): Promise<string[]> {
  const due = await dueOf(house, tx, kind, gathering.organisationId)
  const dueIds = new Set(due.map(({ personId }) => personId))
  const rows = [
    ...due.map(({ personId, mayVote }) => ({ person_id: personId, should_attend: true, may_vote: mayVote })),
    ...(calling.invited ?? [])
      .filter(({ personId }) => !personId || !dueIds.has(personId))
      .map(({ personId, organisationId, name, mayVote }) => ({
        person_id: personId ?? null,
        organisation_id: organisationId ?? null,
        guest_name: name ?? null,
        should_attend: kind.attend === 'invited',
        may_vote: kind.attend === 'invited' && mayVote === true,
      })),
  ].map((row) => ({ id: randomUUID(), ...row }))
  await sql`
    insert into gathering_attendees (id, gathering_id, person_id, organisation_id, guest_name, should_attend, may_vote)
    select id, ${gathering.id}::uuid, person_id, organisation_id, guest_name, should_attend, may_vote
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, person_id uuid, organisation_id uuid, guest_name text, should_attend boolean, may_vote boolean)
    on conflict (gathering_id, person_id) do nothing`.execute(tx)
  return rows.flatMap(({ person_id }) => (person_id ? [person_id] : []))
}

export async function writeAgenda(tx: Work, gatheringId: string, agenda: string[]): Promise<void> {
  const rows = agenda.map((title, index) => ({ id: randomUUID(), title: title.trim(), position: index + 1 }))
  await sql`insert into gathering_agenda (id, gathering_id, position, title)
    select id, ${gatheringId}::uuid, position, title
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, position int, title text)`.execute(
    tx,
  )
}

export async function writeMaterials(
  tx: Work,
  gatheringId: string,
  materials: NonNullable<Calling['materials']>,
) {
  const rows = materials.map(({ title, words, link }, index) => ({
    id: randomUUID(),
    title: title.trim(),
    words: words?.trim() || null,
    link: link || null,
    position: index + 1,
  }))
  await sql`insert into gathering_materials (id, gathering_id, position, title, words, link)
    select id, ${gatheringId}::uuid, position, title, words, link
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, position int, title text, words text, link text)`.execute(
    tx,
  )
}

/** Calls what was planned: from now on those who should attend are named, told, and reminded. */
async function call(
  house: House,
  tx: Work,
  gathering: Gathering,
  kind: GatheringKind,
  actor: Actor,
  calling: Calling,
) {
  refuseFaults(faultsOf(house, calling))
  const starts = new Date(calling.startsAt)
  const people = await writeAttendees(house, tx, gathering, kind, calling)
  const belonging = await belongingTo(tx, gathering.organisationId, house.now())
  const chairId =
    calling.chairId ?? belonging.find(({ isSecretary }) => isSecretary)?.personId ?? actor.personId ?? null
  const recorderId =
    calling.recorderId ?? belonging.find(({ personId }) => personId !== chairId)?.personId ?? null
  await sql`update gatherings set state = 'called', title = ${calling.title?.trim() || gathering.title},
      day = ${shanghaiDate(starts)}::date, starts_at = ${starts}, ends_at = ${calling.endsAt ? new Date(calling.endsAt) : new Date(starts.getTime() + hour)},
      place = ${calling.place?.trim() || null}, remote = ${calling.remote ?? false}, meeting_link = ${calling.meetingLink || null},
      chair_id = ${chairId}, recorder_id = ${recorderId}, sign_in_secret = ${randomBytes(32)}
    where id = ${gathering.id}`.execute(tx)
  await writeAgenda(
    tx,
    gathering.id,
    calling.agenda?.length ? calling.agenda : [calling.title?.trim() || kind.zh],
  )
  await writeMaterials(tx, gathering.id, calling.materials ?? [])
  await tellOf(house, tx, gathering, actor, [
    {
      kind: 'gathering.called',
      payload: {
        day: shanghaiDate(starts),
        starts_at: starts.toISOString(),
        plan_key: gathering.planKey,
        people: people.length,
        remote: calling.remote ?? false,
      },
    },
  ])
  const name = calling.title?.trim() || gathering.title
  const when = `${shanghaiDate(starts)} ${shanghaiTime(starts)}`
  await notify(tx, {
    personIds: people.filter((id) => id !== actor.personId),
    kind: 'gathering.called',
    subjectId: gathering.id,
    words: {
      zh: `请参加“${name}”：${when}${calling.place ? `，${calling.place.trim()}` : ''}`,
      en: `Please attend “${name}”: ${when}${calling.place ? `, ${calling.place.trim()}` : ''}`,
    },
    link: `/meeting?g=${gathering.id}`,
    at: house.now(),
  })
}

export async function callPlanned(house: House, actor: Actor, id: string, version: number, calling: Calling) {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id, version)
    const kind = kindNow(rules, gathering)
    requireStanding(await standingIn(tx, gathering, kind, actor), 'holds')
    if (!may.call(gathering.state))
      throw refused('gathering.state', '这次会议已经通知过了', 'This gathering has been called already')
    if (gathering.periodEnd && shanghaiDate(new Date(calling.startsAt)) > gathering.periodEnd)
      throw refused(
        'gathering.outside_period',
        `按规定最晚要在 ${gathering.periodEnd} 前召开；过期的请补开`,
        `The rules ask for it by ${gathering.periodEnd}; what is missed is made up for`,
      )
    await call(house, tx, gathering, kind, actor, calling)
  })
}

/** Calls a gathering that no plan asked for, or makes up for one that was missed, on the day on which it really is. */
export async function callAnother(
  house: House,
  tx: Work,
  actor: Actor,
  asked: { organisationId: string; kind: string; makesUp?: string },
  calling: Calling,
): Promise<string> {
  const rules = await house.rulesNow()
  const kind = kindOf(rules, asked.kind)
  if (kind.attend === 'pair')
    refuseFaults([
      { at: '/kind', zh: '谈心谈话请在“谈心谈话”里记录', en: 'Talks are recorded on their own page' },
    ])
  const organisation = await organisationById(tx, asked.organisationId)
  if (!organisation || organisation.activeTo)
    throw new Problem('not_found', { zh: '没有这个单位', en: 'No such organisation' })
  requireReach(actor, 'gathering.hold', {
    organisationId: organisation.id,
    organisationPath: organisation.path,
  })
  const id = randomUUID()
  await sql`
    insert into gatherings (id, organisation_id, organisation_path, kind, title, state, day, moved, made_by, makes_up, rules_hash)
    values (${id}, ${organisation.id}, ${organisation.path}::ltree, ${kind.id}, ${calling.title?.trim() || kind.zh}, 'planned',
      ${shanghaiDate(new Date(calling.startsAt))}::date, true, ${actor.personId}, ${asked.makesUp ?? null}, ${rules.hash})`.execute(
    tx,
  )
  await call(house, tx, await lockGathering(tx, id), kind, actor, calling)
  return id
}
