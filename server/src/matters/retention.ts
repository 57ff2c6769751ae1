import { sql } from 'kysely'
import { eraseDocuments, erasePhotos } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import type { JobSet } from '../kernel/jobs/index.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import { lockMatter, saveHead } from './store.ts'

const rule = 'closed_matter_personal_data'
const batch = 200

/** Stands where a deadline's explanation may have quoted why somebody asked for more time. */
const erasedExplanation = {
  zh: '时限说明已按期删除，起止时间照旧保留。',
  en: 'The explanation was deleted by rule; the times it ran stay.',
}

/**
 * Erases what is known about persons in matters that closed longer ago than the pack allows: name, phone, their
 * words, place, photos and documents, what was told of it by notice and message, and every written word beside the timeline. State, times, category and judgement stay, so
 * yesterday's figures do not change; the chain stays whole, since it holds only salted hashes (个人信息保护法 §19, §47).
 * @returns how many matters were erased
 */
export async function erasePersonalData(house: House): Promise<number> {
  const rules = await house.rulesNow()
  const retention = rules.retention.find(({ id }) => id === rule)
  if (!retention) return 0
  const before = new Date(house.now().getTime() - retention.limit * 86_400_000)
  let erased = 0
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select m.id from matters m join matter_words w on w.matter_id = m.id
      where m.closed_at < ${before} and w.erased_at is null order by m.closed_at limit ${batch}`.execute(
      house.db,
    )
    for (const { id } of rows) {
      await eraseOne(house, id)
      erased++
    }
    if (rows.length < batch) return erased
  }
}

function eraseOne(house: House, id: string): Promise<void> {
  return house.db.transaction().execute(async (tx) => {
    const { matter, head } = await lockMatter(tx, id)
    const next = await appendEvents(tx, {
      stream: id,
      streamKind: 'matter',
      head,
      at: house.now(),
      actorId: null,
      actorOrganisationId: null,
      digest: house.configuration.digest,
      events: [{ kind: 'matter.erased', payload: { open: true, rule } }],
    })
    await saveHead(tx, id, next)
    await sql`delete from timeline_personal where event_id in (select id from timeline where stream = ${id})`.execute(
      tx,
    )
    await sql`update matter_words set title = '（已按期删除）', body = '', address = null, spot = null, place_code = null,
      exact_hash = null, simhash = null, search = '', erased_at = ${house.now()} where matter_id = ${id}`.execute(
      tx,
    )
    await sql`update matter_contacts set name = null, phone = null, person_id = null, anonymous = true where matter_id = ${id}`.execute(
      tx,
    )
    await sql`delete from matter_links where matter_id = ${id}`.execute(tx)
    await sql`update deadlines set explanation = ${JSON.stringify(erasedExplanation)}::jsonb where subject_id = ${id}`.execute(
      tx,
    )
    await sql`update matters set proposal = null where id = ${id} and proposal is not null`.execute(tx)
    await sql`delete from notices where subject_id = ${id}`.execute(tx)
    await sql`delete from outbox_messages where purpose like 'matter.%' and position(${matter.number} in text) > 0`.execute(
      tx,
    )
    await erasePhotos(tx, id)
    await eraseDocuments(tx, id)
  })
}

export function retentionJobs(house: House): JobSet {
  return {
    handlers: { erase_personal_data: async () => void (await erasePersonalData(house)) },
    crontab: '23 18 * * * erase_personal_data',
  }
}
