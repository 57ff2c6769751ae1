import { documentsOf, photosOf } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutyReaching } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { answersTo, mayFollow, mayProceed, stageOf } from './rules.ts'
import { ofAsker, ofSuperior, type Paper } from './store.ts'

export function presentPaper(paper: Paper, rules: Rules, now: Date) {
  const kind = rules.upward_kinds.find(({ id }) => id === paper.kind)
  return {
    id: paper.id,
    number: paper.number,
    version: paper.version,
    title: paper.title,
    kind: presentKind(
      kind ?? {
        id: paper.kind,
        zh: paper.kind,
        en: paper.kind,
        form: paper.form,
        limit: 0,
        clock: 'days',
        source: '',
      },
    ),
    asker: { id: paper.askerId, name: paper.asker },
    superior: { id: paper.superiorId, name: paper.superior },
    stage: stageOf(paper),
    verdict: paper.verdict,
    created_at: paper.createdAt.toISOString(),
    answer_by: paper.answerBy,
    overdue: paper.dueAt !== null && paper.dueAt < now,
  }
}

export const presentKind = (kind: {
  id: string
  zh: string
  en: string
  form: 'ask' | 'report'
  limit: number
  clock: string
  source: string
  unverified?: boolean
}) => {
  const { id, zh, en, form, limit, clock, source, unverified } = kind
  return { id, zh, en, form, limit, clock, source, unverified: unverified ?? false }
}

export async function presentDetail(house: House, actor: Actor, paper: Paper) {
  const [rules, photos, documents] = await Promise.all([
    house.rulesNow(),
    photosOf(house.db, paper.id),
    documentsOf(house.db, paper.id),
  ])
  const stage = stageOf(paper)
  const asks = dutyReaching(actor, 'upward.ask', ofAsker(paper)) !== undefined
  const isOfAsker = actor.duties.some(({ organisationId }) => organisationId === paper.askerId)
  const answers = !isOfAsker && dutyReaching(actor, 'upward.answer', ofSuperior(paper)) !== undefined
  return {
    ...presentPaper(paper, rules, house.now()),
    body: paper.body,
    photos: photos.map(({ id }) => ({
      id,
      url: `/api/photos/${id}`,
      thumb: `/api/photos/${id}?size=thumb`,
    })),
    documents,
    answer: paper.answeredAt
      ? { words: paper.verdictWords, by: paper.answeredBy, at: paper.answeredAt.toISOString() }
      : null,
    may_proceed: mayProceed(paper.form, paper.verdict),
    follows: paper.followsId,
    followed_by: paper.followedBy,
    may: {
      answer: answers && stage === 'waiting' ? answersTo(paper.form) : [],
      receive: asks && stage === 'answered',
      withdraw: asks && stage === 'waiting',
      ask_again: asks && mayFollow(paper.verdict) && paper.followedBy === null,
    },
  }
}
