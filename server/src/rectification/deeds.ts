import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify } from '../kernel/notices/index.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { openTask } from '../matters/index.ts'
import { addMonths } from '../membership/index.ts'
import { peopleOf } from '../territory/index.ts'
import { progressOf } from './progress.ts'
import { type Deed, lacks, mayDo } from './rules.ts'
import { lockForDeciding, saveCase, type WeakCase } from './store.ts'
import { keepTeam } from './team.ts'

const wrongState = () =>
  new Problem('conflict.changed', {
    reason: 'weak.state',
    zh: '这一步现在不能办，请刷新后再看',
    en: 'This cannot be done now; reload and look again',
  })

function requireState(deed: Deed, found: WeakCase): void {
  if (!mayDo(deed, found.state)) throw wrongState()
}

/** Tells those who answer for the branch. */
async function tellBranch(
  house: House,
  tx: Work,
  found: WeakCase,
  kind: string,
  zh: string,
  en: string,
): Promise<void> {
  const people = await peopleOf(tx, found.branchId, house.now())
  await notify(tx, {
    personIds: people.filter(({ role }) => role === 'secretary').map(({ personId }) => personId),
    kind,
    subjectId: found.id,
    words: { zh, en },
    link: `/desk/weak/${found.id}`,
    at: house.now(),
  })
}

/** A person looked into it and says, with words, whether the branch is listed. Facts alone list nobody. */
export async function decideCase(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; confirm: boolean; reason: string },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { found, organisationId } = await lockForDeciding(tx, actor, id, said.version)
    requireState(said.confirm ? 'confirm' : 'reject', found)
    const now = house.now()
    const rule = (await house.rulesOf(found.rulesHash)).rectification
    const decided = sql`decided_by = ${actor.personId}, decided_at = ${now}, decision_reason = ${said.reason}`
    const due = addMonths(shanghaiDate(now), rule.longest_months)
    await saveCase(
      house,
      tx,
      found,
      { personId: actor.personId, organisationId },
      said.confirm
        ? sql`${decided}, state = 'listed', due_on = ${due}::date`
        : sql`${decided}, state = 'rejected', ended_at = ${now}`,
      [
        {
          kind: said.confirm ? 'weak.listed' : 'weak.rejected',
          payload: {
            situations: found.reasons.map(({ situation }) => situation),
            ...(said.confirm ? { due_on: due } : {}),
          },
          personal: { text: said.reason },
        },
      ],
    )
    if (!said.confirm) return
    await keepTeam(house, tx, found, 'before')
    await tellBranch(
      house,
      tx,
      found,
      'weak.listed',
      `${found.branchName}列入整顿，${due} 前验收。请与上级一起订计划`,
      `${found.branchName} is to be put right, by ${due}. Make the plan together with those above`,
    )
  })
  house.wake()
}

export interface Helper {
  kind: string
  person_id?: string | null
  organisation_id?: string | null
}

/** 一支部一策: the plan and who helps. Written anew as often as it is needed, never twice at once. */
export async function writePlan(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; plan: string; helpers: Helper[] },
): Promise<void> {
  const { weak_helpers: kinds } = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const { found, organisationId } = await lockForDeciding(tx, actor, id, said.version)
    requireState('plan', found)
    for (const { kind, person_id: person, organisation_id: organisation } of said.helpers) {
      if (!kinds.some((each) => each.id === kind) || !person === !organisation)
        throw new Problem('input.invalid', {
          reason: 'weak.helper',
          zh: '每一类帮扶力量写一个人或一个单位',
          en: 'Each kind of helper is one person or one organisation',
        })
      await requireHelper(tx, found, person ?? null, organisation ?? null)
    }
    await sql`delete from weak_helpers where case_id = ${id}`.execute(tx)
    for (const { kind, person_id: person, organisation_id: organisation } of said.helpers)
      await sql`insert into weak_helpers (case_id, kind, person_id, organisation_id, named_at)
        values (${id}, ${kind}, ${person ?? null}, ${organisation ?? null}, ${house.now()})`.execute(tx)
    await saveCase(house, tx, found, { personId: actor.personId, organisationId }, sql`plan = ${said.plan}`, [
      {
        kind: 'weak.planned',
        payload: { helpers: said.helpers.map(({ kind }) => kind) },
        personal: { text: said.plan },
      },
    ])
  })
  house.wake()
}

/** Nobody of the branch helps their own branch. */
async function requireHelper(
  tx: Work,
  found: WeakCase,
  personId: string | null,
  organisationId: string | null,
): Promise<void> {
  const { rows } = await sql<{ known: boolean; own: boolean }>`
    select case when ${personId}::uuid is not null
        then exists (select 1 from people where id = ${personId}::uuid and erased_at is null)
        else exists (select 1 from organisations where id = ${organisationId}::uuid and active_to is null) end as known,
      coalesce(${organisationId}::uuid = ${found.branchId}::uuid, exists (
        select 1 from party_members where person_id = ${personId}::uuid and branch_id = ${found.branchId} and left_on is null)) as own`.execute(
    tx,
  )
  const { known, own } = rows[0]!
  if (!known)
    throw new Problem('not_found', { zh: '没有这个人或单位', en: 'There is no such person or organisation' })
  if (own)
    throw new Problem('input.invalid', {
      reason: 'weak.own_helper',
      zh: '帮扶的人和单位要来自支部以外',
      en: 'Helpers come from outside the branch',
    })
}

