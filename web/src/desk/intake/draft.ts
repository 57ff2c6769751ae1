import type { PhotoClaim } from '../types.ts'

export interface PlaceDraft {
  way: 'address' | 'area' | 'code'
  /** A place with a code on its wall. */
  placeCode?: string
  /** What was chosen, as it reads; an address that goes on from it is still there. */
  placeName?: string
  areaId?: string
  address?: string
}

export interface IntakeDraft {
  /** Made once a draft: sending it twice takes it in once. */
  key: string
  channel: 'phone' | 'counter'
  text: string
  title: string
  kind?: string
  category?: string
  urgency?: string
  place: PlaceDraft
  name: string
  phone: string
  anonymous: boolean
  consent: boolean
  photos: PhotoClaim[]
}

export function emptyDraft(channel: IntakeDraft['channel'] = 'phone'): IntakeDraft {
  return {
    key: crypto.randomUUID(),
    channel,
    text: '',
    title: '',
    place: { way: 'address' },
    name: '',
    phone: '',
    anonymous: false,
    consent: false,
    photos: [],
  }
}

const storageKey = (who: string) => `lianxin.desk.intake.${who}`

export function isBegun(draft: IntakeDraft): boolean {
  return draft.text.trim() !== '' || draft.phone !== '' || draft.name !== ''
}

/** The draft of this person in this tab; undefined where nothing was begun. */
export function readDraft(who: string): IntakeDraft | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey(who)) ?? 'null') as IntakeDraft | null
    return kept ? { ...emptyDraft(), ...kept, photos: [] } : undefined
  } catch {
    return undefined
  }
}

export function keepDraft(who: string, draft: IntakeDraft): void {
  try {
    sessionStorage.setItem(storageKey(who), JSON.stringify(draft))
  } catch {
    // Without storage the draft lives as long as the page.
  }
}

export function dropDraft(who: string): void {
  try {
    sessionStorage.removeItem(storageKey(who))
  } catch {
    // Nothing was kept then.
  }
}

/** Where it is, as the server reads it; undefined where nothing was said. */
export function locationOf({ way, placeCode, areaId, address }: PlaceDraft) {
  const words = address?.trim() ? { address: address.trim() } : {}
  if (way !== 'area' && placeCode) return { place_code: placeCode, ...words }
  if (way !== 'code' && areaId) return { area_id: areaId, ...words }
  return Object.keys(words).length > 0 ? words : undefined
}

/** What is sent. Who stays unnamed sends no contact at all. */
export function bodyOf(draft: IntakeDraft) {
  const location = locationOf(draft.place)
  const contact = {
    ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
    ...(draft.phone.trim() ? { phone: draft.phone.replace(/[\s-]/g, '') } : {}),
  }
  const hasContact = !draft.anonymous && Object.keys(contact).length > 0
  return {
    channel: draft.channel,
    text: draft.text.trim(),
    ...(draft.title.trim() ? { title: draft.title.trim() } : {}),
    ...(draft.kind ? { kind: draft.kind } : {}),
    ...(draft.category ? { category: draft.category } : {}),
    ...(draft.urgency ? { urgency: draft.urgency } : {}),
    ...(location ? { location } : {}),
    ...(hasContact ? { contact } : {}),
    ...(draft.anonymous ? { anonymous: true } : {}),
    ...(draft.consent && hasContact ? { consent_history: true } : {}),
    ...(draft.photos.length > 0 ? { photos: draft.photos.map(({ id, claim }) => ({ id, claim })) } : {}),
  }
}

/** A mobile or a landline of the mainland, as it is typed. */
export function isPhone(text: string): boolean {
  return /^(\+?86)?1[3-9]\d{9}$|^(0\d{2,3})?[2-9]\d{6,7}$/.test(text.replace(/[\s-]/g, ''))
}
