import { searchVector } from '../server/src/kernel/text/index.ts'

/** What people say, the frequent first: the share of each falls as 1 ÷ (rank + 2), as words do in any language. */
const complaints = [
  '楼下的路灯已经坏了一个多星期，晚上一片漆黑，老人和孩子出门很不安全',
  '小区垃圾没有人清运，夏天味道很大，招来很多苍蝇',
  '机动车乱停乱放，占了消防通道，出事的话车开不进来',
  '楼上装修噪音扰民，中午和晚上都不停，没有办法休息',
  '电梯经常出故障，昨天又把人困在里面半个小时',
  '家里漏水，楼上不肯修，墙面都发霉了',
  '自来水压力太小，高峰期六楼以上基本没有水',
  '暖气不热，室内只有十五度，打电话也没有人来看',
  '路面有一个大坑，电动车经过容易摔倒',
  '井盖松动，车一压就响，担心有人掉进去',
  '广场舞音响开得太大，孩子没法写作业',
  '物业费涨了服务却没有跟上，保安经常不在岗',
  '菜市场门口占道经营，上下班堵得走不动',
  '树枝长得太高，遮住了窗户，也碰到电线',
  '有人在楼道里给电动车充电，很危险',
  '流浪狗成群，早上送孩子上学很害怕',
  '下水道堵塞，污水流到路上',
  '工地夜间施工，搅拌站的车一直响到凌晨',
  '老旧小区加装电梯，一楼住户不同意，希望有人来调解',
  '公交站牌被撞倒，等车的人不知道几点有车',
  '公共厕所长期锁着，附近的人很不方便',
  '河道里漂着垃圾，水发黑发臭',
  '理发店预付卡跑路，充的钱退不回来',
  '餐馆油烟直接排到楼道里，衣服都不敢晾',
  '快递柜超时收费，没有提前告知',
  '医保报销的材料交了两次，还说不全',
  '孩子入学的学区划分不清楚，想问一下是哪所学校',
  '健身器材生锈断裂，老人差点受伤',
  '外墙瓷砖脱落，砸坏了楼下的车',
  '违法搭建的棚子占了公共绿地',
  '网吧让未成年人进去上网',
  '居民楼里开棋牌室，半夜还有人大声说话',
  '想申请低保，不知道要准备什么',
  '高龄津贴上个月没有到账',
  '出租屋里住了二十多个人，卫生和消防都成问题',
  '拖欠农民工工资，三个月没有发',
  '燃气灶打不着火，闻到煤气味道',
  '雨水倒灌进地下车库，每次下雨都这样',
  '红绿灯时间太短，老人过不了马路',
  '门禁系统坏了，陌生人随便进出',
]

/** Common things that stand in many of them, whatever they are about: met in about three of ten. */
const wishes = [
  '多次向物业反映没有结果，希望尽快派人来处理',
  '请有关部门管一管，并给一个明确的答复',
  '希望能够早日解决，谢谢',
  '麻烦尽快安排人来看看',
]

const syllables = '锦绣云华翠桂景阳春福康盛嘉和瑞泰安澜丰禾苑棠溪岭枫'
const endings = ['花园', '家园', '新村', '公寓', '名邸', '小区']
/** Names of estates that no dictionary knows. */
const estates = Array.from(
  { length: 300 },
  (_, i) =>
    `${syllables[(i * 7) % syllables.length]}${syllables[(i * 11 + 3) % syllables.length]}${endings[i % endings.length]}`,
)

interface Phrase {
  text: string
  /** Its terms, as the command that opens a matter would find them. */
  terms: string
  /** Up to which share of all matters it reaches, 0 to 1. */
  upTo: number
}

const phrase = (text: string) => ({ text, terms: searchVector(text) })

function weighted(texts: string[], weight: (rank: number) => number): Phrase[] {
  const total = texts.reduce((sum, _, rank) => sum + weight(rank), 0)
  let reached = 0
  return texts.map((text, rank) => {
    reached += weight(rank) / total
    return { ...phrase(text), upTo: rank === texts.length - 1 ? 1 : reached }
  })
}

export const spoken = {
  complaints: weighted(complaints, (rank) => 1 / (rank + 2)),
  wishes: weighted(wishes, (rank) => 1 / (rank + 1)),
  estates: weighted(estates, () => 1),
}
/** 1,024 places, each phrase at as many as its share. */
export function slots(sort: string, phrases: Phrase[]) {
  return Array.from({ length: 1024 }, (_, slot) => {
    const { text, terms } = phrases.find(({ upTo }) => slot / 1024 < upTo)!
    return { sort, slot, text, terms }
  })
}

/** In the winters alone: common over the years, and missing from the newest. */
export const seasonal = phrase('今天供热站又停了，暖气片冰凉')
/** Told in one place alone. */
export const local = phrase('鹅卵石步道边的秋千链子断了')
