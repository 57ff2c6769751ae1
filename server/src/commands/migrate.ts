import type { Configuration } from '../kernel/configuration.ts'
import { processLog } from '../process-log.ts'
import { openHouse } from '../service.ts'

/** `lianxin migrate`: brings the database up to this version and says what was applied. */
export async function migrateCommand(argv: string[], configuration: Configuration): Promise<number> {
  if (argv.includes('--help')) {
    console.log(
      'lianxin migrate    升级数据库；重复执行无害 / bring the database up to this version; safe to repeat',
    )
    return 0
  }
  const opened = await openHouse(configuration, processLog(), (line) => console.log(line))
  await opened.close()
  console.log(
    opened.applied.length ? `已执行 / applied: ${opened.applied.join(', ')}` : '已是最新 / up to date',
  )
  await opened.stopDatabase()
  return 0
}
