import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { enqueue, type JobSet } from '../kernel/jobs/index.ts'
import { type Role, reachOf, roles, system } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import type { Consumer } from '../kernel/timeline/index.ts'
import { type EndingDuty, registerWorkHolder } from '../territory/index.ts'
import { execute } from './execute.ts'
import { handlersFor } from './targets.ts'

const handling = (Object.keys(roles) as Role[]).filter((role) => reachOf(role, 'matter.handle') !== undefined)

type Leaving = Pick<EndingDuty, 'personId' | 'organisationId'>

/** Open matters of an organisation in a person's hands. */
async function inHands(tx: Work, { personId, organisationId }: Leaving): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from matters where handler_id = ${personId} and owner_id = ${organisationId} and step is not null
    order by due_at, id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Whether the person can still handle what the organisation owns, at a time, whatever becomes of one duty. */
async function staysOn(
  tx: Work,
  { personId, organisationId }: Leaving,
  at: Date,
  butFor: string | null,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from duties where person_id = ${personId} and organisation_id = ${organisationId} and role = any(${handling})
      and active_from <= ${at} and (active_to is null or active_to > ${at}) and id is distinct from ${butFor}::uuid limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

const assign = (house: House, tx: Work, matterId: string, handler: string) =>
  execute(house, { actor: system, matterId, command: { type: 'assign', handler } }, tx)

/** What one person handles is never left in nobody's hands: who ends a duty says who goes on. @returns takes it back */
export function handlersDoor(house: House): () => void {
  return registerWorkHolder({
    async held(tx, ending) {
      if (await staysOn(tx, ending, ending.at, ending.dutyId)) return 0
      return (await inHands(tx, ending)).length
    },
    async handOver(tx, ending, to) {
      for (const id of await inHands(tx, ending)) {
        const able = await handlersFor(tx, id, house.now())
        if (!able.some((each) => each.id === to))
          throw new Problem('input.invalid', {
            reason: 'duty.hand_to',
            zh: '接办的人要在同一单位任职，并负责这一片',
            en: 'Whoever takes over serves in the same organisation and is responsible for that corner',
            faults: [
              { at: 'body/hand_to', zh: '不能接办其中的事项', en: 'cannot take on some of the matters' },
            ],
          })
        await assign(house, tx, id, to)
      }
    },
  })
}

/**
 * A duty that ended by itself, or with an import: what was in the person's hands goes to whom the operator named, else
 * to the one at the organisation who may handle it and has the least in hand.
 */
export async function settleHandlers(
  house: House,
  leaving: Leaving & { handTo: string | null },
): Promise<number> {
  const now = house.now()
  let settled = 0
  await house.db.transaction().execute(async (tx) => {
    if (await staysOn(tx, leaving, now, null)) return
    for (const id of await inHands(tx, leaving)) {
      const able = (await handlersFor(tx, id, now)).filter((each) => each.id !== leaving.personId)
      const named = able.find((each) => each.id === leaving.handTo)
      const next =
        named?.id ??
        (await leastBusy(
          tx,
          able.map((each) => each.id),
        ))
      if (!next) continue
      await assign(house, tx, id, next)
      settled++
    }
  })
  return settled
}

async function leastBusy(tx: Work, people: string[]): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select p.id from unnest(${people}::uuid[]) as p (id)
    order by (select count(*) from matters m where m.handler_id = p.id and m.step is not null), p.id limit 1`.execute(
    tx,
  )
  return rows[0]?.id
}

/** Sees to it that somebody looks when a duty's time is over. */
export function handlersConsumer(): Consumer {
  return {
    name: 'matters.handlers',
    kinds: ['duty.started', 'duty.ended'],
    async handle(tx, event) {
      const { duty_id: id, active_to: until, hand_to: handTo } = event.payload
      if (typeof id !== 'string' || typeof until !== 'string') return
      await enqueue(
        tx,
        'settle_handlers',
        { duty: id, hand_to: typeof handTo === 'string' ? handTo : null },
        { runAt: new Date(Date.parse(until) + 1000), key: `settle_handlers ${id}` },
      )
    },
  }
}

export function handlerJobs(house: House): JobSet {
  return {
    handlers: {
      settle_handlers: async (payload) => {
        const { rows } = await sql<Leaving>`
          select person_id as "personId", organisation_id as "organisationId" from duties where id = ${String(payload.duty)}::uuid`.execute(
          house.db,
        )
        const handTo = typeof payload.hand_to === 'string' ? payload.hand_to : null
        if (rows[0]) await settleHandlers(house, { ...rows[0], handTo })
        house.wake()
      },
    },
  }
}
