import { sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { JobSet } from '../kernel/jobs/index.ts'
import type { Consumer, TimelineEvent } from '../kernel/timeline/index.ts'
import { survey } from './survey.ts'

/** Required meetings that were missed, and whether they were made up since. */
async function keepMissed(tx: Work, events: TimelineEvent[]): Promise<void> {
  const missed = events
    .filter(({ kind }) => kind === 'gathering.missed')
    .map(({ stream, at, payload }) => ({
      id: stream,
      branch: payload.organisation_id,
      day: at.toISOString(),
    }))
    .filter(({ branch }) => typeof branch === 'string')
  if (missed.length > 0)
    await sql`insert into weak_missed (gathering_id, branch_id, day)
      select r.id, r.branch, (r.day at time zone 'Asia/Shanghai')::date
      from jsonb_to_recordset(${JSON.stringify(missed)}::jsonb) as r (id uuid, branch uuid, day timestamptz)
      on conflict do nothing`.execute(tx)
  const madeUp = events.filter(({ kind }) => kind === 'gathering.made_up').map(({ stream }) => stream)
  if (madeUp.length > 0)
    await sql`update weak_missed set made_up = true where gathering_id = any(${madeUp}::uuid[])`.execute(tx)
}

/** How residents judged what was done in each community, by month. */
async function keepServed(house: House, tx: Work, events: TimelineEvent[]): Promise<void> {
  const { satisfaction } = await house.rulesNow()
  const good = satisfaction.filter((grade) => grade.good).map(({ id }) => id)
  const judged = events.map(({ stream, at, payload }) => ({
    matter: stream,
    at: at.toISOString(),
    good: payload.solved === true && good.includes(String(payload.satisfaction)),
  }))
  await sql`
    insert into weak_served as w (community_id, month, judged, good)
    select a.id, date_trunc('month', r.at at time zone 'Asia/Shanghai')::date, count(*)::int, count(*) filter (where r.good)::int
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as r (matter uuid, at timestamptz, good boolean)
    join matters m on m.id = r.matter and m.from_person
    join areas a on a.kind = 'community' and a.path @> m.area_path
    group by 1, 2
    on conflict (community_id, month) do update set judged = w.judged + excluded.judged, good = w.good + excluded.good`.execute(
    tx,
  )
}

export function rectificationConsumers(house: House): Consumer[] {
  return [
    {
      name: 'rectification.missed',
      kinds: ['gathering.missed', 'gathering.made_up'],
      handleMany: (tx, events) => keepMissed(tx, events),
    },
    {
      name: 'rectification.served',
      kinds: ['matter.judged'],
      handleMany: (tx, events) => keepServed(house, tx, events),
    },
  ]
}

export function rectificationJobs(house: House): JobSet {
  return {
    handlers: { survey_weak: async () => void (await survey(house, null)) },
    // 03:30 in Asia/Shanghai.
    crontab: '30 19 * * * survey_weak',
  }
}
