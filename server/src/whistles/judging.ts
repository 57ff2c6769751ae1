import { sql } from 'kysely'
import { type Executor, inTransaction } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { problemOf, refuse } from './guards.ts'
import { callStanding, hasRight } from './rights.ts'
import { lockCall, lockWhistle, saveCall, tell, whistleOfCall } from './store.ts'

export type Judgement =
  | { side: 'caller'; did: boolean; solved: boolean; proposal?: 'commend' | 'criticise'; text?: string }
  | { side: 'called'; fair: boolean; text?: string }

const who = (zh: string, en: string) =>
  problemOf({ about: 'who', reason: 'whistle.not_yours_to_judge', zh, en })

/**
 * Each side says once what it thinks of the other when the call is over. Whether they came in time is worked out, not said.
 * @throws Problem where it is one's own work, too early, or said before
 */
export async function judgeCall(
  house: House,
  actor: Actor,
  callId: string,
  judgement: Judgement,
  executor: Executor = house.db,
): Promise<void> {
  await inTransaction(executor, async (tx) => {
    const whistle = await lockWhistle(tx, await whistleOfCall(tx, callId))
    const call = await lockCall(tx, callId)
    const rules = await house.rulesOf(whistle.policyHash)
    const { standing, caller, called } = callStanding(
      actor,
      {
        callerId: whistle.organisationId,
        callerKind: whistle.organisationKind,
        calledId: call.organisationId,
      },
      rules,
    )
    const duty = judgement.side === 'caller' ? caller : called
    if (
      judgement.side === 'caller' &&
      !(standing.caller && hasRight(rules, 'judge', whistle.organisationKind))
    )
      throw who(
        '来的单位由吹哨单位评价，自己不能评自己',
        'Who came is judged by the caller, never by themselves',
      )
    if (judgement.side === 'called' && !standing.called)
      throw who(
        '这一哨吹得该不该由被哨单位评价，吹哨单位不能自评',
        'Whether the call was fair is for those called to say, never for the caller',
      )
    if (call.endedAt === null)
      refuse('not_over', '这一哨还没有结束，结束后再评价', 'The call is not over yet; judge it afterwards')
    if (call.state === 'called_off' && judgement.side === 'caller')
      refuse('called_off', '已经撤哨，没有可评的', 'It was called off; there is nothing to judge')
    if (
      judgement.side === 'caller' &&
      judgement.proposal &&
      !hasRight(rules, 'propose', whistle.organisationKind)
    )
      refuse(
        'no_proposal_right',
        '按规则，您的单位不能提考核建议',
        'By the rules your organisation may not propose for assessment',
      )
    const said = judgement.side === 'caller' ? judgement : null
    const { numAffectedRows } = await sql`
      insert into whistle_judgements (call_id, side, did, solved, fair, proposal, recorded_by, organisation_id, created_at)
      values (${callId}, ${judgement.side}, ${said?.did ?? null}, ${said?.solved ?? null}, ${judgement.side === 'called' ? judgement.fair : null},
        ${said?.proposal ?? null}, ${actor.personId}, ${duty!.organisationId}, ${house.now()})
      on conflict do nothing`.execute(tx)
    if (!numAffectedRows)
      throw new Problem('conflict.exists', {
        reason: 'whistle.judged',
        zh: '已经评价过了',
        en: 'It has been judged already',
      })
    const { text, ...facts } = judgement
    const head = await tell(
      house,
      tx,
      { id: call.id, kind: 'whistle_call', head: call.head },
      { personId: actor.personId, organisationId: duty!.organisationId },
      [
        {
          kind: 'whistle.judged',
          payload: {
            whistle: whistle.id,
            organisation: call.organisationId,
            ...facts,
            version: call.version + 1,
            after: { state: call.state, step: null, due_at: null },
            tell: [
              { who: judgement.side === 'caller' ? 'called' : 'caller', purpose: 'judged', urgent: false },
              ...(said?.proposal ? [{ who: 'district', purpose: 'proposal', urgent: false }] : []),
            ],
          },
          ...(text?.trim() ? { personal: { text: text.trim() } } : {}),
        },
      ],
    )
    await saveCall(tx, call, head)
  })
  house.wake()
}
