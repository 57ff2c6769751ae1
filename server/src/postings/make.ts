import { recordLook } from '../kernel/audit/index.ts'
import { addDays, shanghaiDate, startOfDay } from '../kernel/calendar/index.ts'
import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import { startDeadline } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import { forgetPerson } from '../kernel/identity/index.ts'
import { type Actor, type Duty, requireReach, scopePredicate } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import { timeOrderedId } from '../matters/index.ts'
import { partyOrganisation } from '../membership/index.ts'
import { startDuty } from '../territory/index.ts'
import { inOrder, isAhead, mostDaysAhead, termFault, warningAt } from './rules.ts'
import { lockPosting, type Posting } from './store.ts'
import { tellOf } from './telling.ts'

export interface NewPosting {
  person_id: string
  sender_id: string
  village_id: string
  kind: string
  team: string | null
  from: string
  until: string
}

const refuse = (reason: string, zh: string, en: string) => new Problem('input.invalid', { reason, zh, en })

/** Only organisations of the kinds that the pack names send people: a street asks the county's department to. */
export function requireMaker(rules: Rules, duty: Duty): void {
  if (!rules.posting_making.makers.includes(duty.organisationKind))
    throw new Problem('permission.denied', {
      reason: 'posting.not_maker',
      zh: '驻村由县级以上组织部门派出、延长、结束和轮换，请向上级组织部门提出',
      en: 'The county’s organisation department sends, extends, ends and replaces; ask it to',
    })
}

export async function makePosting(
  house: House,
  actor: Actor,
  wanted: NewPosting,
  tx: Work,
): Promise<{ id: string }> {
  const rules = await house.rulesNow()
  const id = await insertPosting(house, tx, actor, rules, wanted, null)
  return { id }
}

/** After the transaction: who was sent acts in the village from now on, or from the first day. */
export function afterMaking(house: House, personId: string): void {
  forgetPerson(house, personId)
  house.wake()
}

export async function insertPosting(
  house: House,
  tx: Work,
  actor: Actor,
  rules: Rules,
  wanted: NewPosting,
  replaces: Posting | null,
): Promise<string> {
  const village = await partyOrganisation(tx, wanted.village_id)
  if (!village || village.ended || !village.inCommunity || !village.areaPath || village.form === 'group')
    throw refuse(
      'posting.village',
      '请选村或社区的党组织',
      'Choose the party organisation of a village or community',
    )
  const duty = requireReach(actor, 'posting.lead', {
    organisationId: village.id,
    organisationPath: village.path,
    areaPath: village.areaPath,
  })!
  requireMaker(rules, duty)
  if (!rules.posting_kinds.some((each) => each.id === wanted.kind))
    throw refuse('posting.kind', '没有这种驻村岗位', 'There is no such kind of posting')
  const sender = await senderWithin(tx, actor, wanted.sender_id)
  requireTerm(wanted, shanghaiDate(house.now()))
  await requirePerson(house, tx, actor, wanted, village.path)
  const isPlanned = isAhead(wanted.from, shanghaiDate(house.now()))
  const dutyId = isPlanned ? null : await startPostedDuty(house, tx, actor, wanted)
  const id = timeOrderedId(house.now())
  const head = await appendEvents(tx, {
    stream: id,
    streamKind: 'posting',
    head: { seq: 0, hash: null },
    at: house.now(),
    actorId: actor.personId,
    actorOrganisationId: duty.organisationId,
    digest: house.configuration.digest,
    events: [
      {
        kind: isPlanned ? 'posting.planned' : 'posting.made',
        payload: {
          sender: sender.id,
          village: village.id,
          posting_kind: wanted.kind,
          from: wanted.from,
          until: wanted.until,
          ...(replaces ? { replaces: replaces.id } : {}),
        },
      },
    ],
  })
  await sql`insert into postings (id, person_id, sender_id, sender_path, village_id, village_path, area_path, kind, team,
      from_day, until_day, state, duty_id, made_by, made_by_organisation, made_at, replaces_id, rules_hash, head_seq, head_hash)
    values (${id}, ${wanted.person_id}, ${sender.id}, ${sender.path}::ltree, ${village.id}, ${village.path}::ltree,
      ${village.areaPath}::ltree, ${wanted.kind}, ${wanted.team}, ${wanted.from}::date, ${wanted.until}::date, ${isPlanned ? 'planned' : 'running'}, ${dutyId},
      ${actor.personId}, ${duty.organisationId}, ${house.now()}, ${replaces?.id ?? null}, ${rules.hash}, ${head.seq}, ${head.hash})`.execute(
    tx,
  )
  if (isPlanned) await awaitFirstDay(house, tx, id, wanted.from)
  else await startTerm(house, tx, rules, id, wanted.until)
  const kind = rules.posting_kinds.find((each) => each.id === wanted.kind)!
  await tellOf(
    house,
    tx,
    await lockPosting(tx, id),
    ['person', 'sender', 'village'],
    isPlanned ? 'posting.planned' : 'posting.made',
    {
      zh: `${sender.name}派到${village.name}：${kind.zh}，${wanted.from} 至 ${wanted.until}${isPlanned ? `，${wanted.from} 到村` : ''}`,
      en: `Sent by ${sender.name} to ${village.name}: ${kind.en}, ${wanted.from} to ${wanted.until}${isPlanned ? `; begins on ${wanted.from}` : ''}`,
    },
    actor.personId,
  )
  return id
}

