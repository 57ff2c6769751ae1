import type { Work } from '../kernel/database/index.ts'

/** A duty that is about to end. */
export interface EndingDuty {
  dutyId: string
  personId: string
  organisationId: string
  at: Date
  /** Who takes over what is in the person's hands. */
  handTo: string | null
}

/** What a room above knows of the work in somebody's hands. */
export interface WorkHolder {
  /** Pieces of open work that would lie in nobody's hands once this duty has ended. */
  held(tx: Work, ending: EndingDuty): Promise<number>
  /** @throws Problem where `to` cannot take it on */
  handOver(tx: Work, ending: EndingDuty, to: string): Promise<void>
}

const holders = new Set<WorkHolder>()

/** A feature says what people hold in their hands, and how it passes to others. @returns takes it back */
export function registerWorkHolder(holder: WorkHolder): () => void {
  holders.add(holder)
  return () => void holders.delete(holder)
}

export async function workHeldIn(
  tx: Work,
  ending: EndingDuty,
): Promise<{ held: number; handOver(to: string): Promise<void> }> {
  let held = 0
  for (const holder of holders) held += await holder.held(tx, ending)
  return {
    held,
    async handOver(to) {
      for (const holder of holders) await holder.handOver(tx, ending, to)
    },
  }
}
