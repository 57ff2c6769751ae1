import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { actorLater } from '../kernel/identity/index.ts'
import { notify } from '../kernel/notices/index.ts'
import { type Action, type Role, reachOf } from '../kernel/permissions/index.ts'
import { peopleOf, superiorOf } from '../territory/index.ts'
import { mayReadPosting, type Posting } from './store.ts'

export type Hearer = 'person' | 'sender' | 'maker' | 'village' | 'above'

const forTask: Record<Exclude<Hearer, 'person' | 'above'>, Action> = {
  sender: 'posting.assess',
  maker: 'posting.lead',
  village: 'posting.read',
}

async function peopleAt(house: House, tx: Work, organisationId: string, action: Action): Promise<string[]> {
  const people = await peopleOf(tx, organisationId, house.now())
  return people
    .filter(({ role }) => reachOf(role as Role, action) !== undefined)
    .map(({ personId }) => personId)
}

/** The nearest above who made it that has somebody who may read it: they can act on what they hear. */
async function readersAbove(house: House, tx: Work, posting: Posting): Promise<string[]> {
  for (
    let above = await superiorOf(tx, posting.madeByOrganisation);
    above;
    above = await superiorOf(tx, above.id)
  ) {
    const readers: string[] = []
    for (const personId of new Set(
      (await peopleOf(tx, above.id, house.now())).map((each) => each.personId),
    )) {
      const actor = await actorLater(tx, personId, house.now())
      if (actor && mayReadPosting(actor, posting)) readers.push(personId)
    }
    if (readers.length > 0) return readers
  }
  return []
}

async function hearing(house: House, tx: Work, posting: Posting, who: Hearer): Promise<string[]> {
  switch (who) {
    case 'person':
      return [posting.personId]
    case 'above':
      return readersAbove(house, tx, posting)
    case 'sender':
      return peopleAt(house, tx, posting.senderId, forTask.sender)
    case 'maker':
      return peopleAt(house, tx, posting.madeByOrganisation, forTask.maker)
    case 'village':
      return peopleAt(house, tx, posting.villageId, forTask.village)
  }
}

/** Tells each of them once; whoever is sent reads it on their own page, the others on the posting's. */
export async function tellOf(
  house: House,
  tx: Work,
  posting: Posting,
  who: readonly Hearer[],
  kind: string,
  words: { zh: string; en: string },
  butFor: string | null = null,
): Promise<void> {
  const heard = new Set<string>(butFor ? [butFor] : [])
  for (const each of who) {
    const people = (await hearing(house, tx, posting, each)).filter((id) => !heard.has(id))
    for (const id of people) heard.add(id)
    await notify(tx, {
      personIds: people,
      kind,
      subjectId: posting.id,
      words,
      link: each === 'person' ? '/desk/postings/mine' : `/desk/postings/${posting.id}`,
      at: house.now(),
    })
  }
}
