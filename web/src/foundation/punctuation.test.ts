import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const pages = resolve(import.meta.dirname, '..')

/** Words of one language, what stands for both, and what reads punctuation instead of showing it. */
const mayHold =
  /(\/zh|words|\.test\.|generated|\bvalue\.ts$|deeds\.ts$|\bapi\.ts$|outbox\/page\.tsx$|nearby\.tsx$)/

test('no page writes Chinese marks itself: they would stand among English words', () => {
  const found = readdirSync(pages, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !mayHold.test(file))
    .flatMap((file) =>
      readFileSync(resolve(pages, file), 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .split('\n')
        .map((line) => line.replace(/(^|\s)\/\/.*/, ''))
        .filter((line) => /[：，（）；、。？！]/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})
