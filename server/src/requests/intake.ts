import { sql } from 'kysely'
import { fingerprint, suggestTriage } from '../insight/index.ts'
import type { Work } from '../kernel/database/index.ts'
import { attachPhotos } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor, Duty } from '../kernel/permissions/index.ts'
import { categoryOf, type Rules } from '../kernel/policy/index.ts'
import { type Fault, Problem } from '../kernel/problems.ts'
import { cleanText, searchVector, titleFrom } from '../kernel/text/index.ts'
import { lockOriginalByNumber, openMatter, recordFollower, timeOrderedId } from '../matters/index.ts'
import {
  communityFor,
  gridWorkerOf,
  hotlineCentre,
  organisationById,
  placeOf,
  type SaidPlace,
} from '../territory/index.ts'
import { hashOfCode, makeCode, readPhone } from './rules.ts'

export interface SubmittedRequest {
  text: string
  title?: string
  kind?: string
  category?: string
  urgency?: string
  location?: SaidPlace
  contact?: { name?: string; phone?: string }
  anonymous?: boolean
  photos?: { id: string; claim: string }[]
  photos_may_be_shown?: boolean
  /** The number of a similar request: "me too" follows it instead of standing beside it. */
  follows?: string
}

export interface Channel {
  channel: 'web' | 'phone' | 'counter' | 'visit' | 'open311'
  actor: Actor
  /** The duty in which a clerk writes it down for somebody. */
  duty?: Duty | undefined
  consentHistory?: boolean
}

export interface Accepted {
  id: string
  code: string
  number: string
  state: 'received' | 'following'
  owner: { name: string; phone: string | null }
  deadline: { step: string; due_at: string; explanation: { zh: string; en: string } } | null
  /** Open matters with exactly the same words: for a person to compare, never merged by the house. */
  duplicates: string[]
}

const fault = (at: string, zh: string, en: string): Fault => ({ at, zh, en })

/** Everything that is wrong with what was sent, at once. */
function check(input: SubmittedRequest, rules: Rules): { text: string; title: string } {
  const faults: Fault[] = []
  const text = cleanText(input.text)
  const title = input.title ? cleanText(input.title) : null
  if (
    ('fault' in text && text.fault === 'encoding') ||
    (title && 'fault' in title && title.fault === 'encoding')
  )
    throw new Problem('input.encoding')
  if ('fault' in text) faults.push(fault('/text', '请写下发生了什么', 'Say what happened'))
  else if ([...text.text].length > rules.intake.max_text_length)
    faults.push(
      fault(
        '/text',
        `最多 ${rules.intake.max_text_length} 个字`,
        `At most ${rules.intake.max_text_length} characters`,
      ),
    )
  if (input.kind && !rules.kinds.some(({ id }) => id === input.kind))
    faults.push(fault('/kind', `没有这种诉求类型：${input.kind}`, `Unknown kind: ${input.kind}`))
  if (input.category && !categoryOf(rules, input.category))
    faults.push(fault('/category', `没有这个类别：${input.category}`, `Unknown category: ${input.category}`))
  if (input.urgency && !rules.urgencies.some(({ id }) => id === input.urgency))
    faults.push(fault('/urgency', `没有这个紧急程度：${input.urgency}`, `Unknown urgency: ${input.urgency}`))
  const phone = input.contact?.phone?.trim()
  if (phone && !readPhone(phone))
    faults.push(fault('/contact/phone', '电话号码不对', 'This is not a phone number'))
  if ((input.photos?.length ?? 0) > rules.intake.max_photos)
    faults.push(
      fault('/photos', `最多 ${rules.intake.max_photos} 张照片`, `At most ${rules.intake.max_photos} photos`),
    )
  if (faults.length)
    throw new Problem('input.invalid', {
      faults,
      zh: faults.map(({ zh }) => zh).join('；'),
      en: faults.map(({ en }) => en).join('; '),
    })
  const body = (text as { text: string }).text
  return {
    text: body,
    title: title && 'text' in title ? [...title.text].slice(0, 80).join('') : titleFrom(body),
  }
}

/**
 * Takes a request in: checks it, finds the place and with it the grid, the owner and the deadline, and gives the code.
 * The caller holds the transaction (and perhaps an Idempotency-Key in it).
 */
