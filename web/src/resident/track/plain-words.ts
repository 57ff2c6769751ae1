import type { Both } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { useWords, type WordKey } from './words.ts'
import { zhTrack } from './zh.ts'

/** Steps and events as a resident says them; what has no plain word keeps the house's own. */
export function usePlainWords() {
  const say = useWords()
  const pick = usePick()
  return {
    step: (step: string, words: Both) =>
      step in zhTrack.steps ? say(`track.steps.${step}` as WordKey) : pick(words),
    event: (kind: string, words: Both) => {
      const event = kind.replace(/^matter\./, '')
      return event in zhTrack.events ? say(`track.events.${event}` as WordKey) : pick(words)
    },
  }
}
