import type { Actor } from '../permissions/index.ts'

/** A board for the wall: what `/screen` lists, and where its face finds the figures. */
export interface Board {
  /** Which feature shows it, for instance `mobilisation`; the face has one page a kind. */
  kind: string
  id: string
  zh: string
  en: string
  /** Whose it is or where, in the words of the register. */
  place: string | null
  /** It is only practised: marked wherever it is named. */
  rehearsal: boolean
  /** It runs now; others are over or not begun. */
  running: boolean
  at: Date
}

/** The boards of one feature that this person may see, those that run first, each feature no more than fifty. */
export type BoardSource = (actor: Actor) => Promise<Board[]>

const sources = new Set<BoardSource>()

/** A feature says which boards it has for whom. @returns takes it back */
export function registerBoards(source: BoardSource): () => void {
  sources.add(source)
  return () => void sources.delete(source)
}

/** Every board that this person may see: what runs first, then the newest. */
export async function boardsFor(actor: Actor): Promise<Board[]> {
  const found = await Promise.all([...sources].map((source) => source(actor)))
  return found.flat().sort((a, b) => Number(b.running) - Number(a.running) || b.at.getTime() - a.at.getTime())
}
