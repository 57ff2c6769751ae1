import { anonymous } from '../../kernel/permissions/index.ts'
import { requestFor } from './asking.ts'
import { verdictOn } from './judging.ts'
import type { Stage } from './stage.ts'
import { clerkOf, ownerOf, type Story } from './story.ts'
import { wordingFor } from './themes.ts'

const done = new Set(['answered', 'judged', 'closed'])

/**
 * A place that many speak of: some say “me too” and follow the first, some write for themselves and are merged by the
 * desk. All hear the one answer, and each judges by themselves.
 */
export function others(stage: Stage, story: Story, id: string): void {
  const { draw } = stage
  let hours = 0
  for (let other = draw.whole(2, 7); other > 0; other--) {
    hours += draw.between(0.15, 8)
    stage.later(hours, () => another(stage, story, id))
  }
}

async function another(stage: Stage, story: Story, id: string): Promise<void> {
  const { draw } = stage
  const { number, state, ownerId } = stage.matter(id)
  if (done.has(state)) return
  const wording = wordingFor(story.theme, story.place, draw, story.common)
  const via = { channel: 'web', actor: anonymous } as const
  const { title: _, ...request } = requestFor(story.theme, story.place, via, wording, draw, story.common)
  const apart = draw.happens(0.4) && stage.cast.officeById(ownerId)?.code.includes('_COMMUNITY_')
  const accepted = await stage.takeIn({ ...request, ...(apart ? {} : { follows: number }) }, via)
  if (accepted.state === 'received') {
    if (stage.matter(accepted.id).ownerId !== ownerId) return
    await stage.act(accepted.id, clerkOf(stage, ownerOf(stage, accepted.id)), {
      type: 'merge',
      into: id,
      reason: draw.one(story.common.merge),
    })
  }
  const judge = async () => {
    const { state: now, reachable } = stage.matter(accepted.id)
    if (now === 'following') stage.later(24, judge)
    else if (now === 'answered' && reachable && draw.happens(0.6))
      await stage.byPerson(accepted.id, {
        type: 'judge',
        ...verdictOn(stage, accepted.id, 0),
        wantsRework: false,
        channel: 'link',
      })
  }
  stage.later(draw.between(20, 60), judge)
}
