import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { notify } from '../kernel/notices/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { requireStanding, standingIn } from './access.ts'
import { type Calling, callAnother } from './calling.ts'
import { belongingTo } from './membership-door.ts'
import { may } from './rules.ts'
import { gatheringsWhere, kindNow, lockGathering, refused, tellOf } from './store.ts'

const batch = 200

/**
 * What the rules asked for and nobody held by the end of its period is missed, and stays so. Those who hold gatherings
 * there are told once, of all that their organisation missed.
 * @returns how many
 */
export async function markMissed(house: House): Promise<number> {
  const today = shanghaiDate(house.now())
  let missed = 0
  for (;;) {
    const found = await house.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ id: string }>`select id from gatherings
        where state in ('planned', 'called') and period_end < ${today}::date
        order by period_end, id limit ${batch} for update skip locked`.execute(tx)
      if (rows.length === 0) return 0
      const gatherings = await gatheringsWhere(
        tx,
        sql<boolean>`g.id = any(${rows.map(({ id }) => id)}::uuid[])`,
        batch,
      )
      await sql`update gatherings set state = 'missed', sign_in_secret = null
        where id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx)
      const rules = await house.rulesNow()
      const byOrganisation = new Map<string, string[]>()
      for (const gathering of gatherings) {
        await tellOf(house, tx, gathering, null, [
          {
            kind: 'gathering.missed',
            payload: {
              series: kindNow(rules, gathering).series,
              plan_key: gathering.planKey,
              period_end: gathering.periodEnd,
            },
          },
        ])
        byOrganisation.set(gathering.organisationId, [
          ...(byOrganisation.get(gathering.organisationId) ?? []),
          gathering.title,
        ])
      }
      for (const [organisationId, titles] of byOrganisation) {
        const people = await belongingTo(tx, organisationId, house.now())
        await notify(tx, {
          personIds: people.filter(({ isSecretary }) => isSecretary).map(({ personId }) => personId),
          kind: 'gathering.missed',
          words: {
            zh: `没有按期召开：${titles.join('、')}。请补开，补开按实际日期记录`,
            en: `Not held in time: ${titles.join(', ')}. Please make up for it; its real day is recorded`,
          },
          link: '/desk/gatherings',
          at: house.now(),
        })
      }
      return rows.length
    })
    missed += found
    if (found < batch) return missed
  }
}

/** 补开: another gathering of the same kind, on the day on which it is really held. */
export async function makeUpFor(house: House, actor: Actor, id: string, calling: Calling): Promise<string> {
  const rules = await house.rulesNow()
  return house.db.transaction().execute(async (tx) => {
    const missed = await lockGathering(tx, id)
    requireStanding(await standingIn(tx, missed, kindNow(rules, missed), actor), 'holds')
    if (!may.makeUp(missed.state))
      throw refused(
        'gathering.not_missed',
        '只有没按期召开的会议才补开',
        'Only what was missed is made up for',
      )
    const { rows: already } =
      await sql`select 1 from gatherings where makes_up = ${id} and state <> 'cancelled'`.execute(tx)
    if (already.length)
      throw refused('gathering.made_up', '已经安排补开了', 'It is being made up for already')
    return callAnother(
      house,
      tx,
      actor,
      { organisationId: missed.organisationId, kind: missed.kind, makesUp: id },
      {
        title: `${missed.title}（补开）`,
        ...calling,
      },
    )
  })
}
