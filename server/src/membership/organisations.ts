import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { type Fault, Problem } from '../kernel/problems.ts'
import { termEnd } from './rules.ts'
import { type PartyOrganisation, partyOrganisation } from './store.ts'
import { tellEach } from './telling.ts'

interface Adopted {
  organisation_id: string
  stream_id: string
  form: string
  type: string
}

/**
 * Takes on every organisation whose kind belongs to the party and which has no facts of the party yet. Called when
 * organisations open; a second call finds nothing to do.
 * @returns how many were taken on
 */
export async function adoptPartyOrganisations(house: House, actor: Actor, tx: Work): Promise<number> {
  const rules = await house.rulesNow()
  const kinds = rules.party_kinds.map(({ id, form, type }) => ({ id, form, type }))
  const { rows } = await sql<
    Adopted & { path: string; area_path: string | null; in_community: boolean; opened_on: string }
  >`
    select o.id as organisation_id, gen_random_uuid() as stream_id, o.path::text as path, a.path::text as area_path, k.form, k.type,
      coalesce(a.kind in ('community', 'grid', 'micro_grid', 'dedicated_grid'), false) as in_community,
      (o.active_from at time zone 'Asia/Shanghai')::date as opened_on
    from organisations o
    join jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as k (id text, form text, type text) on k.id = o.kind
    left join areas a on a.id = o.area_id
    where o.active_to is null and not exists (select 1 from party_organisations b where b.organisation_id = o.id)
    order by o.path for update of o`.execute(tx)
  if (rows.length === 0) return 0
  const heads = await tellEach(
    tx,
    house,
    actor,
    'party_organisation',
    new Map(),
    rows.map((row) => ({
      stream: row.stream_id,
      kind: 'party_organisation.taken_on',
      payload: { organisation_id: row.organisation_id, form: row.form, type: row.type },
    })),
  )
  const facts = rows.map((row) => {
    const head = heads.get(row.stream_id)!
    return { ...row, head_seq: head.seq, head_hash: head.hash.toString('hex') }
  })
  for (let from = 0; from < facts.length; from += 5000)
    await sql`
      insert into party_organisations (organisation_id, stream_id, path, area_path, form, type, in_community, founded_on, head_seq, head_hash)
      select organisation_id, stream_id, path::ltree, area_path::ltree, form, type, in_community, opened_on, head_seq, decode(head_hash, 'hex')
      from jsonb_to_recordset(${JSON.stringify(facts.slice(from, from + 5000))}::jsonb) as r (organisation_id uuid, stream_id uuid,
        path text, area_path text, form text, type text, in_community boolean, opened_on date, head_seq int, head_hash text)`.execute(
      tx,
    )
  return rows.length
}

export interface OrganisationDescription {
  foundedOn?: string | null | undefined
  /** The day on which the committee in office was elected; its term follows from the pack. */
  electedOn?: string | null | undefined
  committeeSeats?: number | null | undefined
  purpose?: string | null | undefined
  standsUntil?: string | null | undefined
  /** The units of a joint branch. */
  units?: string[] | undefined
}

export const subjectOf = (organisation: Pick<PartyOrganisation, 'id' | 'path' | 'areaPath'>) => ({
  organisationId: organisation.id,
  organisationPath: organisation.path,
  areaPath: organisation.areaPath,
})

/** @throws Problem `not_found` */
export async function getPartyOrganisation(
  tx: Parameters<typeof partyOrganisation>[0],
  id: string,
): Promise<PartyOrganisation> {
  const found = await partyOrganisation(tx, id)
  if (!found)
    throw new Problem('not_found', { zh: '没有这个党组织', en: 'There is no such party organisation' })
  return found
}

