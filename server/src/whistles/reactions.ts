import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify } from '../kernel/notices/index.ts'
import { type Action, type Role, reachOf, roles, system } from '../kernel/permissions/index.ts'
import type { Consumer, TimelineEvent } from '../kernel/timeline/index.ts'
import { hotlineCentre } from '../territory/index.ts'
import { actOnCall } from './act.ts'
import type { Told } from './rules.ts'

type Words = (title: string, who: string) => { zh: string; en: string }
const purposes: Record<string, Words> = {
  called: (t) => ({ zh: `吹哨：请应哨并到场——${t}`, en: `You are called: answer and come. ${t}` }),
  acknowledged: (t, w) => ({ zh: `${w}已应哨：${t}`, en: `${w} answered the whistle: ${t}` }),
  arrived: (t, w) => ({ zh: `${w}已到场：${t}`, en: `${w} has arrived: ${t}` }),
  arrived_by_caller: (t) => ({
    zh: `吹哨单位已替您登记到场：${t}`,
    en: `The caller recorded your arrival: ${t}`,
  }),
  left: (t, w) => ({ zh: `${w}未经同意离场：${t}`, en: `${w} left before release: ${t}` }),
  objected: (t, w) => ({ zh: `${w}对吹哨有异议：${t}`, en: `${w} objects to the call: ${t}` }),
  upheld: (t, w) => ({ zh: `异议成立，${w}免到：${t}`, en: `Objection upheld, ${w} need not come: ${t}` }),
  refused: (t, w) => ({ zh: `异议不成立，${w}须到场：${t}`, en: `Objection refused, ${w} must come: ${t}` }),
  released: (t) => ({ zh: `已同意离场：${t}`, en: `You are released: ${t}` }),
  called_off: (t) => ({ zh: `已撤哨：${t}`, en: `Called off: ${t}` }),
  instructed: (t) => ({ zh: `现场指令：${t}`, en: `Instruction on site: ${t}` }),
  judged: (t) => ({ zh: `吹哨有了评价：${t}`, en: `Judged: ${t}` }),
  proposal: (t, w) => ({
    zh: `街道对${w}提了考核建议：${t}`,
    en: `A proposal for the assessment of ${w}: ${t}`,
  }),
  acknowledge_late: (t, w) => ({ zh: `${w}过时未应哨：${t}`, en: `${w} did not answer in time: ${t}` }),
  arrive_late: (t, w) => ({ zh: `${w}过时未到场：${t}`, en: `${w} did not arrive in time: ${t}` }),
  objection_late: (t) => ({ zh: `异议过时未裁定：${t}`, en: `An objection is overdue for decision: ${t}` }),
  acknowledge_late_supervised: (t, w) => ({
    zh: `${w}未应哨，已督办：${t}`,
    en: `${w} silent, under supervision: ${t}`,
  }),
  arrive_late_supervised: (t, w) => ({
    zh: `${w}未到场，已督办：${t}`,
    en: `${w} did not come, under supervision: ${t}`,
  }),
}

async function onDuty(tx: Work, organisationId: string, action: Action, now: Date): Promise<string[]> {
  const able = (Object.keys(roles) as Role[]).filter((role) => reachOf(role, action) !== undefined)
  const { rows } = await sql<{ person_id: string }>`
    select distinct person_id from duties where organisation_id = ${organisationId} and role = any(${able})
      and active_from <= ${now} and (active_to is null or active_to > ${now}) limit 50`.execute(tx)
  return rows.map(({ person_id }) => person_id)
}

/** Derived from the timeline, so that a crash neither loses nor doubles a word. */
async function tellThem(house: House, tx: Work, event: TimelineEvent): Promise<void> {
  const told = event.payload.tell as Told[] | undefined
  const whistleId = (event.payload.whistle as string | undefined) ?? event.stream
  if (!told?.length) return
  const { rows } = await sql<{
    title: string
    callerId: string
    called: string | null
    calledName: string | null
    open: string[] | null
  }>`
    select mw.title, w.organisation_id as "callerId", o.id as called, o.name as "calledName",
      (select array_agg(c.organisation_id::text) from whistle_calls c where c.whistle_id = w.id and c.ended_at is null) as open
    from whistles w join matter_words mw on mw.matter_id = w.matter_id
    left join organisations o on o.id = ${(event.payload.organisation as string | undefined) ?? null}::uuid
    where w.id = ${whistleId}`.execute(tx)
  const found = rows[0]
  if (!found) return
  const now = house.now()
  for (const { who, purpose, urgent } of told) {
    const words = purposes[purpose]?.(found.title, found.calledName ?? '')
    if (!words) continue
    const people =
      who === 'caller'
        ? await onDuty(tx, found.callerId, 'whistle.blow', now)
        : who === 'called'
          ? (
              await Promise.all(
                (found.called ? [found.called] : (found.open ?? [])).map((id) =>
                  onDuty(tx, id, 'whistle.answer', now),
                ),
              )
            ).flat()
          : await onDuty(tx, (await hotlineCentre(tx))?.id ?? found.callerId, 'whistle.arbitrate', now)
    await notify(tx, {
      personIds: people.filter((id) => id !== event.actorId),
      kind: `whistle.${purpose}`,
      subjectId: whistleId,
      words,
      link: `/desk/whistles/${whistleId}`,
      urgent,
      at: now,
    })
  }
}

/** Its part was accepted or recalled elsewhere: the call is over with it. */
async function endWithPart(house: House, tx: Work, event: TimelineEvent): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from whistle_calls where matter_id = ${event.stream} and ended_at is null`.execute(tx)
  if (!rows[0]) return
  const outcome = event.kind === 'matter.recalled' ? 'recalled' : 'accepted'
  await actOnCall(house, { actor: system, callId: rows[0].id, command: { type: 'part_done', outcome } }, tx)
}

export function whistleConsumers(house: House): Consumer[] {
  return [
    {
      name: 'whistles.notices',
      kinds: [
        'whistle.called',
        'whistle.acknowledged',
        'whistle.arrived',
        'whistle.left',
        'whistle.objected',
        'whistle.objection_decided',
        'whistle.missed',
        'whistle.released',
        'whistle.call_off',
        'whistle.instructed',
        'whistle.judged',
      ],
      handle: (tx, event) => tellThem(house, tx, event),
    },
    {
      name: 'whistles.parts',
      kinds: ['matter.closed', 'matter.recalled'],
      handle: (tx, event) => endWithPart(house, tx, event),
    },
  ]
}
