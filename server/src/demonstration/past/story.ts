import { shanghaiDate } from '../../kernel/calendar/index.ts'
import type { Actor, Role } from '../../kernel/permissions/index.ts'
import { centreCode, committeeCode, streetOfficeCode } from '../offices.ts'
import type { Office, Place } from './cast.ts'
import { judged } from './judging.ts'
import type { Stage } from './stage.ts'
import type { Common, Theme, Wording } from './themes.ts'

/** One request from its arrival to its end, or to the present. */
export interface Story {
  theme: Theme
  place: Place
  wording: Wording
  common: Common
  /** Who does it, where that is settled; else the theme's doers are drawn from. */
  named?: string
  /** A turn that the story is to take. */
  turn?: Turn
}

export type Turn = 'return' | 'extension' | 'parts'

const hands: Role[] = ['community_clerk', 'street_clerk', 'department_officer', 'centre_clerk']

/** Somebody of the office who works at a desk. */
export function clerkOf(stage: Stage, office: Office): Actor {
  const clerk = stage.cast.someone(office.id, hands, stage.draw.whole(0, 50))
  if (!clerk) throw new Error(`nobody works at ${office.name}`)
  return clerk
}

export function ownerOf(stage: Stage, id: string): Office {
  return stage.cast.officeById(stage.matter(id).ownerId)!
}

/** Who decides over an owner: the street over its communities, the command centre over all others. */
export function superiorOf(stage: Stage, story: Story, id: string): Actor {
  const owner = ownerOf(stage, id)
  const { community } = story.place.grid
  const above = owner.code === committeeCode(community) ? streetOfficeCode(community.street) : centreCode
  return clerkOf(stage, stage.cast.office(above))
}

/** How an office keeps its times: most well, a few not. It belongs to the office and to nobody in it. */
export function paceOf(office: Office): number {
  let sum = 7
  for (const letter of office.code) sum = (sum * 31 + letter.charCodeAt(0)) % 9973
  return sum % 19 === 0 ? 2.4 : sum % 7 === 0 ? 1.5 : 0.6 + (sum % 60) / 100
}

/** From its arrival on: to whoever shall do it, then done, answered and judged. */
export async function play(stage: Stage, told: Story, id: string): Promise<void> {
  const { draw, cast } = stage
  // Near a border it may have come to the neighbours.
  const receiver = ownerOf(stage, id).code
  const place = receiver.includes('_COMMUNITY_')
    ? [told.place, ...cast.places].find(({ grid }) => committeeCode(grid.community) === receiver)!
    : told.place
  const story = { ...told, place }
  const named = told.named ?? draw.weighted(Object.entries(story.theme.doers) as [string, number][])
  const doer = cast.doer(named, story.place.grid.community)
  await classify(stage, story, id)
  if (story.theme.decline) {
    const text = draw.happens(0.3)
      ? { text: '如有需要，社区法律顾问每周三下午在党群服务站值班，可以免费咨询。' }
      : {}
    await stage.act(id, clerkOf(stage, ownerOf(stage, id)), {
      type: 'decline',
      ground: story.theme.decline,
      ...text,
    })
    return judged(stage, story, id, 0)
  }
  await bring(stage, story, id, named, doer)
  await work(stage, story, id)
}

/** Somebody looks at it first; at night whoever is on duty, mostly in time. */
async function classify(stage: Stage, story: Story, id: string): Promise<void> {
  const { draw, cast } = stage
  const owner = ownerOf(stage, id)
  const urgent = stage.matter(id).urgency === 'urgent' || story.theme.urgency === 'urgent'
  const soon = urgent ? draw.between(0.02, 0.15) : draw.between(0.1, 1.5) * Math.min(1.1, paceOf(owner))
  if (urgent || draw.happens(0.85)) await stage.wait(soon)
  else await stage.waitForWork(soon)
  const { theme } = story
  const matter = stage.matter(id)
  const urgency = theme.urgency ?? (matter.urgency === 'urgent' ? 'ordinary' : matter.urgency)
  if (matter.category === theme.category && matter.urgency === urgency) return
  const clerk = cast.someone(owner.id, hands, draw.whole(0, 50))!
  await stage.act(id, clerk, {
    type: 'triage',
    category: theme.category,
    urgency,
    ...(theme.kind ? { requestKind: theme.kind } : {}),
  })
}

