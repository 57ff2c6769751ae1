import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { gridsApi as administration } from './admin-api.ts'
import { careApi } from './care-api.ts'
import { gridListApi } from './list-api.ts'
import { plannedChangesApi } from './planned/index.ts'

export { previewVersions } from './change.ts'
export { gridDoors } from './list-gate.ts'
export { gridHeads, gridJobs, planChange } from './planned/index.ts'
export { gridConsumers } from './reactions.ts'

/** Grids: how the territory is divided, who looks after what, and what a grid may be asked to do. */
export function gridsApi(house: House): Api {
  return async (app) => {
    for (const api of [administration, plannedChangesApi, careApi, gridListApi])
      await app.register(api(house))
  }
}
