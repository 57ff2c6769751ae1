import type { Say } from '../words/index.ts'
import type { Whistle } from './whistles.ts'

type Event = Whistle['story'][number]

/** What an event says beside its name, in a few words each. */
export function storyFacts({ kind, details }: Event, say: Say): string[] {
  switch (kind) {
    case 'whistle.missed':
      return [
        say(`whistles.waits.${details.wait as 'arrive'}`),
        say('whistles.rung', { n: Number(details.rung) }),
        say(`whistles.deeds.${details.deed as 'supervise'}`),
      ]
    case 'whistle.arrived':
      return [
        say(`whistles.ways.${details.way as 'code'}`),
        ...(details.again ? [] : [say(details.in_time ? 'whistles.inTime' : 'whistles.tooLate')]),
      ]
    case 'whistle.objection_decided':
      return [say(details.upheld ? 'whistles.outcome.upheld' : 'whistles.outcome.refused')]
    case 'whistle.judged':
      return 'fair' in details
        ? [say(details.fair ? 'whistles.fair' : 'whistles.unfair')]
        : [
            say(details.did ? 'whistles.did' : 'whistles.didNot'),
            say(details.solved ? 'whistles.solved' : 'whistles.unsolved'),
          ]
    default:
      return []
  }
}
