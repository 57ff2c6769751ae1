import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    address: string
  }
}

/** One server for the whole run. `LIANXIN_E2E_URL` names one that runs already: for writing journeys. */
export default async function setup(project: TestProject) {
  const running = process.env.LIANXIN_E2E_URL
  if (running) {
    project.provide('address', running.replace(/\/$/, ''))
    return
  }
  const server = await startServer()
  project.provide('address', server.url)
  return async () => {
    await server.stop()
    const results = resolve(import.meta.dirname, '../../test-results')
    mkdirSync(results, { recursive: true })
    writeFileSync(resolve(results, 'e2e-server.txt'), server.output())
  }
}
