import { sql } from 'kysely'
import { historyOf } from '../kernel/deadlines/index.ts'
import { photosOf } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { explainedActions } from './actions.ts'
import { asked, five, judgementsOf, turningPointsOf } from './five.ts'
import { ownPageOf, paperPurpose } from './own-room.ts'
import { type Both, type MatterRow, matterRows } from './row.ts'
import { standingOf } from './standing.ts'
import { getMatter } from './store.ts'
import { toldPage } from './timeline-view.ts'
import { stepWords } from './words.ts'

async function areaChainOf(house: House, areaId: string | null) {
  if (!areaId) return []
  const { rows } = await sql<{ id: string; name: string; kind: string }>`
    select up.id, up.name, up.kind from areas a join areas up on up.path @> a.path where a.id = ${areaId} order by nlevel(up.path)`.execute(
    house.db,
  )
  return rows
}

/** Everything of one matter that this actor may see, and what they may do now. The caller has checked that it is readable. */
export async function matterDetail(house: House, actor: Actor, id: string) {
  const loaded = await getMatter(house.db, id)
  const { matter } = loaded
  const now = house.now()
  const [rules, current, words, turns, told, deadlines, photos] = await Promise.all([
    house.rulesOf(matter.policyHash),
    house.rulesNow(),
    asked(house, id),
    turningPointsOf(house, id),
    toldPage(house.db, id),
    historyOf(house.db, id),
    photosOf(house.db, id),
  ])
  const [judgements, chain, row, parts, parent, original, followers] = await Promise.all([
    judgementsOf(house, id, rules),
    areaChainOf(house, matter.areaId),
    matterRows(house.db, current, now, sql`m.id = ${id}`, 1),
    matterRows(house.db, current, now, sql`m.parent_id = ${id}`, 100),
    matter.parentId ? matterRows(house.db, current, now, sql`m.id = ${matter.parentId}`, 1) : [],
    matter.originalId ? matterRows(house.db, current, now, sql`m.id = ${matter.originalId}`, 1) : [],
    matterRows(house.db, current, now, sql`m.original_id = ${id}`, 50),
  ])
  const { standing } = standingOf(actor, matter, loaded.around, false)
  const brief = (each: MatterRow | undefined) =>
    each
      ? {
          id: each.id,
          number: each.number,
          title: each.title,
          owner: each.owner,
          state: each.state,
          state_words: each.state_words,
        }
      : null
  const terms = <T extends { id: string; zh: string; en: string }>(list: T[]) =>
    list.map(({ id: termId, zh, en }) => ({ id: termId, zh, en }))
  return {
    ...row[0]!,
    five: five(loaded, words, turns, deadlines, judgements, now),
    text: words.body,
    own_page: ownPageOf(matter),
    place: { address: words.address, lat: words.lat, lng: words.lng, area_chain: chain },
    photos: photos
      .filter(({ purpose }) => purpose !== paperPurpose)
      .map((photo) => ({
        id: photo.id,
        url: `/api/photos/${photo.id}`,
        thumb: `/api/photos/${photo.id}?size=thumb`,
        purpose: photo.purpose,
        visibility: photo.visibility,
        may_show: photo.visibility !== 'staff' && (photo.mayShow || photo.purpose === 'after'),
        at: photo.createdAt.toISOString(),
      })),
    pinned_rules: { hash: matter.policyHash, pack: rules.title, on_date: words.onDate },
    /** The newest events, oldest first; what came before them is asked for with `before`. */
    timeline: told.items,
    timeline_earlier: told.earlier,
    deadlines: deadlines.map((deadline) => ({
      step: deadline.step,
      step_words: stepWords[deadline.step] ?? { zh: deadline.step, en: deadline.step },
      started_at: deadline.startedAt.toISOString(),
      due_at: deadline.dueAt.toISOString(),
      ended_at: deadline.endedAt?.toISOString() ?? null,
      ended_as: deadline.endedAs,
      explanation: deadline.explanation as Both,
    })),
    judgements,
    parent: brief(parent[0]),
    parts,
    original: brief(original[0]),
    followers_list: followers.map((each) => ({
      id: each.id,
      number: each.number,
      title: each.title,
      created_at: each.created_at,
      state_words: each.state_words,
    })),
    proposal_detail: matter.proposal
      ? {
          kind: matter.proposal.kind,
          reason: matter.proposal.reason,
          ground:
            rules.suspension.grounds.find(({ id: ground }) => ground === matter.proposal?.ground) ?? null,
          to: matter.proposal.toName ?? null,
          review_on: matter.proposal.reviewOn ?? null,
          at: matter.proposal.at,
        }
      : null,
    actions: explainedActions(matter, standing, rules),
    choices: {
      not_accepted: rules.not_accepted.map(({ id: caseId, zh, en, tell, route }) => ({
        id: caseId,
        zh,
        en,
        tell,
        route,
      })),
      return_grounds: terms(rules.returns.grounds),
      suspension_grounds: terms(rules.suspension.grounds),
      satisfaction: terms(rules.satisfaction),
      kinds: terms(rules.kinds),
      urgencies: terms(rules.urgencies),
    },
  }
}
