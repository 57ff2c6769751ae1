import { useLanguage } from './i18n.ts'
import { MarkWord } from './marks.tsx'
import { type DueTone, dueWords, useNow } from './time.ts'

const marks = {
  calm: { tone: 'grey', icon: 'clock' },
  soon: { tone: 'amber', icon: 'clock' },
  late: { tone: 'red', icon: 'alarm' },
} as const satisfies Record<DueTone, unknown>

/** 「还剩 2 小时」 or 「已超 3 天」, kept current. */
export function DueMark({ dueAt, plain }: { dueAt: string; plain?: boolean }) {
  const now = useNow()
  useLanguage()
  const { words, tone } = dueWords(dueAt, now)
  return <MarkWord mark={marks[tone]} words={words} plain={plain ?? false} />
}
