import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    address: string
    /** What the server said when it was ready. */
    announced: string
  }
}

/** One server for the whole run. `LIANXIN_E2E_URL` names one that runs already: for writing journeys. */
export default async function setup(project: TestProject) {
  const running = process.env.LIANXIN_E2E_URL
  if (running) {
    const address = running.replace(/\/$/, '')
    project.provide('address', address)
    project.provide('announced', `Lianxin is ready at ${address}`)
    return
  }
  const server = await startServer()
  project.provide('address', server.url)
  project.provide('announced', server.output())
  return async () => {
    await server.stop()
    const results = resolve(import.meta.dirname, '../../test-results')
    mkdirSync(results, { recursive: true })
    writeFileSync(resolve(results, 'e2e-server.txt'), server.output())
  }
}
