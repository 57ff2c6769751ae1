import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

interface Chunk {
  file: string
  imports?: string[]
}

const pages = resolve(import.meta.dirname, '../web/dist')

/** The scripts that the browser fetches before it shows the page, by their size as they travel (gzip). */
function scriptsOf(entry: string): Map<string, number> {
  const manifest = JSON.parse(readFileSync(join(pages, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >
  const weights = new Map<string, number>()
  const visit = (name: string) => {
    const chunk = manifest[name]
    if (!chunk) throw new Error(`${name} is not among what was built`)
    if (weights.has(chunk.file)) return
    weights.set(chunk.file, gzipSync(readFileSync(join(pages, chunk.file)), { level: 9 }).length)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  visit(entry)
  return weights
}

const kilobyte = 1024

test.each([
  { page: 'index.html', most: 140, for: 'a cheap phone on a slow line' },
  { page: 'field.html', most: 250, for: 'a worker outdoors; the map comes later and is kept on the phone' },
])('$page comes with at most $most KB of compressed script, for $for', ({ page, most }) => {
  const weights = scriptsOf(page)
  const named = readFileSync(join(pages, page), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)
  for (const [, file] of named) expect([...weights.keys()]).toContain(file)
  const total = [...weights.values()].reduce((sum, bytes) => sum + bytes, 0)
  const parts = [...weights].map(([file, bytes]) => `${file} ${(bytes / kilobyte).toFixed(1)} KB`).join('\n')
  expect(total, parts).toBeGreaterThan(0)
  expect(total, parts).toBeLessThanOrEqual(most * kilobyte)
})

test.each(['index.html', 'field.html', 'meeting.html'])(
  '%s asks for one file of styles: what it changes comes after what all faces share, whatever the build parts',
  (page) => {
    const files = [...readFileSync(join(pages, page), 'utf8').matchAll(/href="\/(assets\/[^"]+\.css)"/g)]
    expect(files.map(([, file]) => file)).toHaveLength(1)
    const styles = readFileSync(join(pages, files[0]![1]!), 'utf8')
    const shared = styles.indexOf('blockquote,fieldset{')
    expect(shared).toBeGreaterThan(0)
    const own = { 'index.html': '.ways{', 'field.html': '.thumb{', 'meeting.html': '.meeting' }[page]!
    expect(styles.indexOf(own)).toBeGreaterThan(shared)
  },
)
