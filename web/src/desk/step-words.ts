import type { Both } from '../foundation/api.ts'

/** What a deadline waits for. A part or a task is judged by the office that asked for it, not by the person. */
export function stepWordsOf(
  kind: 'request' | 'part' | 'task',
  step: string | null | undefined,
  words: Both | null | undefined,
): Both | null | undefined {
  return kind !== 'request' && step === 'judgement'
    ? { zh: '请办单位验收', en: 'Acceptance by who asked' }
    : words
}
