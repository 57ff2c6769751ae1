import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { closePaperPoll, openPaperPoll, registerPollQuestion } from '../kernel/paper-polls/index.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import {
  lockForLeading,
  lockPosting,
  ofSender,
  postingsWhere,
  requireBegun,
  requireOther,
  requireVersion,
  savePosting,
} from './store.ts'

const pollKind = 'posting'

/** Opens a villagers' poll about the term; its codes are told this once. */
export async function openVillagersPoll(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; codes: number },
): Promise<{ poll_id: string; codes: string[] }> {
  const poll = await house.db.transaction().execute(async (tx) => {
    const { posting, duty } = await lockForLeading(tx, actor, id, said.version)
    requireBegun(posting)
    const opened = await openPaperPoll(tx, { kind: pollKind, id }, said.codes, house.now())
    await savePosting(
      house,
      tx,
      posting,
      { personId: actor.personId, organisationId: duty.organisationId },
      null,
      [{ kind: 'posting.poll_opened', payload: { poll: opened.id, issued: opened.codes.length } }],
    )
    return opened
  })
  house.wake()
  return { poll_id: poll.id, codes: poll.codes }
}

export async function closeVillagersPoll(
  house: House,
  actor: Actor,
  id: string,
  version: number,
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { posting, duty } = await lockForLeading(tx, actor, id, version)
    const { id: poll, satisfied, dissatisfied, unsure } = await closePaperPoll(tx, id, house.now())
    await savePosting(
      house,
      tx,
      posting,
      { personId: actor.personId, organisationId: duty.organisationId },
      null,
      [
        {
          kind: 'posting.poll_closed', // How they answered stays with the poll: few answers would be somebody's.
          payload: { poll, returned: satisfied + dissatisfied + unsure },
        },
      ],
    )
  })
  house.wake()
}

/** The sending unit says once, with words, how the term went; never the person themself. */
export async function assessAsSender(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; grade: string; words: string },
): Promise<void> {
  const rules = await house.rulesNow()
  if (!rules.posting_grades.some((each) => each.id === said.grade))
    throw new Problem('input.invalid', { zh: '没有这个等次', en: 'There is no such grade' })
  await house.db.transaction().execute(async (tx) => {
    const posting = await lockPosting(tx, id)
    const duty = requireReach(actor, 'posting.assess', ofSender(posting))!
    requireOther(actor, posting)
    requireVersion(posting, said.version)
    requireBegun(posting)
    if (posting.senderGrade)
      throw new Problem('conflict.exists', {
        reason: 'posting.assessed',
        zh: '派出单位已经评价过',
        en: 'The sending unit has assessed it already',
      })
    await savePosting(
      house,
      tx,
      posting,
      { personId: actor.personId, organisationId: duty.organisationId },
      sql`sender_grade = ${said.grade}, sender_words = ${said.words}, sender_graded_by = ${actor.personId},
        sender_graded_at = ${house.now()}`,
      [{ kind: 'posting.assessed', payload: { grade: said.grade }, personal: { text: said.words } }],
    )
  })
  house.wake()
}

/** What villagers are asked. @returns takes it back */
export function postingPollDoor(house: House): () => void {
  return registerPollQuestion(pollKind, async (executor, id) => {
    const [posting] = await postingsWhere(executor, sql<boolean>`p.id = ${id}`, 1)
    const rules = await house.rulesNow()
    const kind = rules.posting_kinds.find((each) => each.id === posting?.kind)
    return posting
      ? {
          zh: `您对${posting.person}（${kind?.zh ?? '驻村干部'}）在本村的工作满意吗？`,
          en: `Are you satisfied with the work of ${posting.person} (${kind?.en ?? 'posted here'}) in your village?`,
        }
      : undefined
  })
}
