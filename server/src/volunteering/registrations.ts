import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify } from '../kernel/notices/index.ts'
import { type Actor, dutyReaching, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { belonging, type Community, clerksOf, getCommunity, requireMember } from './party.ts'
import { aMember, inOffice, type Teller, tell } from './telling.ts'

export interface Registration {
  id: string
  kind: 'unit' | 'member'
  organisationId: string
  personId: string | null
  communityId: string
  communityPath: string
  state: 'proposed' | 'confirmed' | 'refused' | 'withdrawn' | 'moved'
}

const columns = sql`id, kind, organisation_id as "organisationId", person_id as "personId", community_id as "communityId",
  community_path::text as "communityPath", state`

/** @throws Problem `not_found` */
export async function lockRegistration(tx: Work, id: string): Promise<Registration> {
  const { rows } =
    await sql<Registration>`select ${columns} from registrations where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这项报到', en: 'There is no such registration' })
  return rows[0]
}

interface Asked {
  kind: 'unit' | 'member'
  organisationId: string
  personId: string | null
  as: 'self' | 'branch' | 'community'
  contact?: { name: string; phone: string | null }
}

async function insert(
  house: House,
  tx: Work,
  community: Community,
  asked: Asked,
  teller: Teller,
): Promise<string> {
  const id = randomUUID()
  await sql`
    insert into registrations (id, kind, organisation_id, person_id, community_id, community_path, area_id, state, proposed_as,
      proposed_at, contact_name, contact_phone)
    values (${id}, ${asked.kind}, ${asked.organisationId}, ${asked.personId}, ${community.id}, ${community.path}::ltree,
      ${community.areaId}, 'proposed', ${asked.as}, ${house.now()}, ${asked.contact?.name ?? null}, ${asked.contact?.phone ?? null})`.execute(
    tx,
  )
  await tell(house, tx, 'registrations', id, teller, [
    {
      kind: 'registration.proposed',
      payload: {
        kind: asked.kind,
        community_id: community.id,
        organisation_id: asked.organisationId,
        as: asked.as,
      },
    },
  ])
  return id
}

/** A member reports in: where they are registered already, this is a change of residence, which the new community confirms. */
async function proposeFor(
  house: House,
  tx: Work,
  community: Community,
  asked: Asked & { personId: string },
  teller: Teller,
): Promise<string> {
  const { rows } = await sql<Registration>`
    select ${columns} from registrations where person_id = ${asked.personId} and kind = 'member'
      and state in ('proposed', 'confirmed') for update`.execute(tx)
  const same = rows.find(({ communityId }) => communityId === community.id)
  if (same) return same.id
  const waiting = rows.find(({ state }) => state === 'proposed')
  if (waiting) await end(house, tx, waiting, 'withdrawn', teller)
  return insert(house, tx, community, asked, teller)
}

async function end(
  house: House,
  tx: Work,
  { id }: Pick<Registration, 'id'>,
  state: 'withdrawn' | 'moved',
  teller: Teller,
): Promise<void> {
  await tell(house, tx, 'registrations', id, teller, [{ kind: `registration.${state}` }])
  await sql`update registrations set state = ${state}, ended_at = ${house.now()},
    decided_at = coalesce(decided_at, ${house.now()}) where id = ${id}`.execute(tx)
}

async function tellClerks(house: House, tx: Work, community: Community, count: number): Promise<void> {
  await notify(tx, {
    personIds: await clerksOf(tx, community.id, house.now()),
    kind: 'registration.proposed',
    words: {
      zh: `有 ${count} 项报到等您确认`,
      en: `${count} report${count === 1 ? '' : 's'} to be confirmed`,
    },
    link: '/desk/volunteering?tab=registrations',
    at: house.now(),
  })
}

export async function reportIn(house: House, actor: Actor, communityId: string): Promise<string> {
  const { personId, branch } = requireMember(actor)
  return house.db.transaction().execute(async (tx) => {
    const community = await getCommunity(tx, communityId)
    const id = await proposeFor(
      house,
      tx,
      community,
      { kind: 'member', organisationId: branch.organisationId, personId, as: 'self' },
      aMember(branch.organisationId),
    )
    await tellClerks(house, tx, community, 1)
    return id
  })
}

/** The branch reports several of its members in at once. @throws Problem `permission.denied` for anybody else's */
export async function reportInMembers(
  house: House,
  actor: Actor,
  personIds: string[],
  communityId: string,
): Promise<number> {
  return house.db.transaction().execute(async (tx) => {
    const community = await getCommunity(tx, communityId)
    const { rows } = await sql<{ personId: string; organisationId: string; organisationPath: string }>`
      select distinct on (d.person_id) d.person_id as "personId", o.id as "organisationId", o.path::text as "organisationPath"
      from ${belonging(house.now())} d join organisations o on o.id = d.organisation_id
      where d.person_id = any(${personIds}::uuid[]) order by d.person_id, o.id`.execute(tx)
    const found = new Map(rows.map((row) => [row.personId, row]))
    for (const personId of [...new Set(personIds)].toSorted()) {
      const member = found.get(personId)
      const duty = member && dutyReaching(actor, 'reporting.branch', member)
      if (!member || !duty)
        throw new Problem('permission.denied', {
          zh: '只能为本支部的党员办理报到',
          en: 'A branch reports in its own members only',
        })
      await proposeFor(
        house,
        tx,
        community,
        { kind: 'member', organisationId: member.organisationId, personId, as: 'branch' },
        inOffice(actor, duty),
      )
      await notify(tx, {
        personId,
        kind: 'registration.by_branch',
        words: {
          zh: `支部为您向${community.name}报到，等社区确认。不对的话，请在“我”里改。`,
          en: `Your branch has reported you in with ${community.name}; the community confirms it. Change it under “Me” if it is wrong.`,
        },
        link: '/field/member/me',
        at: house.now(),
      })
    }
    await tellClerks(house, tx, community, personIds.length)
    return personIds.length
  })
}

/** Takes back what the community has not decided yet. */
export async function takeBack(house: House, actor: Actor): Promise<void> {
  const { personId, branch } = requireMember(actor)
  await house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<Registration>`
      select ${columns} from registrations where person_id = ${personId} and kind = 'member' and state = 'proposed' for update`.execute(
      tx,
    )
    if (rows[0]) await end(house, tx, rows[0], 'withdrawn', aMember(branch.organisationId))
  })
}

/** A unit reports in with the community where it is; its own people do it, or the community from a paper. */
export async function reportUnitIn(
  house: House,
  actor: Actor,
  unit: { organisationId: string; communityId: string; contact: { name: string; phone: string | null } },
): Promise<string> {
  return house.db.transaction().execute(async (tx) => {
    const community = await getCommunity(tx, unit.communityId)
    const own = dutyReaching(actor, 'reporting.unit', { organisationId: unit.organisationId })
    const byCommunity = own
      ? undefined
      : requireReach(actor, 'reporting.confirm', { organisationId: community.id })
    const { rows: units } = await sql<{ kind: string }>`
      select kind from organisations where id = ${unit.organisationId} and active_to is null`.execute(tx)
    if (!units[0] || unit.organisationId === community.id)
      throw new Problem('not_found', { zh: '没有这个单位', en: 'There is no such unit' })
    const { rows } = await sql<Registration>`
      select ${columns} from registrations where kind = 'unit' and organisation_id = ${unit.organisationId}
        and community_id = ${community.id} and state in ('proposed', 'confirmed') for update`.execute(tx)
    if (rows[0]) return rows[0].id
    const id = await insert(
      house,
      tx,
      community,
      {
        kind: 'unit',
        organisationId: unit.organisationId,
        personId: null,
        as: own ? 'self' : 'community',
        contact: unit.contact,
      },
      inOffice(actor, own ?? byCommunity),
    )
    if (own) await tellClerks(house, tx, community, 1)
    else await settle(house, tx, actor, id, 'confirm', null)
    return id
  })
}

/** The community confirms that who reported in is here, or says why not. */
export async function decide(
  house: House,
  actor: Actor,
  id: string,
  decision: 'confirm' | 'refuse',
  reason: string | null,
): Promise<void> {
  await house.db.transaction().execute((tx) => settle(house, tx, actor, id, decision, reason))
}

async function settle(
  house: House,
  tx: Work,
  actor: Actor,
  id: string,
  decision: 'confirm' | 'refuse',
  reason: string | null,
): Promise<void> {
  const registration = await lockRegistration(tx, id)
  const duty = requireReach(actor, 'reporting.confirm', { organisationId: registration.communityId })
  const state = decision === 'confirm' ? 'confirmed' : 'refused'
  if (registration.state === state) return
  if (registration.state !== 'proposed')
    throw new Problem('conflict.changed', {
      zh: '这项报到已经处理过了',
      en: 'This registration has been decided already',
    })
  if (decision === 'refuse' && !reason?.trim())
    throw new Problem('input.invalid', { zh: '请写明不确认的原因', en: 'Say why it is not confirmed' })
  if (decision === 'confirm' && registration.kind === 'member') {
    const { rows } = await sql<{ id: string }>`
      select id from registrations where person_id = ${registration.personId} and kind = 'member' and state = 'confirmed' for update`.execute(
      tx,
    )
    for (const former of rows) await end(house, tx, former, 'moved', inOffice(actor, duty))
  }
  await tell(house, tx, 'registrations', id, inOffice(actor, duty), [
    { kind: `registration.${state}`, ...(reason ? { personal: { reason } } : {}) },
  ])
  await sql`update registrations set state = ${state}, decided_at = ${house.now()}, reason = ${reason} where id = ${id}`.execute(
    tx,
  )
  if (registration.personId)
    await notify(tx, {
      personId: registration.personId,
      kind: `registration.${state}`,
      words:
        decision === 'confirm'
          ? { zh: '社区已确认您的报到', en: 'The community has confirmed that you reported in' }
          : { zh: `社区没有确认您的报到：${reason}`, en: `The community did not confirm it: ${reason}` },
      link: '/field/member/me',
      at: house.now(),
    })
}
