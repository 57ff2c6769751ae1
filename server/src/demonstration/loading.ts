import type { House } from '../kernel/house.ts'
export async function loadDemonstration(house: House): Promise<boolean> {
  if (!house.configuration.demo) return false
  const { loadLand } = await import('./land.ts')
  return loadLand(house, house)
}
