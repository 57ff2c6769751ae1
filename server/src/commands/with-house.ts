import type { Configuration } from '../kernel/configuration.ts'
import type { House } from '../kernel/house.ts'
import { processLog } from '../process-log.ts'
import { openHouse } from '../service.ts'

/** Opens the house for one command beside a running server, or alone, and leaves it as it was found. */
export async function withHouse(
  configuration: Configuration,
  work: (house: House) => Promise<number>,
): Promise<number> {
  const opened = await openHouse(configuration, processLog(), (line) => console.error(line))
  try {
    return await work(opened.house)
  } finally {
    await opened.close()
    await opened.stopDatabase()
  }
}