/** The duty by which somebody acts in the village, from the first day of the posting on. */
export async function startPostedDuty(
  house: House,
  tx: Work,
  actor: Actor,
  posted: Pick<NewPosting, 'person_id' | 'village_id' | 'from'>,
): Promise<string> {
  const { id } = await startDuty(
    tx,
    { house, actor },
    {
      personId: posted.person_id,
      organisationId: posted.village_id,
      role: 'posted',
      activeFrom: startOfDay(posted.from),
    },
  )
  return id
}

/** The clock of a planned posting: it is swept as its first day begins. */
async function awaitFirstDay(house: House, tx: Work, id: string, from: string): Promise<void> {
  await startDeadline(tx, {
    subjectId: id,
    step: 'posting.begin',
    ruleId: 'posting_making',
    startedAt: house.now(),
    dueAt: startOfDay(addDays(from, 1)),
    explanation: {
      zh: `${from} 到村，由派出的组织部门写明`,
      en: `It begins on ${from}, as the organisation department set it`,
    },
    sweepAt: startOfDay(from),
  })
}

/** The one running clock of a posting: its last day, with the warnings around it. */
export async function startTerm(
  house: House,
  tx: Work,
  rules: Rules,
  id: string,
  until: string,
): Promise<void> {
  const first = inOrder(rules.posting_warnings).find((each) => warningAt(until, each) > house.now())
  await startDeadline(tx, {
    subjectId: id,
    step: 'posting.term',
    ruleId: 'posting_warnings',
    startedAt: house.now(),
    dueAt: new Date(startOfDay(until).getTime() + 86_400_000),
    explanation: {
      zh: `任期到 ${until}，由派出的组织部门写明`,
      en: `The term runs to ${until}, as the organisation department set it`,
    },
    sweepAt: first ? warningAt(until, first) : null,
  })
}

export function requireTerm(term: { from: string; until: string }, today: string): void {
  const fault = termFault(term, today)
  if (fault === 'too_far')
    throw refuse(
      'posting.too_far',
      `到村日期最晚是 ${mostDaysAhead} 天之后`,
      `It begins at most ${mostDaysAhead} days ahead`,
    )
  if (fault === 'ends_before')
    throw refuse(
      'posting.ends_before',
      '任期最后一天要在到村日期和今天以后',
      'The last day lies ahead, and after the first',
    )
}

/** The unit that sends, which lies within the reach of who leads. @throws Problem */
async function senderWithin(executor: Executor, actor: Actor, id: string) {
  const { rows } = await sql<{ id: string; name: string; path: string; areaPath: string | null }>`
    select o.id, o.name, o.path::text as path, a.path::text as "areaPath"
    from organisations o left join areas a on a.id = o.area_id where o.id = ${id} and o.active_to is null`.execute(
    executor,
  )
  if (!rows[0]) throw refuse('posting.sender', '没有这个派出单位', 'There is no such unit')
  requireReach(actor, 'posting.lead', {
    organisationId: id,
    organisationPath: rows[0].path,
    areaPath: rows[0].areaPath,
  })
  return rows[0]
}

