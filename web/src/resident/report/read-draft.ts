import { randomId } from '../../foundation/random-id.ts'
import type { RequestBody, SaidLocation } from '../requests-api.ts'

export interface DraftPhoto {
  id: string
  claim: string
  /** Under which this device keeps the picture itself. */
  key?: string
}

/** A place as chosen, with the words that show it again. */
export interface DraftPlace {
  how: 'here' | 'map' | 'search' | 'list' | 'code'
  location: SaidLocation
  name: string
  chain: string
  /** The device was not sure where it is. */
  isCoarse?: boolean
}

export interface Draft {
  /** Idempotency-Key: made once, so that sending twice creates one request. */
  key: string
  savedAt: number
  text: string
  kind: string | null
  category: string | null
  place: DraftPlace | null
  detail: string
  contact: 'phone' | 'anonymous'
  name: string
  phone: string
  photos: DraftPhoto[]
  /** People nearby may see the photos, once the desk has looked at them. */
  photosMayBeShown: boolean
  follows: string | null
  /** What was sent without an answer: it may have arrived. */
  sentBody: RequestBody | null
}

const keptFor = 14 * 24 * 3600_000

export function freshDraft(): Draft {
  return {
    key: randomId(),
    savedAt: Date.now(),
    text: '',
    kind: null,
    category: null,
    place: null,
    detail: '',
    contact: 'phone',
    name: '',
    phone: '',
    photos: [],
    photosMayBeShown: false,
    follows: null,
    sentBody: null,
  }
}

/** What another version of the page wrote: each field that fits is taken, the others begin anew. */
export function readDraft(written: string | null, now = Date.now()): Draft {
  const draft = freshDraft()
  let kept: Partial<Record<keyof Draft, unknown>> | null = null
  try {
    kept = JSON.parse(written ?? 'null')
  } catch {
    // Not even whole: a device that lost its power while writing.
  }
  if (typeof kept?.key !== 'string' || now - Number(kept.savedAt ?? 0) >= keptFor) return draft
  const known = (value: unknown) => value !== null && typeof value === 'object'
  const things = new Set<keyof Draft>(['place', 'sentBody'])
  for (const field of Object.keys(draft) as (keyof Draft)[]) {
    const value = kept[field]
    if (value === undefined) continue
    const isLike =
      draft[field] === null
        ? value === null || (things.has(field) ? known(value) : typeof value === 'string')
        : typeof value === typeof draft[field]
    if (isLike) Object.assign(draft, { [field]: value })
  }
  draft.photos = Array.isArray(draft.photos)
    ? draft.photos.filter((photo) => typeof photo?.id === 'string' && typeof photo.claim === 'string')
    : []
  if (draft.place && !(known(draft.place.location) && typeof draft.place.name === 'string'))
    draft.place = null
  if (draft.contact !== 'anonymous') draft.contact = 'phone'
  return draft
}

export function isTouched(some: Draft): boolean {
  return some.text.trim() !== '' || some.photos.length > 0 || some.phone !== '' || some.detail !== ''
}
