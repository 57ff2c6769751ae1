import type { CallState } from './call.ts'

type Both = { zh: string; en: string }

export const whistleStateWords: Record<string, Both> = {
  running: { zh: '进行中', en: 'Running' },
  ended: { zh: '已结束', en: 'Ended' },
  called_off: { zh: '已撤哨', en: 'Called off' },
}
export const callStateWords: Record<CallState, Both> = {
  called: { zh: '待应哨', en: 'Not answered yet' },
  acknowledged: { zh: '已应哨，待到场', en: 'Answered, on the way' },
  arrived: { zh: '已到场', en: 'At the place' },
  released: { zh: '已离场', en: 'Released' },
  excused: { zh: '裁定免到', en: 'Excused' },
  called_off: { zh: '已撤哨', en: 'Called off' },
}
export const wayWords: Record<string, Both> = {
  code: { zh: '现场码', en: 'by the code shown there' },
  position: { zh: '现场位置', en: 'by position at that moment' },
  caller: { zh: '吹哨单位登记', en: 'recorded by the caller' },
}
export const eventWords: Record<string, Both> = {
  'whistle.blown': { zh: '吹哨', en: 'Blown' },
  'whistle.more_called': { zh: '加叫单位', en: 'More called' },
  'whistle.ended': { zh: '吹哨结束', en: 'Ended' },
  'whistle.instructed': { zh: '现场指令', en: 'Instruction' },
  'whistle.called': { zh: '叫到', en: 'Called' },
  'whistle.acknowledged': { zh: '应哨', en: 'Answered' },
  'whistle.arrived': { zh: '到场签到', en: 'Arrived' },
  'whistle.left': { zh: '未经同意离场', en: 'Left before release' },
  'whistle.objected': { zh: '提出异议', en: 'Objected' },
  'whistle.objection_decided': { zh: '裁定异议', en: 'Objection decided' },
  'whistle.missed': { zh: '过时未应，升级', en: 'Silent: escalated' },
  'whistle.released': { zh: '同意离场', en: 'Released' },
  'whistle.call_off': { zh: '撤哨', en: 'Called off' },
  'whistle.judged': { zh: '评价', en: 'Judged' },
}
