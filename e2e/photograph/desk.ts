import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import {
  type DemonstrationAccount,
  launchBrowser,
  newPerson,
  type Person,
  signIn,
  type View,
} from '../harness/browser.ts'
import { startServer } from '../harness/server.ts'
import { faultsOf } from './faults.ts'
import { deskAccounts, type Place, placesOf, settled } from './places.ts'
import { photographStates } from './states.ts'

/*
 * npm run photograph -- FOLDER [account …] [look …]: every page of the desk as each account sees it, on a phone and at a desk, in
 * both languages and both lights, and the states that are seldom met; for somebody to look at. What a machine can see is
 * written to faults.txt: what sticks out sideways, what axe finds, Chinese words among the English.
 * A look is named as its folder is, `390-en-light`. LIANXIN_E2E_URL names a server that runs already.
 */

const views: View[] = [
  { width: 1440, language: 'zh', light: 'light' },
  { width: 390, language: 'en', light: 'light' },
  { width: 390, language: 'zh', light: 'dark' },
  { width: 1440, language: 'en', light: 'dark' },
]

const ofEach = new Set(['inbox', 'matters-id'])

const viewName = ({ width, language, light }: View) => `${width}-${language}-${light}`

export interface Camera {
  take(person: Person, name: string): Promise<void>
}

function cameraTo(folder: string): Camera {
  return {
    async take(person, name) {
      const at = join(folder, viewName(person))
      mkdirSync(at, { recursive: true })
      await person.page.screenshot({ path: join(at, `${name}.png`), fullPage: true })
      const faults = await faultsOf(person).catch((error: Error) => [`not looked at: ${error.message}`])
      for (const fault of faults)
        appendFileSync(join(folder, 'faults.txt'), `${viewName(person)} ${name}: ${fault}\n`)
    },
  }
}

async function walk(
  browser: Browser,
  address: string,
  camera: Camera,
  account: DemonstrationAccount,
  seen: Set<string>,
) {
  for (const view of looks.length > 0 ? looks : views) {
    const person = await newPerson(browser, address, view)
    await signIn(person, account)
    const places = await placesOf(person)
    for (const place of places) {
      // What looks alike to all is taken once in each view; each account's own inbox and matter too, at a desk.
      const key = `${viewName(view)} ${place.name}`
      if (seen.has(key) && (view !== views[0] || !ofEach.has(place.name))) continue
      if (!(await isOpen(person, place))) continue
      seen.add(key)
      await camera.take(person, `${place.name}--${account}`)
    }
    await person.context.close()
  }
}

/** Opens it, and says whether this person may be there. */
async function isOpen({ page, words }: Person, { path }: Place): Promise<boolean> {
  const refused = page.waitForResponse(
    (answer) => answer.status() === 403 && new URL(answer.url()).pathname.startsWith('/api/'),
    { timeout: 0 },
  )
  let isRefused = false
  refused.then(
    () => {
      isRefused = true
    },
    () => {},
  )
  await page.goto(path)
  await settled(page)
  const closed = page.getByRole('heading', { name: words.desk.state.forbidden })
  return !isRefused && (await closed.count()) === 0
}

const [folder, ...words] = process.argv.slice(2)
const looks = views.filter((view) => words.includes(viewName(view)))
const chosen = words.filter((word) => !/^\d/.test(word))
if (!folder) {
  console.error('npm run photograph -- FOLDER [account … | states] [look …]')
  process.exit(1)
}
mkdirSync(resolve(folder), { recursive: true })
writeFileSync(join(folder, 'faults.txt'), '')
process.env.LIANXIN_DEMO_PAST ??= 'full'
const running = process.env.LIANXIN_E2E_URL?.replace(/\/$/, '')
const server = running ? undefined : await startServer()
const address = running ?? server!.url
const browser = await launchBrowser()
try {
  const camera = cameraTo(folder)
  const seen = new Set<string>()
  for (const account of deskAccounts.filter((each) => chosen.length === 0 || chosen.includes(each)))
    await walk(browser, address, camera, account, seen)
  if (chosen.length === 0 || chosen.includes('states'))
    for (const view of looks.length > 0 ? looks : views)
      await photographStates(browser, address, view, camera)
} finally {
  await browser.close()
  await server?.stop()
}
