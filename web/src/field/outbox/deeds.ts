import type { Both } from '../../foundation/api.ts'
import type { Entry } from './entry.ts'

/** What an entry says in the list, kept with it in both languages. */
export const titles = {
  walk_start: { zh: '开始巡查', en: 'Set out on patrol' },
  walk_end: { zh: '结束巡查', en: 'Ended the patrol' },
  seen: { zh: '看过', en: 'Seen' },
  nothing_wrong: { zh: '正常', en: 'Nothing wrong' },
  found: { zh: '有问题', en: 'Something found' },
  not_reached: { zh: '到不了', en: 'Could not reach' },
  finding: { zh: '发现问题', en: 'Finding' },
  settle: { zh: '当场办结', en: 'Settled on the spot' },
  carry_up: { zh: '上交', en: 'Carried up' },
  add: { zh: '记录进展', en: 'Progress' },
  sign: { zh: '签收', en: 'Signed for' },
  take: { zh: '我来办', en: 'Taken on' },
  contact: { zh: '联系群众', en: 'Contact with the person' },
  answer: { zh: '办结答复', en: 'Answer' },
  note: { zh: '内部备注', en: 'Note' },
} as const satisfies Record<string, Both>

/** 「发现问题：路灯不亮」 */
export function about(title: Both, words: string): Both {
  const short = [...words.split('\n')[0]!.trim()].slice(0, 40).join('')
  return { zh: `${title.zh}：${short}`, en: `${title.en}: ${short}` }
}

/** Which icon stands before it. */
export function iconOf({ kind, body }: Entry) {
  if (kind === 'walk_start' || kind === 'walk_end') return 'walk' as const
  if (kind === 'mark') return body.result === 'not_reached' ? ('close' as const) : ('check' as const)
  if (kind === 'settle') return 'check' as const
  if (kind === 'carry_up') return 'send' as const
  if (kind === 'finding') return 'camera' as const
  return 'speech' as const
}
