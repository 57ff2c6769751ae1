import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { outcomeWords, stateWords } from '../../../server/src/matters/words.ts'
import { contrast, lightsOf, pairs, tones } from './colours.ts'
import { dueMarks, stateMarks, urgencyMarks } from './marks.tsx'

const css = readFileSync(resolve(import.meta.dirname, 'tokens.css'), 'utf8')
const lights = lightsOf(css)

describe.each(['light', 'dark'] as const)('in %s', (light) => {
  const colours = lights[light]

  test.each(pairs)('$text on $ground can be read', ({ text, ground, least }) => {
    expect(contrast(colours[text]!, colours[ground]!)).toBeGreaterThanOrEqual(least)
  })
})

test('black on white stands as far apart as can be, and a grey that is too light is seen', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#767676', '#ffffff')).toBeGreaterThan(4.5)
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5)
})

test('every colour of the dark light is its own', () => {
  for (const name of ['paper', 'surface', 'ink', 'accent', ...tones, ...tones.map((tone) => `${tone}-soft`)])
    expect([name, lights.dark[name]]).not.toEqual([name, lights.light[name]])
})

describe('one colour, one icon, one word', () => {
  test('every state of a matter has its mark, and no mark is for a state that does not exist', () => {
    expect(Object.keys(stateMarks).sort()).toEqual(Object.keys(stateWords).sort())
  })

  test('no two of states, urgencies and due marks look alike', () => {
    const looks = [stateMarks, urgencyMarks, dueMarks].flatMap((marks) =>
      Object.entries(marks).map(([id, { tone, icon }]) => ({ id, look: `${tone} ${icon}` })),
    )
    for (const { id, look } of looks)
      expect([look, looks.filter((each) => each.look === look).map((each) => each.id)]).toEqual([look, [id]])
  })

  test('no two states share an icon, and no two a word', () => {
    const icons = Object.values(stateMarks).map(({ icon }) => icon)
    expect(new Set(icons).size).toBe(icons.length)
    for (const language of ['zh', 'en'] as const) {
      const words = [...Object.values(stateWords), ...Object.values(outcomeWords)].map(
        (both) => both[language],
      )
      expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
    }
  })
})
