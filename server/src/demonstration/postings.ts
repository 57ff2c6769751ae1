import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import { sql, type Work } from '../kernel/database/index.ts'
import { sweepDeadlines } from '../kernel/deadlines/index.ts'
import { actorLater } from '../kernel/identity/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { answerPaperPoll } from '../kernel/paper-polls/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { type Command, execute, matterSweeper } from '../matters/index.ts'
import {
  askLeave,
  assessAsSender,
  closeVillagersPoll,
  decideLeave,
  giveTask,
  linkWish,
  makePosting,
  openVillagersPoll,
  postingSweeper,
  replacePosting,
  writeVisit,
} from '../postings/index.ts'
import { takeIn } from '../requests/index.ts'
import { committeeCode, communityPartyCode, departmentCode } from './offices.ts'
import { type Cast, castOf } from './past/cast.ts'
import { houseOfThePast } from './past/telling.ts'
import { type Community, communities } from './terrain.ts'

/**
 * Four villages to which somebody was sent: one at work (the account `market`), one whose term is over while nobody has
 * acted, one where a term was judged and somebody else goes on, one where somebody is awaited. By the real commands, on a clock of the past; done once.
 */
export async function sendDemonstrationCadres(house: StandingHouse): Promise<void> {
  const { rows: done } = await sql`select 1 from postings limit 1`.execute(house.db)
  if (done.length > 0) return
  const clock = { at: house.now() }
  const past = await houseOfThePast(house, clock)
  const ago = (days: number) => {
    clock.at = new Date(house.now().getTime() - days * 86_400_000)
    return shanghaiDate(clock.at)
  }
  const day = (days: number) => addDays(shanghaiDate(house.now()), days)
  const cast = await castOf(house.db)
  const organiser = cast.someone(cast.office(departmentCode('organisation')).id, ['organiser'], 0)
  if (!organiser) return
  const tx = <T>(work: (tx: Work) => Promise<T>) => house.db.transaction().execute(work)
  const officer = (function_: string) =>
    cast.someone(cast.office(departmentCode(function_)).id, ['department_officer'], 0)
  const visitor = await visitorOf(house, 'market')
  const send = async (
    personId: string,
    function_: string,
    community: Community,
    from: number,
    until: number,
  ) =>
    (
      await tx((each) =>
        makePosting(
          past,
          organiser,
          {
            person_id: personId,
            sender_id: cast.office(departmentCode(function_)).id,
            village_id: cast.office(communityPartyCode(community)).id,
            kind: 'first_secretary',
            team: null,
            from: day(from),
            until: day(until),
          },
          each,
        ),
      )
    ).id
  const version = async (id: string) => {
    const { rows } = await sql<{ version: number }>`select version from postings where id = ${id}`.execute(
      house.db,
    )
    return rows[0]!.version
  }
  const later = async (personId: string): Promise<Actor> => (await actorLater(house.db, personId, clock.at))!
  const run = (actor: Actor, matterId: string, command: Command) =>
    execute(past, { actor, matterId, command })

  /** What nobody did in time happened then, not when the city is loaded. */
  const timePasses = () => sweepDeadlines(past, [matterSweeper(past), postingSweeper(past)])

  const [atWork, silent, judged] = [communities[1]!, communities[6]!, communities[9]!]
  if (visitor) {
    ago(150)
    const id = await send(visitor, 'market', atWork, -150, 215)
    await workThere({ cast, community: atWork, id, personId: visitor })
  }
  async function workThere(at: { cast: Cast; community: Community; id: string; personId: string }) {
    const { id, personId, community } = at
    const corners = cast.places.filter(({ grid }) => grid.community === community)
    const visit = async (days: number, corner: number, households: number, words: string) => {
      const on = ago(days)
      const who = await later(personId)
      const made = await tx((each) =>
        writeVisit(past, each, who, id, {
          day: on,
          area_id: corners[corner % corners.length]!.areaId,
          households,
          words,
        }),
      )
      return { ...made, who, areaId: corners[corner % corners.length]!.areaId }
    }
    await visit(146, 0, 9, '先走一遍，认识路和人。多数人问菜市场什么时候修。')
    ago(140)
    const task = await giveTask(past, organiser!, id, {
      version: await version(id),
      title: '把社区小菜市场的摊位理顺',
      text: '和居委会、摊主一起定摊位和收摊时间，消防通道不占，群众买菜方便。',
      due_day: day(-100),
    })
    ago(139)
    await run(await later(personId), task.matter_id, { type: 'sign' })
    await visit(120, 1, 12, '老人说下坡路滑，雨天不敢走；摊主愿意把摊位往里收一米。')
    ago(103)
    await run(await later(personId), task.matter_id, {
      type: 'answer',
      text: '23 个摊位重新划线，收摊时间和摊主签了约定，消防通道一直空着。',
      outcome: 'solved',
    })
    ago(101)
    await run(organiser!, task.matter_id, {
      type: 'accept_part',
      accept: true,
      reason: '早市去看过，通道是空的。',
    })
    ago(80)
    const leave = await tx(async (each) =>
      askLeave(past, each, await later(personId), id, {
        from: day(-76),
        until: day(-74),
        reason: '回原单位交接账目',
      }),
    )
    await decideLeave(past, organiser!, leave.id, { grant: true, words: null })
    ago(73)
    await timePasses()
    const wished = await visit(24, 2, 7, '单元门口的坡道断了一截，坐轮椅的人出不来。')
    const taken = await tx((each) =>
      takeIn(
        past,
        each,
        {
          text: '单元门口的无障碍坡道断了一截，坐轮椅的人进出不了，请修一下。',
          location: { area_id: wished.areaId },
          anonymous: true,
        },
        {
          channel: 'visit',
          actor: wished.who,
          duty: wished.who.duties.find(({ role }) => role === 'posted'),
        },
      ),
    )
    await linkWish(past, wished.who, id, wished.id, taken.id)
    const clerk = cast.someone(cast.office(committeeCode(community)).id, ['community_clerk'], 0)
    if (clerk) {
      await run(clerk, taken.id, { type: 'take' })
      ago(18)
      await run(clerk, taken.id, {
        type: 'answer',
        text: '坡道已经补好，并加了扶手；物业每季度检查一次。',
        outcome: 'solved',
      })
    }
    ago(20)
    const running = await giveTask(past, organiser!, id, {
      version: await version(id),
      title: '办起一周两次的助餐点',
      text: '利用社区闲置房，先服务行动不便的老人，账目每月公开。',
      due_day: day(25),
    })
    ago(19)
    await run(await later(personId), running.matter_id, { type: 'sign' })
    await visit(6, 3, 8, '想办助餐点的事大家都赞成，担心的是饭钱；有人愿意出灶具。')
    ago(5)
    await timePasses()
    ago(1)
    await tx(async (each) =>
      askLeave(past, each, await later(personId), id, {
        from: day(3),
        until: day(4),
        reason: '参加原单位培训',
      }),
    )
  }

  const longest = officer('agriculture')
  if (longest) {
    ago(190)
    const id = await send(longest.personId!, 'agriculture', silent, -735, -4)
    const corner = cast.places.find(({ grid }) => grid.community === silent)
    if (corner) {
      const on = ago(60)
      await tx(async (each) =>
        writeVisit(past, each, await later(longest.personId!), id, {
          day: on,
          area_id: corner.areaId,
          households: 15,
          words: '屋顶菜园想扩到二号院，缺水管和一个管账的人。',
        }),
      )
    }
    for (const days of [33, 3]) {
      ago(days)
      await timePasses()
    }
  }

  const awaited = officer('culture')
  if (awaited) {
    ago(6)
    await send(awaited.personId!, 'culture', communities[3]!, 17, 745)
  }

  const before = officer('labour')
  const next = officer('education')
  if (before && next) {
    ago(188)
    const id = await send(before.personId!, 'labour', judged, -745, -15)
    ago(24)
    const { codes } = await openVillagersPoll(past, organiser, id, { version: await version(id), codes: 40 })
    ago(22)
    for (const [index, code] of codes.slice(0, 31).entries())
      await answerPaperPoll(
        past,
        code,
        index % 10 === 3 ? 'dissatisfied' : index % 12 === 7 ? 'unsure' : 'satisfied',
      )
    ago(19)
    await closeVillagersPoll(past, organiser, id, await version(id))
    const boss = await otherOfficer(house, cast.office(departmentCode('labour')).id, before.personId!)
    ago(17)
    if (boss)
      await assessAsSender(past, await later(boss), id, {
        version: await version(id),
        grade: 'good',
        words: '办起了招工信息点，居民说事会开成了习惯。',
      })
    ago(14)
    await replacePosting(past, organiser, id, {
      version: await version(id),
      as: boss ? 'completed' : 'early',
      reason: '任期已满，由教育局接替。',
      person_id: next.personId!,
      sender_id: cast.office(departmentCode('education')).id,
      until: day(716),
    })
  }
}

async function visitorOf(house: StandingHouse, account: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from accounts where name = ${account} and demonstration`.execute(house.db)
  return rows[0]?.id
}

/** Somebody else of the unit, who may speak for it. */
async function otherOfficer(
  house: StandingHouse,
  unitId: string,
  butFor: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from duties where organisation_id = ${unitId} and role = 'department_officer'
      and person_id <> ${butFor} and active_to is null order by id limit 1`.execute(house.db)
  return rows[0]?.id
}
