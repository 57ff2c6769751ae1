import { shanghaiDay } from '../../foundation/time.ts'
import type { Frequency, PlanDetail, PlanForm } from './patrols.ts'

export interface DraftPoint {
  /** Of this page alone. */
  key: string
  /** Of a point that the plan had before. */
  id?: string
  name: string
  lat?: number
  lng?: number
  place_code?: string
  /** Ids of the pack's checks, and one's own words. */
  checks: string[]
}

export interface Draft {
  name: string
  worker: string | null
  frequency: Frequency
  walksOnHolidays: boolean
  from: string
  until: string
  points: DraftPoint[]
}

let made = 0
export const newKey = () => `point-${++made}`
const dayAhead = (days: number) => shanghaiDay(new Date(Date.now() + days * 86_400_000))

/** A change counts from tomorrow: who is out today walks what they were given. */
export const earliest = (plan: PlanDetail | null) => dayAhead(plan ? 1 : 0)

export function draftOf(plan: PlanDetail | null): Draft {
  const latest = plan?.versions.at(-1)
  if (!latest)
    return {
      name: '',
      worker: null,
      frequency: { per: 'day', shifts: [{ from: '08:00', to: '18:00' }] },
      walksOnHolidays: true,
      from: earliest(null),
      until: '',
      points: [],
    }
  return {
    name: latest.name,
    worker: latest.worker?.id ?? null,
    frequency: latest.frequency,
    walksOnHolidays: latest.holidays === 'walk',
    from: latest.from > earliest(plan) ? latest.from : earliest(plan),
    until: latest.until ?? '',
    points: latest.points.map(({ id, name, lat, lng, place_code, checks }) => ({
      key: newKey(),
      id,
      name,
      lat,
      lng,
      ...(place_code ? { place_code } : {}),
      checks: checks.map((check) => check.id ?? check.zh),
    })),
  }
}

/** As the server takes it. */
export function bodyOf(draft: Draft, form: PlanForm | undefined) {
  const known = new Set(form?.checks.map(({ id }) => id))
  return {
    name: draft.name.trim(),
    worker_id: draft.worker,
    frequency: draft.frequency,
    holidays: draft.walksOnHolidays ? 'walk' : 'skip',
    from: draft.from,
    until: draft.until || null,
    points: draft.points.map(({ id, name, lat, lng, place_code, checks }) => ({
      ...(id ? { id } : {}),
      name: name.trim(),
      ...(place_code?.trim() ? { place_code: place_code.trim() } : { lat, lng }),
      checks: checks.map((check) => (known.has(check) ? { id: check } : { words: check })),
    })),
  }
}
