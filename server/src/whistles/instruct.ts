import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { problemOf, refuse } from './guards.ts'
import { blowingDuty, hasRight } from './rights.ts'
import { lockWhistle, tell } from './store.ts'

/** 指挥: words of the caller to everybody who was called and is not released yet. */
export async function instruct(house: House, actor: Actor, whistleId: string, text: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const whistle = await lockWhistle(tx, whistleId)
    const rules = await house.rulesOf(whistle.policyHash)
    const duty = blowingDuty(actor, rules, whistle.organisationId)
    if (!hasRight(rules, 'command', whistle.organisationKind))
      throw problemOf({
        about: 'who',
        reason: 'whistle.no_command',
        zh: '按规则，您的单位没有现场指挥的权力',
        en: 'By the rules your organisation may not give instructions on site',
      })
    if (whistle.state !== 'running') refuse('whistle_ended', '这次吹哨已经结束', 'This whistle has ended')
    const head = await tell(
      house,
      tx,
      { id: whistle.id, kind: 'whistle', head: whistle.head },
      { personId: actor.personId, organisationId: duty.organisationId },
      [
        {
          kind: 'whistle.instructed',
          payload: {
            version: whistle.version + 1,
            tell: [
              {
                who: 'called',
                purpose: 'instructed',
                urgent: rules.whistle_kinds.find(({ id }) => id === whistle.kind)?.urgent ?? false,
              },
            ],
          },
          personal: { text: text.trim() },
        },
      ],
    )
    await sql`update whistles set version = version + 1, head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${whistleId}`.execute(
      tx,
    )
  })
  house.wake()
}
