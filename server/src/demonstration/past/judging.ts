import { centreCode } from '../offices.ts'
import type { Stage } from './stage.ts'
import { clerkOf, ownerOf, type Story } from './story.ts'

type Verdict = { solved: boolean; satisfaction: string; wantsRework: boolean }

export function verdictOn(stage: Stage, id: string, round: number): Verdict {
  const { draw } = stage
  const { outcome } = stage.matter(id)
  const good = outcome === 'solved' ? 0.9 : outcome === 'explained' ? 0.66 : 0.2
  if (draw.happens(good + round * 0.03))
    return {
      solved: outcome !== 'unsolved' || draw.happens(0.3),
      satisfaction: draw.happens(0.8) ? 'satisfied' : 'basically_satisfied',
      wantsRework: false,
    }
  return { solved: draw.happens(0.2), satisfaction: 'dissatisfied', wantsRework: draw.happens(0.65) }
}

/** The person judges by the link, the centre calls back, or the week goes by. What is judged badly is done again. */
export async function judged(stage: Stage, story: Story, id: string, round: number): Promise<void> {
  const { draw, cast } = stage
  const { reachable } = stage.matter(id)
  const way = reachable
    ? draw.weighted([
        ['link', 52],
        ['call_back', 22],
        ['none', 26],
      ] as const)
    : draw.happens(0.25)
      ? ('code' as const)
      : ('none' as const)
  if (way === 'none') {
    await stage.wait(24 * 7.1)
    return
  }
  await stage.wait(
    draw.weighted([
      [draw.between(0.2, 5), 5],
      [draw.between(5, 40), 4],
      [draw.between(40, 150), 2],
    ]),
  )
  const verdict = verdictOn(stage, id, round)
  const centre = cast.office(centreCode)
  const calledBack = way === 'call_back' && ownerOf(stage, id).id !== centre.id
  const command = {
    type: 'judge' as const,
    ...verdict,
    channel: calledBack ? ('call_back' as const) : way === 'call_back' ? ('link' as const) : way,
    ...(draw.happens(0.6) || !verdict.solved
      ? { comment: commentOn(stage, story, verdict, calledBack) }
      : {}),
  }
  if (calledBack) await stage.act(id, clerkOf(stage, centre), { ...command, contacted: true })
  else await stage.byPerson(id, command)
  if (stage.matter(id).state === 'closed') {
    if (round > 0 || !draw.happens(0.03)) return
    await stage.wait(draw.between(30, 240))
    await stage.byPerson(id, { type: 'reopen', reason: draw.one(story.common.again) })
  }
  if (stage.matter(id).state === 'in_hand') await again(stage, story, id, round + 1)
}

function commentOn(stage: Stage, story: Story, verdict: Verdict, calledBack: boolean): string {
  const { draw } = stage
  const { common, theme, wording } = story
  if (calledBack) return common.call_back[!verdict.solved ? 2 : verdict.satisfaction === 'satisfied' ? 0 : 1]!
  if (verdict.satisfaction === 'dissatisfied')
    return wording.one(draw.happens(0.5) ? theme.cross : undefined, common.cross)
  if (verdict.satisfaction === 'basically_satisfied') return draw.one(common.fair)
  return wording.one(draw.happens(0.5) ? theme.pleased : undefined, common.pleased)
}

async function again(stage: Stage, story: Story, id: string, round: number): Promise<void> {
  const { draw } = stage
  const clerk = clerkOf(stage, ownerOf(stage, id))
  await stage.waitForWork(draw.between(1, 14))
  await stage.act(id, clerk, { type: 'progress', text: draw.one(story.common.again_progress), open: true })
  await stage.waitForWork(draw.between(10, 90))
  await stage.act(id, clerk, {
    type: 'answer',
    outcome: draw.happens(0.85) ? 'solved' : 'explained',
    text: draw.one(story.common.again_solved),
  })
  await judged(stage, story, id, round)
}
