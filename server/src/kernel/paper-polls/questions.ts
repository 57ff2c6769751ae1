import type { Executor } from '../database/index.ts'

/** The question on the page of a paper, in both languages. */
export type Question = { zh: string; en: string }
export type Asks = (executor: Executor, subjectId: string) => Promise<Question | undefined>

const asks = new Map<string, Asks>()

/** A feature says what the people are asked about its subjects. @returns takes it back */
export function registerPollQuestion(kind: string, ask: Asks): () => void {
  asks.set(kind, ask)
  return () => void asks.delete(kind)
}

/** @throws Error where no feature asks about such subjects: the paper could not say what it is for */
export async function questionOf(executor: Executor, kind: string, subjectId: string): Promise<Question> {
  const question = await asks.get(kind)?.(executor, subjectId)
  if (!question) throw new Error(`nobody asks about ${kind} ${subjectId}`)
  return question
}
