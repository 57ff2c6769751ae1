import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { JobSet } from '../kernel/jobs/index.ts'
import type { Consumer, TimelineEvent } from '../kernel/timeline/index.ts'
import { refreshAllStates, refreshStates } from './states.ts'

/**
 * What indicators are made of. From gatherings: `gathering.held` (payload: organisation_id, gathering_kind, day, makes_up,
 * should_attend, attended), `gathering.made_up` (period_end, by), `gathering.talk_held` (organisation_id, month). The rest
 * says that something about a branch has changed, and its state is worked out anew.
 */
const kinds = [
  'gathering.held',
  'gathering.made_up',
  'gathering.talk_held',
  'party_member.entered',
  'party_member.changed',
  'party_member.advanced',
  'party_member.left',
  'party_member.transferred',
  'party_member.dues_noted',
  'party_organisation.taken_on',
  'party_organisation.described',
  'party_organisation.term_began',
  'organisation.opened',
  'organisation.ended',
  'duty.started',
  'duty.ended',
]

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

interface Fact {
  id: string
  organisation: string
  kind: string
  day: string
  made_up: boolean
  should_attend: number
  attended: number
}

function factOf({ kind, stream, payload }: TimelineEvent): Fact | undefined {
  const organisation = text(payload.organisation_id)
  if (!organisation) return undefined
  if (kind === 'gathering.talk_held')
    return {
      id: stream,
      organisation,
      kind: 'heart_to_heart',
      day: `${payload.month}-01`,
      made_up: false,
      should_attend: 0,
      attended: 0,
    }
  if (kind !== 'gathering.held') return undefined
  return {
    id: stream,
    organisation,
    kind: String(payload.gathering_kind),
    day: String(payload.day),
    made_up: payload.makes_up !== null && payload.makes_up !== undefined,
    should_attend: Number(payload.should_attend ?? 0),
    attended: Number(payload.attended ?? 0),
  }
}

/** Keeps the facts, each once; a group's are its branch's. */
async function keepFacts(tx: Work, facts: Fact[]): Promise<void> {
  if (facts.length === 0) return
  await sql`
    insert into branch_facts (id, branch_id, held_by, kind, day, counts_for, made_up, should_attend, attended)
    select f.id, case when b.form = 'group' then o.parent_id else o.id end, o.id, f.kind, f.day, f.day, f.made_up, f.should_attend, f.attended
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f (id uuid, organisation uuid, kind text, day date, made_up boolean,
      should_attend int, attended int)
    join organisations o on o.id = f.organisation join party_organisations b on b.organisation_id = o.id
    where b.form in ('branch', 'group')
    on conflict (id) do nothing`.execute(tx)
}

/** What was missed and made up for counts in the period in which it was missed. */
async function keepMadeUp(tx: Work, events: TimelineEvent[]): Promise<void> {
  const rows = events
    .filter(({ kind }) => kind === 'gathering.made_up')
    .map(({ payload }) => ({ id: text(payload.by), day: text(payload.period_end) }))
    .filter(({ id, day }) => id !== null && day !== null)
  if (rows.length === 0) return
  await sql`update branch_facts f set counts_for = r.day, made_up = true
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, day date) where f.id = r.id`.execute(
    tx,
  )
}

async function takeIn(house: House, tx: Work, events: TimelineEvent[]): Promise<void> {
  await keepFacts(
    tx,
    events.flatMap((event) => factOf(event) ?? []),
  )
  await keepMadeUp(tx, events)
  const named = events.flatMap(({ kind, stream, payload }) => [
    ...[payload.organisation_id, payload.branch_id, payload.from_branch_id, payload.parent_id].flatMap(
      (id) => text(id) ?? [],
    ),
    ...(kind.startsWith('organisation.') ? [stream] : []),
  ])
  if (named.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select distinct case when b.form = 'group' then o.parent_id else o.id end as id
    from organisations o join party_organisations b on b.organisation_id = o.id
    where o.id = any(${[...new Set(named)]}::uuid[]) and b.form in ('branch', 'group')`.execute(tx)
  await refreshStates(
    tx,
    house,
    rows.map(({ id }) => id),
  )
}

export function branchConsumers(house: House): Consumer[] {
  return [{ name: 'branches.states', kinds, handleMany: (tx, events) => takeIn(house, tx, events) }]
}

export function branchJobs(house: House): JobSet {
  return {
    handlers: { refresh_branch_states: async () => void (await refreshAllStates(house)) },
    // 00:20 in Asia/Shanghai, when a month or a term has turned.
    crontab: '20 16 * * * refresh_branch_states',
  }
}
