/** What somebody who was called did, in minutes after the blowing; what is left out did not happen. */
export interface ToldCall {
  /** As the cast names it: `department:housing`, `station:urban_management`, `street`. */
  who: string
  task: string
  answers?: number
  arrives?: number
  byCode?: boolean
  objects?: {
    at: number
    ground: string
    reason: string
    decidedAt: number
    upheld: boolean
    because: string
  }
  done?: { at: number; text: string }
  judged?: {
    caller?: { did: boolean; solved: boolean; proposal?: 'commend' | 'criticise'; text?: string }
    called?: { fair: boolean; text?: string }
  }
}

export interface ToldWhistle {
  hoursAgo: number
  by: 'street' | 'community'
  kind: string
  /** Among the places of the cast; the first six are in the visitor's own community. */
  place: number
  title: string
  text: string
  address: string
  meetAt?: string
  calls: ToldCall[]
  ends?: { at: number; text: string; good: boolean }
}

const DAY = 24

/** Believable whistles: one that went well, one with silence, one with an objection, one from a community, and one that runs. */
export function toldWhistles(): ToldWhistle[] {
  return [
    {
      hoursAgo: 47 * DAY + 5,
      by: 'street',
      kind: 'emergency',
      place: 1,
      title: '暴雨倒灌，地下车库进水',
      text: '雨水从车库入口倒灌，水深约二十厘米，配电间门口已经积水，要断电、抽水、清疏雨水口。',
      address: '地下车库入口',
      meetAt: '小区东门岗亭',
      calls: [
        {
          who: 'department:water',
          task: '调泵车抽排积水，疏通外部管网',
          answers: 3,
          arrives: 19,
          byCode: true,
          done: { at: 210, text: '两台泵车抽了三小时，积水排干，外部管网已疏通。' },
          judged: {
            caller: { did: true, solved: true, proposal: 'commend', text: '来得快，设备齐' },
            called: { fair: true },
          },
        },
        {
          who: 'department:housing',
          task: '查看车库结构和配电间，提出排险意见',
          answers: 6,
          arrives: 27,
          byCode: true,
          done: { at: 180, text: '结构未见异常；配电间已断电，待干燥后恢复。' },
          judged: { caller: { did: true, solved: true }, called: { fair: true } },
        },
        {
          who: 'department:urban_management',
          task: '清理雨水口堆物，设置围挡',
          answers: 52,
          arrives: 76,
          byCode: true,
          done: { at: 200, text: '雨水口已清理，围挡已设。' },
          judged: {
            caller: { did: true, solved: true, text: '到得晚了，来了以后办得认真' },
            called: { fair: true },
          },
        },
      ],
      ends: { at: 260, text: '积水排干，雨水口清通，配电间恢复供电。', good: true },
    },
    {
      hoursAgo: 26 * DAY + 8,
      by: 'street',
      kind: 'enforcement',
      place: 3,
      title: '夜间烧烤占道、油烟扰民',
      text: '沿街三家烧烤店夜间占道经营，油烟直排，多人反映。请一起上门检查。',
      address: '沿街商铺',
      calls: [
        {
          who: 'department:urban_management',
          task: '查处占道经营',
          answers: 40,
          arrives: 600,
          byCode: true,
          done: { at: 760, text: '三家均已撤回店内经营，出具责令改正通知。' },
          judged: { caller: { did: true, solved: true }, called: { fair: true } },
        },
        {
          who: 'department:market',
          task: '检查证照和食品安全',
          answers: 70,
          arrives: 615,
          done: { at: 770, text: '证照齐全；一家后厨卫生不达标，限期整改。' },
          judged: { caller: { did: true, solved: true }, called: { fair: true } },
        },
        {
          who: 'department:housing',
          task: '查看排烟管道是否影响楼体',
          objects: {
            at: 55,
            ground: 'not_our_duty',
            reason: '商铺排烟管道属经营设施，不属于房屋安全鉴定范围',
            decidedAt: 150,
            upheld: true,
            because: '排烟设施由城市管理部门查处，住建部门不必到场',
          },
          judged: { called: { fair: false, text: '请先核对职责再吹哨' } },
        },
      ],
      ends: { at: 900, text: '占道经营已清理，油烟净化设备已要求安装并复查。', good: true },
    },
    {
      hoursAgo: 9 * DAY + 3,
      by: 'community',
      kind: 'key_task',
      place: 0,
      title: '老楼楼道杂物清理',
      text: '六栋老楼楼道堆物多年，影响消防通行，社区劝说后仍有十几户不清，请街道牵头一起上门。',
      address: '老楼楼道',
      calls: [
        {
          who: 'street',
          task: '牵头组织集中清理，协调消防和执法一起上门',
          answers: 95,
          arrives: 1400,
          byCode: true,
          done: { at: 1700, text: '清出杂物四车，签承诺书十四户。' },
          judged: { caller: { did: true, solved: true }, called: { fair: true } },
        },
      ],
      ends: { at: 1800, text: '楼道已清空，楼门长每周巡看。', good: true },
    },
    {
      hoursAgo: 1.5,
      by: 'street',
      kind: 'key_task',
      place: 0,
      title: '沿河步道护栏松动连片',
      text: '沿河步道约六十米护栏松动，晚间散步的人多，请一起到现场定临时防护和修复办法。',
      address: '沿河步道',
      meetAt: '步道北入口',
      calls: [
        { who: 'department:water', task: '查看堤岸和护栏基座', answers: 18, arrives: 66, byCode: true },
        { who: 'department:housing', task: '提出护栏加固办法', answers: 34 },
        { who: 'department:urban_management', task: '设置围挡和夜间警示灯' },
      ],
    },
  ]
}
