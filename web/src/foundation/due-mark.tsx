import { useLanguage } from './i18n.ts'
import { dueMarks, MarkWord } from './marks.tsx'
import { dueWords, useNow } from './time.ts'

/** 「还剩 2 小时」 or 「已超 3 天」, kept current. */
export function DueMark({ dueAt, plain }: { dueAt: string; plain?: boolean }) {
  const now = useNow()
  useLanguage()
  const { words, tone } = dueWords(dueAt, now)
  return <MarkWord mark={dueMarks[tone]} words={words} plain={plain ?? false} />
}
