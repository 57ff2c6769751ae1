import { sql } from 'kysely'
import { fingerprint, suggestTriage } from '../insight/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor, Duty } from '../kernel/permissions/index.ts'
import type { Rules, WhistleKind } from '../kernel/policy/index.ts'
import { cleanText, searchVector, titleFrom } from '../kernel/text/index.ts'
import { openMatter } from '../matters/index.ts'
import { placeOf, type SaidPlace } from '../territory/index.ts'
import { refuse } from './guards.ts'

/** What an office takes up by itself. */
export interface Own {
  title: string
  text: string
  location: SaidPlace
  category?: string
}

/** What an office takes up by itself is a matter like any other: nobody asked for it, and those above judge it. */
export async function openOwn(
  house: House,
  tx: Work,
  actor: Actor,
  duty: Duty,
  kind: WhistleKind,
  rules: Rules,
  own: Own,
): Promise<string> {
  const text = cleanText(own.text)
  if ('fault' in text) refuse('text', '请写明是什么事', 'Say what it is about')
  const title = cleanText(own.title)
  const place = await placeOf(tx, own.location)
  const words = 'text' in title && title.text ? [...title.text].slice(0, 80).join('') : titleFrom(text.text)
  const suggestion = suggestTriage(house, rules, words, text.text)
  const urgency = kind.urgent
    ? (rules.urgencies.find(({ id }) => id === 'urgent')?.id ?? suggestion.urgency)
    : suggestion.urgency
  const category = own.category ?? suggestion.category
  const prints = fingerprint(text.text)
  const opened = await openMatter(
    house,
    tx,
    {
      kind: 'request',
      state: 'received',
      requestKind: null,
      category,
      urgency,
      channel: 'whistle',
      deskId: duty.organisationId,
      ownerId: duty.organisationId,
      handlerId: null,
      areaId: place?.areaId ?? duty.areaId,
      parentId: null,
      originalId: null,
      fromPerson: false,
      reachable: false,
      words: {
        title: words,
        body: text.text,
        address: place?.address ?? null,
        spot: place?.spot ?? null,
        placeCode: place?.placeCode ?? null,
      },
      search: searchVector([words, text.text, place?.address ?? '', place?.names ?? ''].join('\n')),
      exactHash: Buffer.from(prints.exact, 'hex'),
      simhash: BigInt.asIntN(64, BigInt(`0x${prints.simhash}`)),
      actorId: actor.personId,
      actorOrganisationId: duty.organisationId,
    },
    rules,
  )
  await sql`insert into triage_decisions (matter_id, suggested, category, urgency, decided_at)
    values (${opened.id}, ${JSON.stringify(suggestion)}::jsonb, ${category ?? ''}, ${urgency}, ${house.now()})`.execute(
    tx,
  )
  return opened.id
}
