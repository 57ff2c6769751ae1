import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { type NewTemplate, writeTemplate } from '../requests/index.ts'
import { centreCode, committeeCode, departmentCode, streetOfficeCode } from './offices.ts'
import { castOf } from './past/cast.ts'
import { houseOfThePast } from './past/telling.ts'
import { dividedGrid } from './terrain.ts'

const day = 86_400_000

/** Of the whole house: what every office writes now and then. */
const shared: NewTemplate[] = [
  {
    title: '已办结，请评价',
    text: '您好，您反映的问题已经处理完毕，请您到现场看一看。如果还有没解决的地方，请在评价时告诉我们，我们接着办。感谢您的监督。',
  },
  {
    title: '需要时间，先说明进度',
    text: '您好，您反映的问题我们已到现场核实，情况属实。因需采购材料并安排施工，无法当天完成，办好后会第一时间告诉您。给您带来不便，请谅解。',
  },
  {
    title: '电话没有打通',
    text: '您好，我们按您留的号码联系您，暂时没有接通。我们会在工作时间再次联系；您也可以在本页补充情况或方便接听的时间。',
  },
  {
    title: '解释政策：不在办理范围',
    text: '您好，您咨询的事项已有明确规定，我们把依据和办理途径列在下面，供您参考。如果对答复有不同意见，可以在本页说明，我们会请上级单位复核。',
  },
]

const community: NewTemplate[] = [
  {
    title: '路灯、楼道灯已修复',
    category: 'municipal.street_lamp',
    text: '您好，您反映的照明问题，社区网格员已到现场查看，并联系维修人员更换了灯具和线路，当晚已试亮正常。晚上如再不亮，请直接在本页告诉我们。',
  },
  {
    title: '垃圾已清运',
    category: 'appearance.garbage',
    text: '您好，您反映的垃圾堆放点已清运干净，地面已冲洗，并与保洁公司约定每天早晚各清运一次。我们会连续一周到现场查看。',
  },
  {
    title: '邻里噪声已调解',
    category: 'order.social_noise',
    text: '您好，社区已联系当事双方，约定晚上十点至次日早上七点不使用有声响的设备，双方表示理解。社区会在一周内回访；如仍有打扰，请随时反映。',
  },
  {
    title: '文明养犬已劝导',
    category: 'order.dogs',
    text: '您好，网格员已在小区入口和广场巡查劝导，提醒养犬居民牵绳、清理粪便，并张贴了提示。对屡劝不听的，我们会请公安机关依规处理。',
  },
]

const street: NewTemplate[] = [
  {
    title: '已协调多个单位共同处理',
    text: '您好，您反映的问题涉及多个单位，街道已召集有关单位到现场会商，明确了各自的任务和完成时间。全部办完后由街道统一向您答复。',
  },
  {
    title: '占道经营已规范',
    category: 'appearance.vendors',
    text: '您好，街道综合执法队已到现场，对占道摊点进行劝离，并引导到附近的便民疏导点经营。早晚高峰将安排人员值守，防止反弹。',
  },
  {
    title: '违建线索已核查',
    category: 'construction.illegal_building',
    text: '您好，您反映的搭建情况，街道已会同规划、城管部门现场核查并立案，将依法定程序处理。处理结果会在本页告诉您。',
  },
]

/** By the function of a department. */
const departments: Record<string, NewTemplate[]> = {
  urban_management: [
    {
      title: '道路坑洼已修补',
      category: 'municipal.roads',
      text: '您好，您反映的路面破损，养护单位已完成铣刨和沥青修补，交通已恢复。养护期内我们会跟踪沉降情况，如有异常请再次反映。',
    },
    {
      title: '井盖已更换',
      category: 'municipal.manhole',
      text: '您好，您反映的井盖已加固更换，并检查了同一路段的其他井盖。更换时设置的围挡已撤除，可以正常通行。',
    },
    {
      title: '户外广告已规范',
      category: 'appearance.advertising',
      text: '您好，您反映的广告牌，我们已责令设置单位加固或拆除，并对沿街同类设施进行了排查。',
    },
  ],
  housing: [
    {
      title: '已督促物业整改',
      text: '您好，我们已约谈物业服务企业负责人并下发整改通知，要求限期整改、张贴公示。到期后我们会到现场验收，结果在本页告诉您。',
    },
    {
      title: '电梯故障已修复',
      category: 'safety.elevator',
      text: '您好，维保单位已排除电梯故障并试运行正常。我们要求物业公示维保记录，今后停梯检修提前在单元门口张贴通知。',
    },
    {
      title: '维修资金使用说明',
      text: '您好，使用住宅专项维修资金由业主共同决定，社区和物业会协助征求意见、办理申请。所需材料和进度可向社区或我们咨询。',
    },
  ],
  water: [
    {
      title: '排水管道已疏通',
      category: 'municipal.drainage',
      text: '您好，您反映的积水点已清掏雨水口并疏通管道，今后汛前将增加一次清掏。下雨时如仍有积水，请随时反映。',
    },
    {
      title: '供水已恢复',
      category: 'environment.tap_water',
      text: '您好，供水管道已抢修完毕，水压恢复正常。恢复初期水可能短时发黄，放水片刻即清；如持续异常，我们上门检测。',
    },
  ],
  market: [
    {
      title: '消费纠纷已调解',
      text: '您好，我们已组织双方调解并达成一致，经营者承诺按约定退款。若未按期履行，请告诉我们，我们将依法处理。',
    },
    {
      title: '已到店检查',
      text: '您好，执法人员已到您反映的商户检查，对发现的问题责令改正，并将复查。感谢您提供线索。',
    },
  ],
}

const centre: NewTemplate[] = [
  {
    title: '转办告知',
    text: '您好，您反映的事项已转承办单位办理，承办单位会尽快与您联系。办理单位、期限和进展在本页随时可以看到。',
  },
  {
    title: '回访：已记录您的意见',
    text: '您好，感谢您接受回访。您对办理结果的意见已如实记录；您认为没有解决的部分，已要求承办单位重新办理。',
  },
]

/**
 * Answers that are written again and again, of the offices with an account of their own and of the whole house: written
 * by their people in the past year, once. Does nothing where there are some already.
 */
export async function writeDemonstrationTemplates(house: StandingHouse): Promise<void> {
  const { rows: present } = await sql`select 1 from answer_templates limit 1`.execute(house.db)
  if (present.length > 0) return
  const cast = await castOf(house.db)
  const clock = { at: new Date(house.now().getTime() - 120 * day) }
  const then = await houseOfThePast(house, clock)
  const home = dividedGrid.community
  const clerk = (
    code: string,
    role: 'centre_clerk' | 'community_clerk' | 'street_clerk' | 'department_officer',
  ) => cast.someone(cast.office(code).id, [role], 0)
  await write(then, clock, clerk(centreCode, 'centre_clerk'), [
    ...shared.map((each) => ({ ...each, shared: true })),
    ...centre,
  ])
  await write(then, clock, clerk(committeeCode(home), 'community_clerk'), community)
  await write(then, clock, clerk(streetOfficeCode(home.street), 'street_clerk'), street)
  for (const [named, templates] of Object.entries(departments))
    await write(then, clock, clerk(departmentCode(named), 'department_officer'), templates)
}

async function write(
  then: House,
  clock: { at: Date },
  actor: Actor | undefined,
  templates: NewTemplate[],
): Promise<void> {
  if (!actor) return
  for (const template of templates) {
    clock.at = new Date(clock.at.getTime() + 5 * day)
    await writeTemplate(then, actor, template)
  }
}
