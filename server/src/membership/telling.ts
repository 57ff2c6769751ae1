import { randomBytes } from 'node:crypto'
import { sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { chainHash, type Head, personalHash } from '../kernel/timeline/index.ts'

export interface Told {
  stream: string
  kind: string
  /** Ids, codes, days: never a name. */
  payload: Record<string, unknown>
  personal?: Record<string, unknown>
}

export type MembershipStream = 'party_member' | 'party_organisation'

const rowsAStatement = 5000

/**
 * Appends one event to each of many streams, whose rows the caller holds locked.
 * @param heads where each stream stands; a stream that is not in it begins
 * @returns where each stream stands now
 */
export async function tellEach(
  tx: Work,
  house: House,
  actor: Actor,
  streamKind: MembershipStream,
  heads: ReadonlyMap<string, Head>,
  events: Told[],
): Promise<Map<string, { seq: number; hash: Buffer }>> {
  const { digest } = house.configuration
  const at = house.now()
  const actorOrganisationId = actor.duties[0]?.organisationId ?? null
  const after = new Map<string, { seq: number; hash: Buffer }>()
  const rows = events.map(({ stream, kind, payload, personal }) => {
    const head = after.get(stream) ?? heads.get(stream) ?? { seq: 0, hash: null }
    const salt = personal ? randomBytes(16) : null
    const hashOfPersonal = salt ? personalHash(digest, salt, personal) : null
    const seq = head.seq + 1
    const hash = chainHash(digest, head.hash, {
      stream,
      seq,
      kind,
      at,
      actorId: actor.personId,
      actorOrganisationId,
      payload,
      personalHash: hashOfPersonal,
    })
    after.set(stream, { seq, hash })
    return {
      stream,
      seq,
      kind,
      payload,
      personal_hash: hashOfPersonal?.toString('hex') ?? null,
      previous: head.hash?.toString('hex') ?? null,
      hash: hash.toString('hex'),
      salt: salt?.toString('hex') ?? null,
      personal: personal ?? null,
    }
  })
  for (let from = 0; from < rows.length; from += rowsAStatement)
    await sql`
      with incoming as (
        select * from rows from (jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + rowsAStatement))}::jsonb) as (
          stream uuid, seq int, kind text, payload jsonb, personal_hash text, previous text, hash text, salt text, personal jsonb
        )) with ordinality
      ), written as (
        insert into timeline (stream, stream_kind, seq, kind, at, actor_id, actor_organisation_id, payload, personal_hash, digest, previous, hash)
        select stream, ${streamKind}, seq, kind, ${at.toISOString()}::timestamptz, ${actor.personId}::uuid,
          ${actorOrganisationId}::uuid, payload, decode(personal_hash, 'hex'), ${digest}, decode(previous, 'hex'), decode(hash, 'hex')
        from incoming order by ordinality
        returning id, stream, seq
      )
      insert into timeline_personal (event_id, salt, data)
      select written.id, decode(incoming.salt, 'hex'), incoming.personal
      from written join incoming using (stream, seq) where incoming.salt is not null`.execute(tx)
  return after
}
