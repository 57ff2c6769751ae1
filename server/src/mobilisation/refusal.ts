import { Problem } from '../kernel/problems.ts'

/** A refusal in words, with the finer stable code that pages and tests go by. */
export const refusal = (reason: string, zh: string, en: string, extra?: Record<string, unknown>) =>
  new Problem('matter.refused', {
    reason: `mobilisation.${reason}`,
    zh,
    en,
    ...(extra ? { extra } : {}),
  })

export const denied = (zh: string, en: string) => new Problem('permission.denied', { zh, en })

export const noMobilisation = () =>
  new Problem('not_found', { zh: '没有这次动员', en: 'There is no such mobilisation' })
export const noPost = () => new Problem('not_found', { zh: '没有这个岗位', en: 'There is no such post' })
export const noShift = () => new Problem('not_found', { zh: '没有这个班次', en: 'There is no such shift' })
export const noPlace = () =>
  new Problem('not_found', { zh: '没有找到这个位置', en: 'There is no such place at a post' })
export const notRunning = () =>
  refusal('not_running', '这次动员没有在进行', 'This mobilisation is not running')
export const notPrepared = () =>
  refusal(
    'not_prepared',
    '动员已经启动或结束，岗位不能再这样改；可以复制一份新的方案',
    'It has been started or ended; copy it to change it in this way',
  )
