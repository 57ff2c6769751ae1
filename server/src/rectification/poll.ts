import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { closePaperPoll, openPaperPoll, registerPollQuestion } from '../kernel/paper-polls/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { mayDo } from './rules.ts'
import { casesWhere, lockForDeciding, saveCase } from './store.ts'

const kind = 'weak'

/**
 * Opens a poll and makes its codes, which are told this once: printed, cut apart and handed out by the community.
 * @returns the codes
 */
export async function openPoll(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; codes: number },
): Promise<{ poll_id: string; codes: string[] }> {
  const poll = await house.db.transaction().execute(async (tx) => {
    const { found, organisationId } = await lockForDeciding(tx, actor, id, said.version)
    if (!mayDo('poll', found.state))
      throw new Problem('conflict.changed', { zh: '现在不能开评议', en: 'No poll can be opened now' })
    const opened = await openPaperPoll(tx, { kind, id }, said.codes, house.now())
    await saveCase(house, tx, found, { personId: actor.personId, organisationId }, null, [
      { kind: 'weak.poll_opened', payload: { poll: opened.id, issued: opened.codes.length } },
    ])
    return opened
  })
  house.wake()
  return { poll_id: poll.id, codes: poll.codes }
}

/** Ends the running poll: from now on its counts are shown. */
export async function closePoll(house: House, actor: Actor, id: string, version: number): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { found, organisationId } = await lockForDeciding(tx, actor, id, version)
    const { id: poll, ...counts } = await closePaperPoll(tx, id, house.now())
    await saveCase(house, tx, found, { personId: actor.personId, organisationId }, null, [
      { kind: 'weak.poll_closed', payload: { poll, ...counts } },
    ])
  })
  house.wake()
}

/** What residents are asked about a branch that is put right. @returns takes it back */
export function weakPollDoor(): () => void {
  return registerPollQuestion(kind, async (executor, id) => {
    const [found] = await casesWhere(executor, sql<boolean>`c.id = ${id}`, 1)
    return found
      ? {
          zh: `${found.branchName}整顿以来，您对它的工作满意吗？`,
          en: `Since it was put right, are you satisfied with ${found.branchName}?`,
        }
      : undefined
  })
}