/** A milestone is a task with a day, for the branch or for who helps; who plans accepts it. */
export async function addMilestone(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; title: string; text: string; due_day: string; to: string | null },
): Promise<{ matter_id: string; number: string }> {
  const task = await house.db.transaction().execute(async (tx) => {
    const { found, organisationId } = await lockForDeciding(tx, actor, id, said.version)
    requireState('plan', found)
    requireReach(actor, 'task.give', { organisationId })
    const to = said.to ?? found.branchId
    const { rows } =
      await sql`select 1 from weak_helpers where case_id = ${id} and organisation_id = ${to}::uuid`.execute(
        tx,
      )
    if (to !== found.branchId && rows.length === 0)
      throw new Problem('input.invalid', {
        reason: 'weak.milestone_to',
        zh: '任务交给本支部，或交给计划里结对的单位',
        en: 'A milestone is for the branch itself or for the partner unit of its plan',
      })
    if (said.due_day > found.dueOn!)
      throw new Problem('input.invalid', {
        reason: 'weak.milestone_late',
        zh: `最迟到 ${found.dueOn}，这是整顿的期限`,
        en: `By ${found.dueOn} at the latest: it is to be put right by then`,
      })
    const opened = await openTask(house, tx, {
      channel: 'rectification',
      by: organisationId,
      to,
      title: said.title,
      body: said.text,
      dueDay: said.due_day,
      actorPersonId: actor.personId,
    })
    await sql`insert into weak_milestones (matter_id, case_id, created_at) values (${opened.id}, ${id}, ${house.now()})`.execute(
      tx,
    )
    await saveCase(house, tx, found, { personId: actor.personId, organisationId }, null, [
      { kind: 'weak.milestone_set', payload: { matter: opened.id, due_day: said.due_day } },
    ])
    return opened
  })
  house.wake()
  return { matter_id: task.id, number: task.number }
}

/** 销号: the county accepts what residents have confirmed; nothing that is still lacking is passed over. */
export async function acceptCase(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; reason: string },
): Promise<void> {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const { found, organisationId } = await lockForDeciding(tx, actor, id, said.version)
    requireState('accept', found)
    const rule = (await house.rulesOf(found.rulesHash)).rectification
    const lacking = lacks(await progressOf(tx, rules, found), rule)
    if (lacking.length > 0)
      throw new Problem('conflict.changed', {
        reason: 'weak.lacking',
        zh: '还不能验收：计划、帮扶、任务或群众评议有没办完的',
        en: 'It cannot be accepted yet: plan, helpers, milestones or the residents’ poll are lacking',
        extra: { lacking },
      })
    const now = house.now()
    const until = addMonths(shanghaiDate(now), rule.watch_months)
    await saveCase(
      house,
      tx,
      found,
      { personId: actor.personId, organisationId },
      sql`state = 'accepted', accepted_by = ${actor.personId}, accepted_at = ${now}, watch_until = ${until}::date`,
      [{ kind: 'weak.accepted', payload: { watch_until: until }, personal: { text: said.reason } }],
    )
    await keepTeam(house, tx, found, 'after')
    await tellBranch(
      house,
      tx,
      found,
      'weak.accepted',
      `${found.branchName}已销号，再观察到 ${until}`,
      `${found.branchName} was taken off the list, and is watched until ${until}`,
    )
  })
  house.wake()
}

/** The end of the watch: it stays off the list, or comes back on it with the same case and a new limit. */
export async function recheck(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; sound: boolean; reason: string },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { found, organisationId } = await lockForDeciding(tx, actor, id, said.version)
    requireState(said.sound ? 'release' : 'list_again', found)
    const today = shanghaiDate(house.now())
    if (said.sound && today < found.watchUntil!)
      throw new Problem('conflict.changed', {
        reason: 'weak.watched',
        zh: `还在观察期，到 ${found.watchUntil} 才能结束`,
        en: `It is watched until ${found.watchUntil}`,
      })
    const rule = (await house.rulesOf(found.rulesHash)).rectification
    const due = addMonths(today, rule.longest_months)
    await saveCase(
      house,
      tx,
      found,
      { personId: actor.personId, organisationId },
      said.sound
        ? sql`state = 'released', ended_at = ${house.now()}`
        : sql`state = 'listed', due_on = ${due}::date, accepted_at = null, accepted_by = null, watch_until = null`,
      [{ kind: said.sound ? 'weak.released' : 'weak.listed_again', personal: { text: said.reason } }],
    )
    if (!said.sound) await sql`delete from weak_teams where case_id = ${id} and moment = 'after'`.execute(tx)
  })
  house.wake()
}
