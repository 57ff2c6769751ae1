import './node-version.mjs'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNode } from './run.mjs'

const compiler = join(root, 'node_modules', 'typescript-native', 'bin', 'tsc')
const projects = ['server', 'web', 'e2e'].filter((name) => existsSync(join(root, name, 'tsconfig.json')))

let failed = false
for (const project of projects) {
  if (runNode([compiler, '-p', project, '--noEmit']) !== 0) failed = true
}
process.exit(failed ? 1 : 0)
