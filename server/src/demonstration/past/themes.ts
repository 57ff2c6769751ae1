import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Place } from './cast.ts'
import type { Draw } from './draw.ts'

/** What people ask about, in words that belong together. `<…>` is filled in from place, time and the theme itself. */
export interface Theme {
  id: string
  category: string
  kind?: string
  urgency?: string
  weight: number
  /** `road`: out on the street, not inside an estate. */
  where?: 'road'
  /** Months (1 to 12) in which it happens; all year where left out. */
  months?: number[]
  /** Who does the work, with weights: `community`, `street`, `department:housing`, `utility:water`, `station:justice`. */
  doers: Record<string, number>
  /** Many report it at once. */
  hot?: boolean
  /** The ground on which it is set aside now and then. */
  suspend?: string
  /** The ground on which it is not accepted. */
  decline?: string
  photo?: string
  slots?: Record<string, string[]>
  titles: string[]
  texts: string[]
  more?: string[]
  contact?: string[]
  progress?: string[]
  solved?: string[]
  explained?: string[]
  unsolved?: string[]
  pleased?: string[]
  cross?: string[]
  parts?: { to: string; task: string; done: string }[]
}

export type Common = Record<
  | 'hello'
  | 'wish'
  | 'told'
  | 'told_question'
  | 'counter'
  | 'people'
  | 'long'
  | 'day'
  | 'gates'
  | 'unreached'
  | 'contact'
  | 'pleased'
  | 'fair'
  | 'cross'
  | 'again'
  | 'take'
  | 'again_progress'
  | 'again_solved'
  | 'carry_up'
  | 'carry_further'
  | 'dispatch'
  | 'return'
  | 'arbitrate'
  | 'extension'
  | 'suspension'
  | 'approve'
  | 'refuse'
  | 'supervise'
  | 'merge'
  | 'accept'
  | 'not_accept'
  | 'note'
  | 'words'
  | 'call_back',
  string[]
>

const read = <T>(name: string): T =>
  parse(readFileSync(new URL(`../themes/${name}.yaml`, import.meta.url), 'utf8')) as T

export interface Repertoire {
  themes: Theme[]
  common: Common
}

let known: Repertoire | undefined

export function repertoire(): Repertoire {
  known ??= {
    themes: ['estate', 'streets', 'utilities', 'services'].flatMap((name) => read<Theme[]>(name)),
    common: read<Common>('common'),
  }
  return known
}

const floors = ['二', '三', '四', '五', '六', '七', '九', '十一']
const units = ['一单元', '二单元', '三单元', '四单元']

/** The words of one story: every slot is drawn once, so that title, text, notes and answer speak of the same thing. */
export interface Wording {
  say(line: string): string
  one(from: readonly string[] | undefined, otherwise: readonly string[]): string
  building: Place['buildings'][number] | undefined
}

export function wordingFor(theme: Theme, place: Place, draw: Draw, common: Common): Wording {
  const building = place.buildings.length > 0 ? draw.one(place.buildings) : undefined
  const slots = new Map<string, string>([
    ['小区', place.estate],
    ['楼', building?.name ?? `${place.estate}${draw.whole(1, 9)}号楼`],
    ['单元', draw.one(units)],
    ['层', draw.one(floors)],
    ['路', place.roads[0]],
    ['横路', place.roads[1]],
    ['门', draw.one(common.gates)],
    ['社区', place.grid.community.name],
    ['街道', place.grid.community.street.name],
    ['物业', place.property],
    ['人', draw.one(common.people)],
    ['多久', draw.one(common.long)],
    ['哪天', draw.one(common.day)],
  ])
  for (const [name, choices] of Object.entries(theme.slots ?? {})) slots.set(name, draw.one(choices))
  const say = (line: string): string => {
    const said = line.replace(/<([^<>]+)>/g, (whole, name: string) => slots.get(name) ?? whole)
    return said.includes('<') && said !== line ? say(said) : said
  }
  return {
    say,
    building,
    one: (from, otherwise) => say(draw.one(from && from.length > 0 ? from : otherwise)),
  }
}