export async function takeIn(
  house: House,
  tx: Work,
  input: SubmittedRequest,
  via: Channel,
): Promise<Accepted> {
  const rules = await house.rulesNow()
  const { text, title } = check(input, rules)
  const place = input.location ? await placeOf(tx, input.location) : null
  const suggestion = suggestTriage(house, rules, title, text)
  const centre = await hotlineCentre(tx)
  if (!centre) throw new Error('no hotline_centre organisation: import organisations first')
  const community = place?.areaId ? await communityFor(tx, place.areaId) : undefined
  const first = community && rules.intake.first_owner_when_place_known === 'community' ? community : centre
  const worker =
    place?.areaId && first === community ? await gridWorkerOf(tx, place.areaId, house.now()) : undefined
  const original = input.follows ? await originalToFollow(tx, input.follows) : null
  const owner = original ? original.owner : first
  const anonymous =
    input.anonymous ?? !(input.contact?.phone || input.contact?.name || via.actor.kind === 'resident')
  const phone = anonymous ? null : (readPhone(input.contact?.phone ?? '') ?? null)
  const personId = !anonymous && via.actor.kind === 'resident' ? via.actor.personId : null
  const prints = fingerprint(text)
  const exactHash = Buffer.from(prints.exact, 'hex')
  const { running, duplicates } = await numberAndDuplicates(tx, exactHash)
  const { id, number, clock } = await openMatter(
    house,
    tx,
    {
      id: timeOrderedId(house.now()),
      running,
      kind: 'request',
      state: original ? 'following' : 'received',
      requestKind: input.kind ?? suggestion.kind,
      category: input.category ?? suggestion.category,
      urgency: input.urgency ?? suggestion.urgency,
      channel: via.channel,
      deskId: owner.id,
      ownerId: owner.id,
      handlerId: original ? null : (worker?.personId ?? null),
      areaId: place?.areaId ?? null,
      parentId: null,
      originalId: original?.id ?? null,
      fromPerson: true,
      reachable: phone !== null || personId !== null,
      words: {
        title,
        body: text,
        address: place?.address ?? null,
        spot: place?.spot ?? null,
        placeCode: place?.placeCode ?? null,
      },
      search: searchVector([title, text, place?.address ?? '', place?.names ?? ''].join('\n')),
      exactHash,
      simhash: BigInt.asIntN(64, BigInt(`0x${prints.simhash}`)),
      // The clerk who wrote it down; the person who asked never stands in the chain, which cannot be erased.
      actorId: via.duty ? via.actor.personId : null,
      actorOrganisationId: via.duty?.organisationId ?? null,
      payload: { by_person: true, ...(original ? { original: original.id } : {}) },
    },
    rules,
  )
  const code = makeCode()
  await sql`
    with contact as (
      insert into matter_contacts (matter_id, name, phone, anonymous, person_id, consent_history, code_hash)
      values (${id}, ${anonymous ? null : input.contact?.name?.trim() || null}, ${phone}, ${anonymous}, ${personId}, ${via.consentHistory ?? false}, ${hashOfCode(code)})
    )
    insert into triage_decisions (matter_id, suggested, category, urgency, decided_at)
    values (${id}, ${JSON.stringify(suggestion)}::jsonb, ${suggestion.category ?? ''}, ${suggestion.urgency}, ${house.now()})`.execute(
    tx,
  )
  if (original) await recordFollower(house, tx, original.id, id)
  if (input.photos?.length)
    await attachPhotos(tx, {
      subjectId: id,
      photos: input.photos,
      purpose: 'before',
      visibility: 'person',
      mayShow: (input.photos_may_be_shown ?? false) && !anonymous,
    })
  return {
    id,
    code,
    number,
    state: original ? 'following' : 'received',
    owner: { name: owner.name, phone: owner.phone },
    deadline: clock
      ? { step: clock.step, due_at: clock.dueAt.toISOString(), explanation: clock.explanation }
      : null,
    duplicates,
  }
}

/** Locked before anything is written, so that many who say "me too" at once take turns. */
async function originalToFollow(tx: Work, number: string) {
  const original = await lockOriginalByNumber(tx, number)
  // One that was answered in the meantime cannot be followed; then this stands by itself.
  if (!original || ['answered', 'judged', 'closed', 'following'].includes(original.state)) return null
  const owner = await organisationById(tx, original.ownerId)
  return {
    id: original.id,
    owner: { id: original.ownerId, name: owner?.name ?? '', phone: owner?.phone ?? null },
  }
}

/** A running number, and open matters with exactly these words, in one round trip. */
async function numberAndDuplicates(
  tx: Work,
  exactHash: Buffer,
): Promise<{ running: number; duplicates: string[] }> {
  const { rows } = await sql<{ running: number; duplicates: string[] | null }>`
    select nextval('matter_numbers') as running, (select array_agg(number) from (
      select m.number from matter_words w join matters m on m.id = w.matter_id
      where w.exact_hash = ${exactHash} and m.state <> 'closed' limit 5) same) as duplicates`.execute(tx)
  return { running: rows[0]!.running, duplicates: rows[0]!.duplicates ?? [] }
}
