import './node-version.mjs'
import { ensureInstalled, ensurePagesBuilt } from './installation.mjs'
import { becomeServer } from './run.mjs'

ensureInstalled()
ensurePagesBuilt()
becomeServer(['serve', ...process.argv.slice(2)])
