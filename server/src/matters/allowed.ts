import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { explainedActions } from './actions.ts'
import type { CommandType } from './matter.ts'
import { standingOf } from './standing.ts'
import { findMatter } from './store.ts'

/** What this actor may do to each of a few matters now, by id; ids that do not exist are left out. */
export async function allowedActions(
  house: House,
  actor: Actor,
  ids: string[],
): Promise<Map<string, CommandType[]>> {
  const found = new Map<string, CommandType[]>()
  // A handful at a time: a phone that loads its day must not take every connection.
  for (let from = 0; from < ids.length; from += 8)
    await Promise.all(
      ids.slice(from, from + 8).map(async (id) => {
        const loaded = await findMatter(house.db, id)
        if (!loaded) return
        const { standing } = standingOf(actor, loaded.matter, loaded.around, false)
        const actions = explainedActions(
          loaded.matter,
          standing,
          await house.rulesOf(loaded.matter.policyHash),
        )
        found.set(
          id,
          actions.filter(({ allowed }) => allowed).map(({ command }) => command),
        )
      }),
    )
  return found
}
