import { enterUnit } from '../coverage/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { system } from '../kernel/permissions/index.ts'

const firms = [
  '云帆网络科技',
  '锦程物流',
  '稻香餐饮',
  '恒达建材',
  '小满教育咨询',
  '清泉口腔门诊',
  '立新五金',
  '远山文化传播',
]
const groups = [
  ['courier', '快递服务站'],
  ['rider', '外卖配送站'],
  ['driver', '网约车服务点'],
] as const

/**
 * New organisations and employment groups of the city's communities: some with a branch, some attached to the
 * community's, some in nobody's care. Done once; does nothing where there are some already.
 */
export async function enterDemonstrationCoverage(house: House): Promise<void> {
  const { rows: present } = await sql`select 1 from coverage_units limit 1`.execute(house.db)
  if (present.length > 0) return
  const { rows: communities } = await sql<{ id: string; name: string; branch: string | null }>`
    select a.id, a.name, (select o.id from organisations o join party_organisations b on b.organisation_id = o.id
      where o.area_id = a.id and b.form = 'branch' and o.active_to is null order by o.code limit 1) as branch
    from areas a where a.kind = 'community' and a.active_to is null order by a.code`.execute(house.db)
  await house.db.transaction().execute(async (tx) => {
    for (const [index, { id, name, branch }] of communities.entries()) {
      const enter = (
        number: number,
        sector: string,
        called: string,
        people: number,
        members: number,
        attached: boolean,
      ) =>
        enterUnit(
          house,
          system,
          id,
          {
            sector,
            name: `${name}${called}`,
            registerCode: `91990101MA${String(1000 * (index + 1) + number)}X`,
            people,
            fullMembers: members,
            care: attached && branch ? 'attached' : 'none',
            branchId: attached ? branch : null,
          },
          tx,
        )
      await enter(
        1,
        'enterprise',
        `${firms[index % firms.length]!}有限公司`,
        12 + (index % 5) * 9,
        index % 4,
        index % 3 !== 0,
      )
      await enter(
        2,
        index % 2 ? 'platform' : 'social_organisation',
        index % 2 ? '即时配送公司' : '社区互助中心',
        8 + (index % 7) * 4,
        index % 3,
        index % 2 === 0,
      )
      const [sector, called] = groups[index % groups.length]!
      await enter(3, sector, called, 15 + (index % 6) * 7, index % 5 === 0 ? 4 : 1, index % 4 === 1)
    }
  })
}
