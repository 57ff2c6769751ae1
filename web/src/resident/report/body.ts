import { type RequestBody, type SaidLocation, sendRequest } from '../requests-api.ts'
import type { Draft } from './draft.ts'

/** The same rule as at the server: a mobile or a landline, spaces and dashes allowed. */
const phoneForm = /^\+?[0-9][0-9 -]{5,18}[0-9]$/

export interface DraftFaults {
  text?: 'text' | 'long'
  phone?: 'phone' | 'phoneForm'
}

export const isPhone = (typed: string): boolean => phoneForm.test(typed.trim())

export function letterCount(text: string): number {
  return [...text].length
}

/** What is missing before it can be sent; empty when nothing is. */
export function faultsOf(draft: Draft, maxText: number, signedIn: boolean): DraftFaults {
  const faults: DraftFaults = {}
  if (!/[\p{L}\p{N}]/u.test(draft.text)) faults.text = 'text'
  else if (letterCount(draft.text) > maxText) faults.text = 'long'
  if (draft.contact === 'phone') {
    const phone = draft.phone.trim()
    if (!phone && !signedIn) faults.phone = 'phone'
    else if (phone && !isPhone(phone)) faults.phone = 'phoneForm'
  }
  return faults
}

export function locationOf(draft: Draft): SaidLocation | undefined {
  if (!draft.place) return undefined
  const said = [draft.place.how === 'search' ? draft.place.name : '', draft.detail.trim()]
    .filter(Boolean)
    .join(' ')
  return { ...draft.place.location, ...(said ? { address: said } : {}) }
}

export function bodyOf(draft: Draft): RequestBody {
  const detail = draft.detail.trim()
  const location = locationOf(draft)
  const name = draft.name.trim()
  const phone = draft.phone.trim()
  return {
    // An address nobody could find on the map still belongs to the words.
    text: !location && detail ? `${draft.text.trim()}\n${detail}` : draft.text.trim(),
    ...(draft.kind ? { kind: draft.kind } : {}),
    ...(draft.category ? { category: draft.category } : {}),
    ...(location ? { location } : {}),
    ...(draft.contact === 'phone'
      ? {
          anonymous: false,
          ...(name || phone ? { contact: { ...(name ? { name } : {}), ...(phone ? { phone } : {}) } } : {}),
        }
      : { anonymous: true }),
    ...(draft.photos.length > 0
      ? {
          photos: draft.photos.map(({ id, claim }) => ({ id, claim })),
          ...(draft.photosMayBeShown && draft.contact === 'phone' ? { photos_may_be_shown: true } : {}),
        }
      : {}),
    ...(draft.follows ? { follows: draft.follows } : {}),
  }
}

export const send = (body: RequestBody, key: string) =>
  sendRequest(body, { idempotencyKey: key, timeout: 30_000 })
