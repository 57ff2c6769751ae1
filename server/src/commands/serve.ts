import { existsSync } from 'node:fs'
import { loadDemonstration, pastAskedFor, pastHasBegun } from '../demonstration/index.ts'
import { type Configuration, ConfigurationFault } from '../kernel/configuration.ts'
import { takingTurns } from '../kernel/database/index.ts'
import { createFirstAdministrator } from '../kernel/identity/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { processLog } from '../process-log.ts'
import { type OpenedHouse, openHouse, type Service, startService } from '../service.ts'

const help = `lianxin serve    启动服务 / start the service

环境变量 / environment: PORT, HOST, DATABASE_URL, LIANXIN_DATA, LIANXIN_DEMO, LIANXIN_DEMO_PAST, LIANXIN_POLICY`

/** Starts the service and stays until it is told to stop; what it accepted it finishes. */
export async function serve(argv: string[], configuration: Configuration): Promise<number> {
  if (argv.includes('--help')) {
    console.log(help)
    return 0
  }
  const say = (line: string) => console.log(line)
  const log = processLog()
  const began = performance.now()
  const opened = await openHouse(configuration, log, say)
  const service = await start(opened, configuration, say).catch(async (error) => {
    await opened.close()
    await opened.stopDatabase()
    throw error
  })
  const address = service.app.server.address()
  const port = address && typeof address === 'object' ? address.port : configuration.port
  const shown = configuration.host.includes(':') ? `[${configuration.host}]` : configuration.host
  if (!existsSync(new URL('../../../web/dist/index.html', import.meta.url)))
    say('网页尚未构建，只提供接口 / pages are not built; serving the API alone')
  say(`Lianxin is ready at http://${shown}:${port}  (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  return new Promise((done) => {
    let stopping = false
    const stop = async (signal: string) => {
      if (stopping) return
      stopping = true
      say(`${signal}: 正在收尾 / finishing what was accepted`)
      await service.stop()
      await opened.close()
      await opened.stopDatabase()
      done(0)
    }
    process.on('SIGTERM', () => void stop('SIGTERM'))
    process.on('SIGINT', () => void stop('SIGINT'))
  })
}

async function start(opened: OpenedHouse, configuration: Configuration, say: (line: string) => void) {
  const whole = await takingTurns(opened.ownerUrl, () => furnish(opened.house, say))
  const service = await startService(opened.house, { logger: { level: process.env.LIANXIN_LOG ?? 'warn' } })
  try {
    await service.app.listen({ port: configuration.port, host: configuration.host })
  } catch (error) {
    await service.stop()
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new ConfigurationFault(
      `端口 ${configuration.port} 已被占用，请用 PORT 另选一个 / port ${configuration.port} is taken; choose another with PORT`,
    )
  }
  return whole ? service : withRestOfPast(service)
}

/** What of the demonstration's past did not fit in before the doors opened is told behind them, a story at a time. */
function withRestOfPast(service: Service): Service {
  const { house } = service
  let stopping = false
  const telling = loadDemonstration(house, { past: pastAskedFor(), lanes: 1, goesOn: () => !stopping }).catch(
    (err: unknown) => house.log.error({ err }, 'the rest of the demonstration could not be told'),
  )
  return {
    ...service,
    async stop() {
      stopping = true
      await telling
      await service.stop()
    },
  }
}

/** So long the demonstration tells its past at its first start before anybody can come in. */
const patienceMilliseconds = 25_000

/** What an empty house needs before anybody can come in. @returns false where there is more to be told behind open doors */
async function furnish(house: StandingHouse, say: (line: string) => void): Promise<boolean> {
  if (house.configuration.demo) {
    const until = performance.now() + ((await pastHasBegun(house)) ? 0 : patienceMilliseconds)
    const loaded = await loadDemonstration(house, {
      past: pastAskedFor(),
      goesOn: () => performance.now() < until,
    })
    return loaded !== 'partly'
  }
  const first = await createFirstAdministrator(house)
  if (first)
    say(
      `首个管理员 / first administrator: ${first.account}  一次性密码 / one-time password: ${first.password}`,
    )
  return true
}
