import { Problem } from '../kernel/problems.ts'

/** Why a command may not be done now: a stable reason and a sentence for the person at the screen. */
export interface Refusal {
  reason: string
  zh: string
  en: string
  /** `who`: this person may not; `when`: the matter is not in a state for it; `what`: something in the command itself. */
  about: 'who' | 'when' | 'what'
}

export const refusal = (about: Refusal['about'], reason: string, zh: string, en: string): Refusal => ({
  about,
  reason: `matter.${reason}`,
  zh,
  en,
})

export class Refused extends Problem {
  readonly refusal: Refusal
  constructor(because: Refusal) {
    super(because.about === 'who' ? 'permission.denied' : 'matter.refused', {
      reason: because.reason,
      zh: because.zh,
      en: because.en,
    })
    this.refusal = because
  }
}

/** Something in the command itself will not do. @throws Refused */
export function refuse(reason: string, zh: string, en: string): never {
  throw new Refused(refusal('what', reason, zh, en))
}
