import { sql, type Work } from '../kernel/database/index.ts'
import { keepDocument, paragraphs, wordDocument } from '../kernel/files/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { answerPaper, receiveAnswer, sendUp } from '../upward/index.ts'
import { branchCode, committeeCode, communityPartyCode, streetOfficeCode } from './offices.ts'
import { castOf } from './past/cast.ts'
import { houseOfThePast } from './past/telling.ts'
import { communities, dividedGrid } from './terrain.ts'

/**
 * What communities and a branch asked and reported upward: answered, returned and asked anew, received, and two that wait.
 * By the real commands, on a clock of the past; done once.
 */
export async function askDemonstrationSuperiors(house: StandingHouse): Promise<void> {
  const { rows: done } = await sql`select 1 from upward_papers limit 1`.execute(house.db)
  if (done.length > 0) return
  const clock = { at: house.now() }
  const past = await houseOfThePast(house, clock)
  const ago = (days: number, hours = 0) => {
    clock.at = new Date(house.now().getTime() - days * 86_400_000 - hours * 3_600_000)
  }
  const cast = await castOf(house.db)
  const { community } = dividedGrid
  const neighbour = communities.find((each) => each.street === community.street && each !== community)!
  const at = (code: string, role: 'community_clerk' | 'street_clerk' | 'secretary') => {
    const office = cast.office(code)
    return { office, actor: cast.someone(office.id, [role], 0) }
  }
  const clerk = at(committeeCode(community), 'community_clerk')
  const other = at(committeeCode(neighbour), 'community_clerk')
  const street = at(streetOfficeCode(community.street), 'street_clerk')
  const branch = at(branchCode(community), 'secretary')
  const party = at(communityPartyCode(community), 'secretary')
  const send = async (
    from: { office: { id: string }; actor: Actor | undefined },
    kind: string,
    title: string,
    body: string,
    {
      follows = null,
      document,
    }: { follows?: string | null; document?: { name: string; lines: string } } = {},
  ) => {
    const kept =
      document &&
      (await keepDocument(
        past,
        await wordDocument(paragraphs(document.name, 'Title') + paragraphs(document.lines)),
        document.name,
        from.actor!.personId,
      ))
    const documents = kept ? [{ id: kept.id, claim: kept.claim }] : []
    return house.db.transaction().execute((tx: Work) =>
      sendUp(past, tx, from.actor!, {
        asker_id: from.office.id,
        kind,
        title,
        body,
        follows,
        photos: [],
        documents,
      }),
    )
  }
  const version = async (id: string) => {
    const { rows } = await sql<{ version: number }>`select version from matters where id = ${id}`.execute(
      house.db,
    )
    return rows[0]!.version
  }
  const answer = async (
    by: Actor | undefined,
    id: string,
    verdict: Parameters<typeof answerPaper>[3]['verdict'],
    words: string | null = null,
  ) => answerPaper(past, by!, id, { version: await version(id), verdict, words })
  const receive = async (by: Actor | undefined, id: string) => receiveAnswer(past, by!, id, await version(id))
  if (![clerk, other, street, branch, party].every(({ actor }) => actor)) return

  ago(38)
  const shed = await send(
    clerk,
    'major_matter',
    '闲置自行车棚改建助餐点',
    '居民代表会议 9 月 20 日通过，拟把 3 号楼西侧车棚约 60 平方米改为助餐点，产权归社区，费用 8.6 万元从为民服务资金列支。妥否，请批示。',
  )
  ago(33)
  await answer(street.actor, shed.id, 'conditions', '原则同意。先办消防验收和食品经营许可，账目每月公开。')
  ago(32)
  await receive(clerk.actor, shed.id)
  ago(21)
  const parking = await send(
    clerk,
    'major_matter',
    '在门前道路施划夜间停车位',
    '居民反映夜间停车难，拟在门前道路东侧施划 18 个夜间限时泊位。妥否，请批示。',
  )
  ago(18)
  await answer(
    street.actor,
    parking.id,
    'not_ours',
    '道路泊位由区公安交管部门施划。请改为请示街道代为协调，附居民意见。',
  )
  ago(17)
  await receive(clerk.actor, parking.id)
  ago(16)
  const again = await send(
    clerk,
    'major_matter',
    '请街道协调施划夜间停车位',
    '附居民意见 214 份（赞成 191 份）。请街道协调区公安交管部门到现场踏勘。妥否，请批示。',
    { follows: parking.id },
  )
  ago(12)
  await answer(street.actor, again.id, 'agreed', '同意。由街道平安办牵头，11 月内组织踏勘。')
  ago(11)
  await receive(clerk.actor, again.id)

  ago(26)
  const seats = await send(
    branch,
    'team_change',
    '补选支部组织委员',
    '组织委员因工作调动空缺，拟于下月召开党员大会补选，候选人建议名单两名。妥否，请批示。',
  )
  ago(22)
  await answer(party.actor, seats.id, 'agreed', '同意。选举结果按规定报批。')
  ago(21)
  await receive(branch.actor, seats.id)
  ago(9)
  const report = await send(
    branch,
    'work_report',
    '第三季度支部工作情况',
    '召开党员大会 1 次、支委会 3 次，主题党日 3 次；联系群众 46 户，办结群众事项 12 件。',
  )
  ago(7)
  await answer(party.actor, report.id, 'noted')

  ago(1, 2)
  await send(
    other,
    'major_matter',
    '社区用房夜间开放',
    '拟每晚 19 点到 21 点开放社区用房，供居民读书、排练，由志愿者轮流值守。妥否，请批示。',
  )
  ago(1)
  await send(
    branch,
    'major_matter',
    '与辖区学校党支部结对共建',
    '拟与辖区小学党支部签订结对共建协议，为期一年，协议草稿附后。妥否，请批示。',
    {
      document: {
        name: '结对共建协议（草稿）',
        lines: [
          '甲方：社区网格党支部　　乙方：辖区小学党支部',
          '一、每季度联合开展一次主题党日，由双方轮流组织。',
          '二、学校操场周末上午向居民开放，支部安排志愿者值守。',
          '三、支部党员每周三为放学后无人接送的学生看护一小时。',
          '四、协议为期一年，期满由双方各自的党员大会商议是否续签。',
        ].join('\n'),
      },
    },
  )
}
