import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { areasApi } from './areas-api.ts'
import { changesApi } from './changes-api.ts'
import { directoryApi } from './directory-api.ts'
import { importsApi } from './imports-api.ts'
import { organisationsApi } from './organisations-api.ts'
import { peopleApi } from './people-api.ts'
import { placesApi } from './places-api.ts'

/** Areas, places, organisations, people, duties and their import. */
export function territoryApi(house: House): Api {
  return async (app) => {
    for (const api of [
      areasApi,
      placesApi,
      organisationsApi,
      peopleApi,
      changesApi,
      directoryApi,
      importsApi,
    ])
      await app.register(api(house))
  }
}
