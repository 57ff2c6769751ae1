import type { House } from '../house.ts'
import { developmentPrivacyNumbers } from './development.ts'
import { httpPrivacyNumbers } from './http-provider.ts'
import type { PrivacyNumberProvider } from './provider.ts'

export type { LentNumber, NumberWanted, PrivacyNumberProvider } from './provider.ts'

/**
 * The privacy-number service of this installation: what the operator configured, else in a demonstration one whose
 * numbers lead nowhere, else none.
 */
export function privacyNumbersOf(house: House): PrivacyNumberProvider | undefined {
  const { privacyNumbers, demo } = house.configuration
  if (privacyNumbers) return httpPrivacyNumbers(privacyNumbers)
  return demo ? developmentPrivacyNumbers(house) : undefined
}
