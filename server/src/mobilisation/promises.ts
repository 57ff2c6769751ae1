import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { BrokenPromise } from '../matters/index.ts'

/** Checks what mobilisation promises, on the live database. @returns what is broken; nothing when all is kept */
export async function checkMobilisations(house: House): Promise<BrokenPromise[]> {
  const checks = [
    {
      promise: 7,
      zh: '有人在同一时间占了两个岗位，或两班之间休息不够',
      en: 'somebody holds two places at one time, or without the rest between',
      find: sql<{ where: string }>`
        select a.id::text as where from mobilisation_places a join mobilisation_places b on b.person_id = a.person_id and b.id > a.id
          and b.state = 'held' and b.rehearsal = a.rehearsal and b.during && a.during where a.state = 'held'`,
    },
    {
      promise: 7,
      zh: '班次的已占人数与占位的人对不上',
      en: 'the count of a shift is not the number of places held at it',
      find: sql<{ where: string }>`
        select s.id::text as where from mobilisation_shifts s left join (
          select shift_id, count(*) as held from mobilisation_places where state = 'held' group by shift_id) k on k.shift_id = s.id
        where s.taken <> coalesce(k.held, 0) or s.taken > s.needed`,
    },
    {
      promise: 7,
      zh: '危险岗位没有登记保险就安排了人',
      en: 'somebody was placed at a dangerous post without insurance recorded',
      find: sql<{ where: string }>`
        select k.id::text as where from mobilisation_places k join mobilisation_posts p on p.id = k.post_id
        where p.danger is not null and (p.insured_at is null or k.placed_at < p.insured_at and not exists (
          select 1 from timeline t where t.stream = k.mobilisation_id and t.kind = 'mobilisation.insured'
            and t.at <= k.placed_at and t.payload->'posts' ? p.id::text))`,
    },
    {
      promise: 7,
      zh: '志愿服务里有人被指派',
      en: 'somebody was assigned among volunteers',
      find: sql<{ where: string }>`
        select k.id::text as where from mobilisation_places k join mobilisations m on m.id = k.mobilisation_id
        where m.kind = 'volunteer' and k.how in ('nominated', 'assigned')`,
    },
    {
      promise: 5,
      zh: '记录的服务时长与签到签退对不上，或演练记了时长',
      en: 'hours that were told do not fit sign-in and sign-out, or a rehearsal was counted',
      find: sql<{ where: string }>`
        select coalesce(k.id::text, t.payload->>'place') as where
        from (select * from timeline where kind = 'mobilisation.served') t
        full join (select * from mobilisation_places where signed_out_at is not null and not rehearsal) k
          on t.stream = k.shift_id and t.payload->>'place' = k.id::text
        where k.id is null or t.id is null or (t.payload->>'from')::timestamptz <> k.signed_in_at
          or (t.payload->>'to')::timestamptz <> k.signed_out_at`,
    },
  ]
  const broken: BrokenPromise[] = []
  for (const { find, ...what } of checks) {
    const { rows } = await find.execute(house.db)
    if (rows.length)
      broken.push({ ...what, where: rows.slice(0, 20).map((row) => row.where), count: rows.length })
  }
  return broken
}

/** Heads that the chains of the timeline are held against. */
export const mobilisationHeads = [
  'select id as stream, head_seq as seq, head_hash as hash from mobilisations',
  'select id as stream, head_seq as seq, head_hash as hash from mobilisation_shifts where head_hash is not null',
]
