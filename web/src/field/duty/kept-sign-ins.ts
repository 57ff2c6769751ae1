import { NetworkError, post } from '../../foundation/api.ts'
import { forget, remember, remembered } from '../../foundation/memory.ts'
import { problemWords } from '../../foundation/problem-words.ts'

export interface KeptSignIn {
  place: string
  code: string
  at: string
}

const note = 'duty.signIns'

/** Sign-ins that were typed without a signal: this phone's own, until they arrive or are refused. */
export function keptSignIns(text: string | null = remembered(note)): KeptSignIn[] {
  try {
    const read = JSON.parse(text ?? '[]') as unknown
    return Array.isArray(read)
      ? read.filter(
          (each): each is KeptSignIn =>
            typeof each?.place === 'string' && typeof each?.code === 'string' && typeof each?.at === 'string',
        )
      : []
  } catch {
    return []
  }
}

function keepAll(all: KeptSignIn[]): void {
  if (all.length > 0) remember(note, JSON.stringify(all))
  else forget(note)
}

/** The first code that was typed at a place stands: it says when somebody was there. */
export function keepSignIn(one: KeptSignIn): void {
  const others = keptSignIns()
  if (!others.some(({ place }) => place === one.place)) keepAll([...others, one])
}

/** Sends what is kept. What is refused goes, and the person hears why. @returns whether anything arrived or was refused */
export async function sendKept(refused: (why: string) => void): Promise<boolean> {
  let moved = false
  for (const one of keptSignIns()) {
    try {
      await post(`/api/mobilisation-places/${one.place}/sign-in`, {
        code: one.code,
        at: one.at,
        sent_at: new Date().toISOString(),
      })
    } catch (error) {
      if (error instanceof NetworkError) return moved
      refused(problemWords(error))
    }
    keepAll(keptSignIns().filter(({ place }) => place !== one.place))
    moved = true
  }
  return moved
}
