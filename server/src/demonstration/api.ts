import { Type } from 'typebox'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { Problem } from '../kernel/problems.ts'
import { type PastSize, planned } from './past/plan.ts'

const Shown = Type.Object({
  /** How many stories of the invented past stand, and of how many. */
  told: Type.Integer(),
  of: Type.Integer(),
  simulating: Type.Boolean(),
  switched_at: Type.Union([Type.String(), Type.Null()]),
  next_act_at: Type.Union([Type.String(), Type.Null()]),
})

const tags = ['demonstration']

/** The operator's switch of the demonstration. Outside demonstration mode its routes are not there. */
export function demonstrationApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/demonstration',
      {
        config: { permission: 'demonstration.steer' },
        schema: {
          tags,
          summary: '演示城市的情况 / how the demonstration is doing',
          response: { 200: Shown },
        },
      },
      async () => shown(house),
    )
    app.put(
      '/api/demonstration',
      {
        config: { permission: 'demonstration.steer' },
        schema: {
          tags,
          summary: '开关演示模拟 / switch the simulator',
          body: Type.Object({ simulating: Type.Boolean() }),
          response: { 200: Shown },
        },
      },
      async (request) => {
        requireDemonstration(house)
        const now = house.now()
        // Waits for an act at work to end; after it none begins.
        await sql`insert into demonstration (present_at, past, loaded_at, simulating, switched_at, switched_by)
          values (${now}, null, null, ${request.body.simulating}, ${now}, ${request.actor.personId})
          on conflict (only_one) do update set simulating = excluded.simulating, switched_at = excluded.switched_at,
            switched_by = excluded.switched_by, next_act_at = null`.execute(house.db)
        return shown(house)
      },
    )
  }
}

function requireDemonstration(house: House): void {
  if (!house.configuration.demo) throw new Problem('not_found')
}

async function shown(house: House) {
  requireDemonstration(house)
  const { rows } = await sql<{
    present_at: Date
    past: PastSize | null
    loaded_at: Date | null
    simulating: boolean
    switched_at: Date | null
    next_act_at: Date | null
    told: number
  }>`select d.*, (select count(*) from demonstration_stories) as told from demonstration d`.execute(house.db)
  const state = rows[0]
  return {
    told: state?.told ?? 0,
    of: state?.past && !state.loaded_at ? planned(state.past, state.present_at).length : (state?.told ?? 0),
    simulating: state?.simulating ?? false,
    switched_at: state?.switched_at?.toISOString() ?? null,
    next_act_at: state?.simulating ? (state.next_act_at?.toISOString() ?? null) : null,
  }
}
