import type { Mobilisation } from './store.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

export const presentHead = (each: Mobilisation) => ({
  id: each.id,
  name: each.name,
  purpose: each.purpose,
  kind: each.kind,
  emergency: each.emergency,
  state: each.state,
  rehearsal: each.rehearsal,
  organisation: each.organisationName,
  area: each.areaName,
  made_at: each.madeAt.toISOString(),
  started_at: iso(each.startedAt),
  ended_at: iso(each.endedAt),
})

type Told<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K]
}

/** Dates of a row as the API says them. */
export function told<T extends object>(row: T): Told<T> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  ) as Told<T>
}