/** Says what a party organisation is: when it was founded and elected, who shares it, until when it stands. */
export async function describeOrganisation(
  house: House,
  actor: Actor,
  id: string,
  seen: number,
  wanted: OrganisationDescription,
): Promise<void> {
  const rules = await house.rulesNow()
  const today = shanghaiDate(house.now())
  await house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ stream: string; seq: number; hash: Buffer }>`
      select stream_id as stream, head_seq as seq, head_hash as hash from party_organisations where organisation_id = ${id} for update`.execute(
      tx,
    )
    const before = await getPartyOrganisation(tx, id)
    requireReach(actor, 'party.write', subjectOf(before))
    if (before.version !== seen)
      throw new Problem('conflict.changed', { extra: { version: before.version, seen } })
    const termFrom = wanted.electedOn === undefined ? before.termFrom : wanted.electedOn
    const after = {
      foundedOn: wanted.foundedOn === undefined ? before.foundedOn : wanted.foundedOn,
      termFrom,
      termUntil: termFrom === null ? null : termEnd(termFrom, before.inCommunity, rules),
      committeeSeats: wanted.committeeSeats === undefined ? before.committeeSeats : wanted.committeeSeats,
      purpose: wanted.purpose === undefined ? before.purpose : wanted.purpose?.trim() || null,
      standsUntil: wanted.standsUntil === undefined ? before.standsUntil : wanted.standsUntil,
    }
    const units = wanted.units?.map((unit) => unit.trim()).filter(Boolean)
    refuseFaults(descriptionFaults(before, after, units, today, rules.branch_size))
    const stream = rows[0]!
    const heads = await tellEach(tx, house, actor, 'party_organisation', new Map([[stream.stream, stream]]), [
      {
        stream: stream.stream,
        kind: termFrom !== before.termFrom ? 'party_organisation.term_began' : 'party_organisation.described',
        payload: {
          organisation_id: id,
          founded_on: after.foundedOn,
          term_from: after.termFrom,
          term_until: after.termUntil,
          committee_seats: after.committeeSeats,
          stands_until: after.standsUntil,
          ...(units ? { units: units.length } : {}),
        },
      },
    ])
    const head = heads.get(stream.stream)!
    await sql`update party_organisations set founded_on = ${after.foundedOn}::date, term_from = ${after.termFrom}::date,
        term_until = ${after.termUntil}::date, committee_seats = ${after.committeeSeats}, purpose = ${after.purpose},
        stands_until = ${after.standsUntil}::date, version = version + 1, head_seq = ${head.seq}, head_hash = ${head.hash}
      where organisation_id = ${id}`.execute(tx)
    if (units) {
      await sql`delete from party_branch_units where organisation_id = ${id}`.execute(tx)
      await sql`insert into party_branch_units (organisation_id, name)
        select ${id}, unit from unnest(${[...new Set(units)]}::text[]) as unit`.execute(tx)
    }
  })
}

export function refuseFaults(faults: Fault[]): void {
  if (faults.length > 0)
    throw new Problem('input.invalid', {
      faults,
      zh: faults.map(({ zh }) => zh).join('；'),
      en: faults.map(({ en }) => en).join('; '),
    })
}

function descriptionFaults(
  before: PartyOrganisation,
  after: {
    foundedOn: string | null
    termFrom: string | null
    committeeSeats: number | null
    standsUntil: string | null
  },
  units: string[] | undefined,
  today: string,
  size: Awaited<ReturnType<House['rulesNow']>>['branch_size'],
): Fault[] {
  const faults: Fault[] = []
  const later = (field: string, day: string | null) => {
    if (day !== null && day > today)
      faults.push({ at: `/${field}`, zh: '日期不能晚于今天', en: 'The day cannot lie after today' })
  }
  later('founded_on', after.foundedOn)
  later('elected_on', after.termFrom)
  if (before.form === 'branch' && (after.committeeSeats ?? 0) > size.committee_max)
    faults.push({
      at: '/committee_seats',
      zh: `支部委员会最多 ${size.committee_max} 人`,
      en: `A branch committee has at most ${size.committee_max} seats`,
    })
  if (units && before.type !== 'joint')
    faults.push({ at: '/units', zh: '只有联合党支部才填联合单位', en: 'Only a joint branch names units' })
  if (units && units.length > size.joint_max_units)
    faults.push({
      at: '/units',
      zh: `联合党支部一般不超过 ${size.joint_max_units} 个单位`,
      en: `A joint branch has at most ${size.joint_max_units} units`,
    })
  if (after.standsUntil !== null && before.type !== 'temporary')
    faults.push({
      at: '/stands_until',
      zh: '只有临时党支部才填撤销日期',
      en: 'Only a temporary branch ends on a day',
    })
  return faults
}