/** A person of the sending unit, of neither the village nor another posting, and never the one who sends. */
export async function requirePerson(
  house: House,
  executor: Executor,
  actor: Actor,
  { person_id: personId, sender_id: senderId }: Pick<NewPosting, 'person_id' | 'sender_id'>,
  villagePath: string,
  /** The planned posting itself, as it begins. */
  own: string | null = null,
): Promise<void> {
  if (personId === actor.personId)
    throw new Problem('permission.denied', {
      reason: 'posting.own',
      zh: '不能派出自己',
      en: 'Nobody sends themselves',
    })
  const now = house.now()
  // Two who send the same person at once take turns.
  await sql`select 1 from people where id = ${personId} for update`.execute(executor)
  const { rows } = await sql<{ ofSender: boolean; ofVillage: boolean; posted: boolean }>`
    select exists (select 1 from duties d join organisations o on o.id = d.organisation_id, organisations s
        where s.id = ${senderId} and d.person_id = ${personId} and o.path <@ s.path
          and d.active_from <= ${now} and (d.active_to is null or d.active_to > ${now}))
      or exists (select 1 from party_members m join organisations o on o.id = m.branch_id, organisations s
        where s.id = ${senderId} and m.person_id = ${personId} and m.left_on is null and o.path <@ s.path) as "ofSender",
      exists (select 1 from duties d join organisations o on o.id = d.organisation_id
        where d.person_id = ${personId} and o.path <@ ${villagePath}::ltree
          and d.active_from <= ${now} and (d.active_to is null or d.active_to > ${now})) as "ofVillage",
      exists (select 1 from postings where person_id = ${personId} and state in ('planned', 'running')
        and id is distinct from ${own}::uuid) as posted`.execute(executor)
  const found = rows[0]!
  if (found.posted)
    throw new Problem('conflict.exists', {
      reason: 'posting.elsewhere',
      zh: '这个人正在驻村或已经定了要去驻村，先结束或取消原来的一次',
      en: 'This person is posted already, or about to be; end that or call it off first',
    })
  if (!found.ofSender)
    throw refuse(
      'posting.not_of_sender',
      '这个人不是派出单位的人',
      'This person does not belong to the sending unit',
    )
  if (found.ofVillage)
    throw refuse('posting.of_village', '本村的人不用派', 'This person serves in that village already')
}

export interface Candidate {
  id: string
  name: string
}

/** Who may be sent from a unit: on duty there or below, a party member there, and nowhere posted or about to be. */
export async function candidatesOf(
  house: House,
  actor: Actor,
  senderId: string,
  q: string,
): Promise<Candidate[]> {
  const now = house.now()
  const { path } = await senderWithin(house.db, actor, senderId)
  // Who belongs to a branch is read by those alone who read its roll, and each look is recorded.
  const readable = scopePredicate(actor, 'membership.read', {
    organisationId: sql.ref('o.id'),
    organisationPath: sql.ref('b.path'),
    areaPath: sql.ref('b.area_path'),
  })
  await recordLook(house.db, { actor, action: 'membership.read', subjectId: senderId, outcome: 'done' })
  const { rows } = await sql<Candidate>`
    select w.id, w.name from people w where w.erased_at is null and w.id in (
        select d.person_id from duties d join organisations o on o.id = d.organisation_id
        where o.path <@ ${path}::ltree
          and d.active_from <= ${now} and (d.active_to is null or d.active_to > ${now})
        union select m.person_id from party_members m join organisations o on o.id = m.branch_id
          join party_organisations b on b.organisation_id = o.id
        where m.left_on is null and o.path <@ ${path}::ltree and ${readable})
      and not exists (select 1 from postings p where p.person_id = w.id and p.state in ('planned', 'running'))
      ${q ? sql`and w.name like ${`%${q.replace(/[%_\\]/g, '\\$&')}%`}` : sql``}
    order by w.name, w.id limit 30`.execute(house.db)
  return rows
}
