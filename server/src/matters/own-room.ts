import type { CommandType, Matter } from './matter.ts'
import { type Refusal, refusal } from './refusal.ts'

/** Some tasks have a page of their own: a paper sent upward is answered there, in the words that such papers have. */
export interface OwnRoom {
  /** What is given there alone. */
  commands: readonly CommandType[]
  zh: string
  en: string
  /** The page of one of them. */
  page(matterId: string): string
}

/** Pictures with this purpose belong to the room's own page: the matter's page shows none of them. */
export const paperPurpose = 'paper'

const rooms = new Map<string, OwnRoom>()

/** A feature takes the tasks of one channel into its own room. @returns takes it back */
export function registerOwnRoom(channel: string, room: OwnRoom): () => void {
  rooms.set(channel, room)
  return () => void rooms.delete(channel)
}

/** Why a command is not given at the ordinary page of a matter; null where it is. */
export function heldByRoom(matter: Matter, command: CommandType): Refusal | null {
  const room = rooms.get(matter.channel)
  return room?.commands.includes(command) ? refusal('when', 'own_room', room.zh, room.en) : null
}

export const ownPageOf = (matter: Matter): string | null => rooms.get(matter.channel)?.page(matter.id) ?? null
