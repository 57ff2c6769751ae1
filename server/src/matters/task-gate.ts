import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Rules } from '../kernel/policy/index.ts'
import type { CommandType, Matter } from './matter.ts'

/** A matter that somebody is about to give to an organisation or to a person. */
export interface Task {
  command: Extract<CommandType, 'dispatch' | 'reassign' | 'arbitrate' | 'ask_partner' | 'assign'>
  matter: Matter
  /** The organisation that would have it; for `assign` the owner. */
  organisationId: string
  /** For `assign`: who would handle it. */
  handlerId: string | null
  /** The organisation that gives it; null for the house. */
  byOrganisationId: string | null
  byPersonId: string | null
  /** What whoever gives it says it is, by an id of a list. */
  item: string | null
}

/** Admitted, under which item of a list where one applies; or refused, with words that say why. */
export type Gated = { item: string | null } | { refused: { zh: string; en: string } }
export type TaskGate = (house: House, tx: Work, rules: Rules, task: Task) => Promise<Gated>

const gates = new Set<TaskGate>()

/** A feature says which tasks may be given to whom. @returns takes it back */
export function registerTaskGate(gate: TaskGate): () => void {
  gates.add(gate)
  return () => void gates.delete(gate)
}

/** The first refusal, else under which item it is admitted. */
export async function throughGates(house: House, tx: Work, rules: Rules, task: Task): Promise<Gated> {
  let item: string | null = null
  for (const gate of gates) {
    const gated = await gate(house, tx, rules, task)
    if ('refused' in gated) return gated
    item ??= gated.item
  }
  return { item }
}
