import { Type } from 'typebox'
import { Closed, type InPack, Positive, provenance, Share, Slug, Text } from './vocabulary.ts'

const named = { ...provenance, zh: Text, en: Text }
const SoundIndicatorRow = Closed({
  ...named,
  measure: Type.Enum(['gathering', 'attendance', 'officers', 'term', 'size', 'dues']),
  /** Of a `gathering`: one of `gathering_kinds`, whose frequency is the measure. */
  gathering: Type.Optional(Slug),
  /** Of `attendance`: from this share on it counts in full. */
  at_least: Type.Optional(Share),
  points: Positive,
})
const SoundCountingRow = Closed({
  ...provenance,
  /** What a gathering counts that was missed in its period and made up for afterwards. */
  made_up_share: Share,
})
const SoundStarRow = Closed({
  ...named,
  stars: Type.Integer({ minimum: 0, maximum: 5 }),
  from_points: Type.Integer({ minimum: 0, maximum: 100 }),
  /** How many usually come so far; shown for comparison, never a quota. */
  usual_share: Share,
})

export const soundListSections = { sound_indicators: SoundIndicatorRow, sound_stars: SoundStarRow } as const
export const soundSingleSections = { sound_counting: SoundCountingRow } as const

export type SoundIndicator = InPack<typeof SoundIndicatorRow>
export type SoundCounting = InPack<typeof SoundCountingRow>
export type SoundStar = InPack<typeof SoundStarRow>

export interface SoundRules {
  sound_indicators: SoundIndicator[]
  sound_stars: SoundStar[]
  sound_counting: SoundCounting
}
