import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'

export interface BrokenMembership {
  promise: number
  zh: string
  en: string
  where: string[]
  count: number
}

const checks = [
  {
    zh: '一个人同时在两个党支部，或名册与归属时段不一致',
    en: 'somebody is in two branches, or the roll and the periods of membership do not agree',
    find: sql<{ where: string }>`
      select coalesce(m.id::text, s.person_id::text) as where
      from (select * from party_members where left_on is null) m
      full join (select * from party_memberships where until_day is null) s on s.person_id = m.person_id
      where m.id is null or s.person_id is null or m.branch_id <> s.branch_id`,
  },
  {
    zh: '党员编在了不是党支部的单位，或编在了别的支部的党小组',
    en: 'a member stands in what is no branch, or in the group of another',
    find: sql<{ where: string }>`
      select m.id as where from party_members m left join party_organisations b on b.organisation_id = m.branch_id
        left join organisations g on g.id = m.group_id
      where m.left_on is null and (b.form is distinct from 'branch' or (g.id is not null and g.parent_id is distinct from m.branch_id))`,
  },
  {
    zh: '党员的阶段与日期不一致',
    en: 'the stage of a member and its days do not agree',
    find: sql<{ where: string }>`
      select id as where from party_members where stage <> case when full_on is not null then 'full' when admitted_on is not null then 'probationary'
        when prospect_on is not null then 'prospect' when activist_on is not null then 'activist' else 'applicant' end`,
  },
  {
    zh: '组织关系转接已办结，名册却没有跟着变',
    en: 'a transfer was received and the roll did not follow',
    find: sql<{ where: string }>`
      select t.id as where from party_transfers t
      where t.state = 'received' and t.to_branch_id is not null and not exists (
        select 1 from party_memberships s where s.person_id = t.person_id and s.branch_id = t.to_branch_id)`,
  },
]

/** Checks on the live database what membership promises. @returns what is broken; nothing when all is kept */
export async function checkMembership(house: House): Promise<BrokenMembership[]> {
  const broken: BrokenMembership[] = []
  for (const { find, ...words } of checks) {
    const { rows } = await find.execute(house.db)
    if (rows.length > 0)
      broken.push({
        promise: 5,
        ...words,
        where: rows.slice(0, 20).map((row) => row.where),
        count: rows.length,
      })
  }
  return broken
}

/** Heads that the chains of the timeline are held against. */
export const membershipHeads = [
  'select id as stream, head_seq as seq, head_hash as hash from party_members',
  'select stream_id as stream, head_seq as seq, head_hash as hash from party_organisations',
]
