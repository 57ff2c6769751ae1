import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'chrome.exe',
]
const folders = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
  'C:\\Program Files\\Google\\Chrome\\Application',
]

/** The Chromium that the tests drive: `$CHROMIUM`, or the first one found. Undefined where there is none. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM) return existsSync(env.CHROMIUM) ? env.CHROMIUM : undefined
  const searched = [...folders, ...(env.PATH ?? '').split(delimiter)]
  const bundled = [...names, 'Google Chrome', 'Chromium']
  return searched
    .flatMap((folder) => bundled.map((name) => join(folder, name)))
    .find((path) => existsSync(path))
}

/** Whether Chinese text can be drawn. Systems other than Linux bring their own fonts. */
export function hasChineseFonts() {
  if (process.platform !== 'linux') return true
  const listed = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  if (!listed.error) return listed.stdout.trim() !== ''
  return (
    existsSync('/usr/share/fonts') &&
    readdirSync('/usr/share/fonts', { recursive: true }).some((name) => /CJK|wqy/i.test(String(name)))
  )
}

/**
 * Finds Chromium and Chinese fonts, and where one is missing installs it with apt-get when this user may.
 * Returns the browser's path, or a sentence about what is missing.
 * @returns {{ chromium: string } | { missing: string }}
 */
export function ensureBrowser() {
  const wanted = [...(findChromium() ? [] : ['chromium']), ...(hasChineseFonts() ? [] : ['fonts-noto-cjk'])]
  if (wanted.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`正在安装 ${wanted.join('、')}…… / Installing ${wanted.join(', ')} …`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const options = { env, stdio: /** @type {const} */ (['ignore', 'ignore', 'inherit']) }
    run('apt-get', ['-q', 'update'], options)
    run('apt-get', ['-q', '-y', 'install', '--no-install-recommends', ...wanted], options)
  }
  const chromium = findChromium()
  if (chromium && hasChineseFonts()) return { chromium }
  const lacking = [...(chromium ? [] : ['Chromium']), ...(hasChineseFonts() ? [] : ['Chinese fonts'])].join(
    ' and ',
  )
  return {
    missing: `${lacking} not found: install ${wanted.join(' ')} (Debian: apt-get install ${wanted.join(' ')}), or name the browser in $CHROMIUM`,
  }
}