/** Passes it on, desk by desk, until it lies with whoever shall do it. */
async function bring(stage: Stage, story: Story, id: string, named: string, doer: Office): Promise<void> {
  const { draw, cast } = stage
  const { common } = story
  const { community } = story.place.grid
  const street = cast.office(streetOfficeCode(community.street))
  const fromCommunity = ownerOf(stage, id).code === committeeCode(community)
  if (fromCommunity) {
    if (doer.code === committeeCode(community)) return
    await stage.act(id, clerkOf(stage, ownerOf(stage, id)), {
      type: 'carry_up',
      reason: draw.one(common.carry_up),
    })
    await stage.wait(draw.between(0.1, 1.4))
    if (doer === street) return
    if (named === 'station:urban_management') {
      await stage.act(id, clerkOf(stage, street), {
        type: 'dispatch',
        to: doer.id,
        note: draw.one(common.dispatch),
      })
      return
    }
    await stage.act(id, clerkOf(stage, street), { type: 'carry_up', reason: draw.one(common.carry_further) })
    await stage.wait(draw.between(0.1, 1.2))
  }
  if (doer.code === centreCode) return
  const centre = cast.office(centreCode)
  await stage.act(id, clerkOf(stage, centre), {
    type: 'dispatch',
    to: doer.id,
    ...(draw.happens(0.7) ? { note: draw.one(common.dispatch) } : {}),
  })
  if (named === 'community' || (story.turn !== 'return' && !(fromCommunity && draw.happens(0.09)))) return
  await stage.waitForWork(draw.between(0.5, 5))
  await stage.act(id, clerkOf(stage, doer), {
    type: 'return',
    ground: draw.one(['not_our_duty', 'wrong_area']),
    reason: draw.one(common.return),
  })
  await stage.waitForWork(draw.between(1.5, 14))
  const others = Object.keys(story.theme.doers).filter((each) => each !== named && each !== 'community')
  const to = others.length > 0 && draw.happens(0.5) ? cast.doer(draw.one(others), community) : doer
  await stage.act(id, clerkOf(stage, centre), {
    type: 'arbitrate',
    to: to.id,
    reason: draw.one(common.arbitrate),
  })
}

/** Takes it on, speaks with the person, does it, answers, hears the judgement. */
export async function work(stage: Stage, story: Story, id: string): Promise<void> {
  const { draw, cast } = stage
  const owner = ownerOf(stage, id)
  const pace = paceOf(owner)
  const urgent = stage.matter(id).urgency === 'urgent'
  const clerk = clerkOf(stage, owner)
  const { areaId } = stage.matter(id)
  const worker = areaId ? (cast.gridWorker(areaId) ?? cast.gridWorker(story.place.areaId)) : undefined
  const byWorker =
    worker?.duties.some(({ organisationId }) => organisationId === owner.id) && draw.happens(0.6)
  const hand = byWorker ? worker! : clerk
  if (stage.matter(id).state === 'dispatched') {
    if (urgent) await stage.wait(draw.between(0.03, 0.2))
    else if (draw.happens(0.8)) await stage.wait(draw.between(0.1, 1.2) * Math.min(pace, 1.5))
    else await stage.waitForWork(draw.between(0.2, 2.5))
    await stage.act(id, hand, { type: 'sign' })
  } else await stage.act(id, hand, { type: 'take' })
  await contact(stage, story, id, hand, urgent)
  if (draw.happens(0.06)) await stage.act(id, clerk, { type: 'note', text: draw.one(story.common.note) })
  if (draw.happens(0.03)) {
    await stage.wait(draw.between(2, 30))
    await stage.act(id, superiorOf(stage, story, id), {
      type: 'supervise',
      reason: draw.one(story.common.supervise),
    })
  }
  if (story.turn === 'parts' || draw.happens(0.32)) await partners(stage, story, id, clerk, urgent)
  await doing(stage, story, id, hand, clerk, urgent ? 0.6 : pace)
}

async function contact(stage: Stage, story: Story, id: string, hand: Actor, urgent: boolean): Promise<void> {
  const { draw } = stage
  if (stage.matter(id).state !== 'signed') return
  if (urgent) await stage.wait(draw.between(0.02, 0.2))
  else
    await stage.waitForWork(
      draw.weighted([
        [draw.between(0.1, 1.5), 5],
        [draw.between(1.5, 9), 4],
        [draw.between(9, 28), 1],
      ]),
    )
  if (draw.happens(0.14)) {
    await stage.act(id, hand, { type: 'contact', reached: false, note: draw.one(story.common.unreached) })
    await stage.waitForWork(draw.between(0.6, 8))
  }
  await stage.act(id, hand, {
    type: 'contact',
    reached: true,
    note: story.wording.one(story.theme.contact, story.common.contact),
  })
}

