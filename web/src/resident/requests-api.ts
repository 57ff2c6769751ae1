import { type Both, type CallOptions, get, post } from '../foundation/api.ts'

type Named = Both & { id: string }

export interface Category extends Named {
  children?: Category[]
}

export interface RequestForm {
  kinds: (Named & { hint?: Both | null })[]
  categories: Category[]
  max_text: number
  max_photos: number
  pack: Both
}

export interface Suggestion {
  kind: Named | null
  category: (Named & { path?: Named[] }) | null
  alternatives: Named[]
  urgency: Named
  because: string[]
}

export interface SimilarRequest {
  number: string
  title: string
  excerpt: string | null
  category: Both | null
  distance_metres: number | null
  state: string
  state_words: Both
  created_at: string
  followers: number
  photo: string | null
}

export type SaidLocation =
  | { lat: number; lng: number; address?: string }
  | { place_code: string; address?: string }
  | { area_id: string; address?: string }

export interface RequestBody {
  text: string
  kind?: string
  category?: string
  location?: SaidLocation
  contact?: { name?: string; phone?: string }
  anonymous?: boolean
  photos?: { id: string; claim: string }[]
  photos_may_be_shown?: boolean
  follows?: string
}

export interface Deadline {
  step: string
  step_words: Both
  due_at: string
  explanation: Both
}

export interface Receipt {
  code: string
  number: string
  state: string
  owner: { name: string; phone: string | null }
  deadline: Deadline | null
}

export interface TimelineEntry {
  /** Its own among all of a matter's. */
  id: string
  at: string
  kind: string
  words: Both
  text: string | null
  by: string | null
  by_person: boolean
  /** A step of the work on the original that this one follows. */
  of_original: boolean
  to?: string | null
}

export interface LastAnswer {
  text: string
  by: string | null
  at: string
}

export interface MatterPhoto {
  id: string
  url: string
  thumb: string
  purpose: 'before' | 'after' | 'other'
  by_person: boolean
  may_show: boolean
  shown: boolean
  of_original: boolean
}

export interface TrackedRequest {
  code: string | null
  number: string
  state: string
  state_words: Both
  title: string
  text: string
  /** The id of a kind; its words are in the form. */
  kind: string | null
  category: Both | null
  place: { address: string | null; area: string | null } | null
  owner: { name: string; phone: string | null; handler: string | null }
  deadline: Deadline | null
  created_at: string
  outcome: string | null
  outcome_words: Both | null
  reopen_until: string | null
  /** The last answer that can still be read, or why it was not taken on. */
  answer: LastAnswer | null
  /** The newest steps, oldest first. */
  timeline: TimelineEntry[]
  timeline_earlier: string | null
  photos: MatterPhoto[]
  parts: { owner: string; state: string; state_words: Both }[]
  followers: number
  contact: { phone: string | null; by_account: boolean }
  judgement: {
    solved: boolean
    satisfaction: string
    satisfaction_words?: Both
    comment: string | null
    at: string | null
  } | null
  can: { judge: boolean; reopen: boolean; add_words: boolean }
  satisfaction_grades: Named[]
}

export interface Judgement {
  solved: boolean
  satisfaction: string
  comment?: string
  contacted?: boolean
  /** Left out, the house takes a bad judgement as a wish for rework: so it is always said. */
  wants_rework: boolean
}

export interface MyRequest {
  number: string
  title: string
  state: string
  state_words: Both
  created_at: string
  due_at: string | null
  id?: string
  can_judge: boolean
}

export const readForm = () => get<RequestForm>('/api/requests/form')

export const suggest = (text: string, signal?: AbortSignal) =>
  post<Suggestion>('/api/requests/suggest', { text }, { signal })

export const findSimilar = (text: string, location: SaidLocation | undefined, signal?: AbortSignal) =>
  post<{ items: SimilarRequest[] }>(
    '/api/requests/similar',
    { text, ...(location ? { location } : {}) },
    { signal },
  )

export const sendRequest = (body: RequestBody, options: CallOptions) =>
  post<Receipt>('/api/requests', body, options)

/** Where a request is read and judged: by its code, by a link from a message, or by the account that made it. */
export type Door =
  | { by: 'code'; code: string }
  | { by: 'token'; token: string }
  | { by: 'account'; number: string }

type DoorPath = `/api/requests/${string}` | `/api/judge/${string}` | `/api/my/requests/${string}`

export function doorPath(door: Door): DoorPath {
  if (door.by === 'code') return `/api/requests/${encodeURIComponent(door.code)}`
  if (door.by === 'token') return `/api/judge/${encodeURIComponent(door.token)}`
  return `/api/my/requests/${encodeURIComponent(door.number)}`
}

export const readRequest = (door: Door) => get<TrackedRequest>(doorPath(door))

export const readSteps = (door: Door, before: string) =>
  get<{ items: TimelineEntry[]; earlier: string | null }>(`${doorPath(door)}/steps`, { before })

export const judgeRequest = (door: Door, judgement: Judgement) =>
  post<TrackedRequest>(`${doorPath(door)}/judgement`, judgement)

export const reopenRequest = (door: Door, reason: string) =>
  post<TrackedRequest>(`${doorPath(door)}/reopen`, { reason })

export const addWords = (door: Door, text: string, photos: { id: string; claim: string }[]) =>
  post<TrackedRequest>(`${doorPath(door)}/words`, { text, ...(photos.length > 0 ? { photos } : {}) })

export const hidePhoto = (door: Door, photo: string) =>
  post<TrackedRequest>(`${doorPath(door)}/photos/${photo}/hide`)

/** Null takes the contact away altogether. The link or the account that asked may open nothing after that. */
export const changeContact = (door: Door, phone: string | null) =>
  post<TrackedRequest | { erased: true }>(`${doorPath(door)}/contact`, { phone })

export interface PrivacyNotice {
  pack: Both
  responsible: { name: string; phone: string | null } | null
  kept: (Named & {
    limit: number
    clock: string
    bound: 'at_most' | 'at_least'
    source: string
    unverified: boolean
  })[]
  who_sees_contact: Both[]
}

export const readPrivacy = () => get<PrivacyNotice>('/api/privacy')

export const readMine = (cursor: string | null) =>
  get<{ items: MyRequest[]; next: string | null }>('/api/my/requests', { cursor })
