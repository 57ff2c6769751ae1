/** The colours of `tokens.css`, read from its own text, so that what is checked and shown is what the pages use. */
export type Light = 'light' | 'dark'

/** Each custom property of the house by its name without `--lx-`. */
export type Tokens = Readonly<Record<string, string>>

function propertiesIn(block: string): Tokens {
  return Object.fromEntries(
    [...block.matchAll(/--lx-([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [
      name!,
      value!.replace(/\s+/g, ' ').trim(),
    ]),
  )
}

/** The tokens of both lights, from the text of `tokens.css`. What the dark one does not name stays as in the light one. */
export function lightsOf(css: string): Record<Light, Tokens> {
  const light = propertiesIn(/^:root\s*\{([^}]*)\}/m.exec(css)?.[1] ?? '')
  const dark = propertiesIn(/prefers-color-scheme: dark\)\s*\{\s*:root\s*\{([^}]*)\}/.exec(css)?.[1] ?? '')
  return { light, dark: { ...light, ...dark } }
}

function luminance(colour: string): number {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) throw new Error(`not a colour of six digits: ${colour}`)
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** How far two colours `#rrggbb` stand apart, from 1 to 21 (WCAG 2.1, contrast ratio). */
export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

export const tones = ['grey', 'blue', 'teal', 'green', 'amber', 'violet', 'red'] as const
export type Tone = (typeof tones)[number]

export interface Pair {
  text: string
  ground: string
  /** 4.5 for words, 3 for lines and rings (WCAG 2.1, 1.4.3 and 1.4.11). */
  least: 4.5 | 3
}

const pair = (text: string, ground: string, least: Pair['least'] = 4.5): Pair => ({ text, ground, least })

/** Every colour on every ground that the pages put it on. */
export const pairs: readonly Pair[] = [
  ...['paper', 'surface', 'sunken', 'blue-soft', 'accent-soft'].map((ground) => pair('ink', ground)),
  ...['paper', 'surface', 'sunken', 'blue-soft'].map((ground) => pair('ink-soft', ground)),
  ...['paper', 'surface', 'accent-soft'].map((ground) => pair('accent', ground)),
  pair('accent-strong', 'accent-soft'),
  pair('on-accent', 'accent'),
  pair('on-accent', 'accent-strong'),
  pair('surface', 'blue'),
  ...tones.flatMap((tone) => [
    // A mark on its ground; plain in a table, in a row under the pointer and in the row of the keyboard.
    pair(tone, `${tone}-soft`),
    pair(tone, 'surface'),
    pair(tone, 'paper'),
    pair(tone, 'blue-soft'),
    pair('ink', `${tone}-soft`),
  ]),
  ...['paper', 'surface'].flatMap((ground) => [pair('line-strong', ground, 3), pair('focus', ground, 3)]),
]