/** Other offices do their parts first. */
async function partners(
  stage: Stage,
  story: Story,
  id: string,
  asker: Actor,
  urgent: boolean,
): Promise<void> {
  const { draw, cast } = stage
  const owner = ownerOf(stage, id)
  const { community } = story.place.grid
  const asked = (story.theme.parts ?? [])
    .map((part) => ({ ...part, office: cast.doer(part.to, community) }))
    .filter(({ office }) => office.id !== owner.id)
  if (asked.length === 0) return
  const faster = urgent ? 0.02 : 1
  for (const { office, task } of asked)
    await stage.act(id, asker, { type: 'ask_partner', to: office.id, task })
  const parts = await stage.partsOf(id)
  for (const { id: part, ownerId } of parts) {
    await stage.wait(draw.between(0.1, 1.1) * Math.max(faster, 0.1))
    await stage.act(part, clerkOf(stage, cast.officeById(ownerId)!), { type: 'sign' })
  }
  for (const { id: part, ownerId } of parts) {
    await stage.waitForWork(draw.between(3, 30) * faster)
    const office = cast.officeById(ownerId)!
    const done = asked.find((each) => each.office.id === ownerId)?.done ?? '已按要求完成。'
    await stage.act(part, clerkOf(stage, office), { type: 'answer', outcome: 'solved', text: done })
  }
  for (const { id: part, ownerId } of parts) {
    await stage.waitForWork(draw.between(0.2, 4) * faster)
    if (draw.happens(0.1)) {
      await stage.act(part, asker, {
        type: 'accept_part',
        accept: false,
        reason: draw.one(story.common.not_accept),
      })
      await stage.waitForWork(draw.between(2, 18) * faster)
      await stage.act(part, clerkOf(stage, cast.officeById(ownerId)!), {
        type: 'answer',
        outcome: 'solved',
        text: '已补齐，请再验收。',
      })
      await stage.waitForWork(draw.between(0.2, 3) * faster)
    }
    await stage.act(part, asker, { type: 'accept_part', accept: true, reason: draw.one(story.common.accept) })
  }
}

async function doing(
  stage: Stage,
  story: Story,
  id: string,
  hand: Actor,
  clerk: Actor,
  pace: number,
): Promise<void> {
  const { draw } = stage
  const { theme, common, wording } = story
  const due = stage.matter(id).dueAt?.getTime() ?? stage.now().getTime()
  const left = Math.max(0.4, (due - stage.now().getTime()) / 3_600_000)
  const share = draw.weighted([
    [draw.between(0.06, 0.3), 42],
    [draw.between(0.3, 0.6), 34],
    [draw.between(0.6, 0.92), 18],
    [draw.between(1.02, 1.6), pace > 1.4 ? 16 : 4],
  ])
  const notes = draw.weighted([
    [0, 3],
    [1, 5],
    [2, theme.progress && theme.progress.length > 1 ? 3 : 0],
  ] as const)
  const lines = [...(theme.progress ?? [])]
  const wait = left < 30 ? stage.wait : stage.waitForWork
  for (let step = 0; step < notes && lines.length > 0; step++) {
    await wait((left * share) / (notes + 1))
    const at = draw.whole(0, lines.length - 1)
    await stage.act(id, hand, { type: 'progress', text: wording.say(lines[at]!), open: draw.happens(0.8) })
    lines.splice(at, 1)
    if (step === 0 && draw.happens(0.05) && stage.matter(id).reachable)
      await stage.byPerson(id, { type: 'add_words', text: draw.one(common.words) })
  }
  if (story.turn === 'extension') await moreTime(stage, story, id, clerk)
  else if (theme.suspend && draw.happens(0.3)) await setAside(stage, story, id, clerk)
  else if (
    draw.happens(0.06) &&
    stage.matter(id).extensions === 0 &&
    !stage.matter(id).overdue &&
    share > 0.3
  )
    await moreTime(stage, story, id, clerk)
  await wait((left * share) / (notes + 1))
  const outcome = draw.weighted([
    ['solved', theme.kind === 'consultation' ? 5 : 8],
    ['explained', theme.kind === 'consultation' ? 4 : 1.7],
    ['unsolved', theme.unsolved ? 0.6 : 0],
  ] as const)
  await stage.act(id, hand, {
    type: 'answer',
    outcome,
    text: wording.one(theme[outcome], theme.solved ?? ['已办理。']),
  })
  await judged(stage, story, id, 0)
}

async function moreTime(stage: Stage, story: Story, id: string, clerk: Actor): Promise<void> {
  const { draw } = stage
  await stage.act(id, clerk, { type: 'propose_extension', reason: draw.one(story.common.extension) })
  await decided(stage, story, id, 0.8)
}

async function setAside(stage: Stage, story: Story, id: string, clerk: Actor): Promise<void> {
  const { draw } = stage
  if (stage.matter(id).state !== 'in_hand') return
  await stage.act(id, clerk, {
    type: 'propose_suspension',
    ground: story.theme.suspend!,
    reason: draw.one(story.common.suspension),
    reviewOn: shanghaiDate(new Date(stage.now().getTime() + draw.whole(8, 27) * 86_400_000)),
  })
  await decided(stage, story, id, 0.85)
  if (stage.matter(id).state !== 'suspended') return
  const until = stage.matter(id).dueAt!.getTime()
  // Its day of review comes, and the house takes it up again.
  await stage.waitForWork((until - stage.now().getTime()) / 3_600_000 + draw.between(1, 20))
}

async function decided(stage: Stage, story: Story, id: string, likely: number): Promise<void> {
  const { draw } = stage
  await stage.waitForWork(draw.between(0.5, 9))
  const approve = draw.happens(likely)
  await stage.act(id, superiorOf(stage, story, id), {
    type: 'decide_proposal',
    approve,
    reason: draw.one(approve ? story.common.approve : story.common.refuse),
  })
}
