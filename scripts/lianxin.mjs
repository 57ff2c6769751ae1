import './node-version.mjs'
import { ensureInstalled } from './installation.mjs'
import { becomeServer } from './run.mjs'

ensureInstalled()
becomeServer(process.argv.slice(2))
