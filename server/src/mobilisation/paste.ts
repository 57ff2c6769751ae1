/** What a line of the pasted table says of one post. Its columns may stand in any order; the first line names them. */
export interface PastedPost {
  line: number
  name: string
  address: string | null
  lng: number | null
  lat: number | null
  unit: string | null
  skills: string[]
  equipment: string | null
  danger: string | null
  shifts: { from: string; to: string; needed: number }[]
}

export interface PasteFault {
  line: number
  zh: string
  en: string
}

const names: Record<string, string> = {
  岗位: 'name',
  岗位名称: 'name',
  post: 'name',
  name: 'name',
  地址: 'address',
  位置: 'address',
  address: 'address',
  经度: 'lng',
  lng: 'lng',
  纬度: 'lat',
  lat: 'lat',
  负责单位: 'unit',
  单位: 'unit',
  unit: 'unit',
  技能: 'skills',
  特长: 'skills',
  skills: 'skills',
  装备: 'equipment',
  物资: 'equipment',
  equipment: 'equipment',
  危险: 'danger',
  danger: 'danger',
  班次: 'shifts',
  shifts: 'shifts',
}

/** One line of a table: by tabs as a spreadsheet copies it, else by commas with quotes. */
export function cellsOf(line: string): string[] {
  if (line.includes('\t')) return line.split('\t').map((cell) => cell.trim())
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let index = 0; index < line.length; index++) {
    const sign = line[index]!
    if (quoted) {
      if (sign === '"' && line[index + 1] === '"') {
        cell += '"'
        index++
      } else if (sign === '"') quoted = false
      else cell += sign
    } else if (sign === '"') quoted = true
    else if (sign === ',' || sign === '，') {
      cells.push(cell.trim())
      cell = ''
    } else cell += sign
  }
  return [...cells, cell.trim()]
}

const isInstant = (day: string, clock: string) =>
  !Number.isNaN(Date.parse(`${day}T${clock === '24:00' ? '23:59' : clock}:00+08:00`))

/** Shanghai has no summer time: a clock time of a day is an instant. */
export function instantOf(day: string, clock: string): Date {
  return clock === '24:00'
    ? new Date(new Date(`${day}T00:00:00+08:00`).getTime() + 86_400_000)
    : new Date(`${day}T${clock}:00+08:00`)
}

const shift =
  /^(?:(\d{4}-\d{2}-\d{2})\s+)?(\d{1,2}:\d{2})\s*[-–—~至到]\s*(\d{1,2}:\d{2})\s*(?:[x×*＊]\s*(\d{1,4})|(\d{1,4})\s*人)?$/

/**
 * Shifts as people write them, parted by semicolons: `08:00-12:00×3；18:00-02:00 4人`. One that ends before it begins
 * ends the next day. @returns undefined where a part is none
 */
export function shiftsOf(text: string, day: string): PastedPost['shifts'] | undefined {
  const shifts: PastedPost['shifts'] = []
  for (const part of text.split(/[;；、|]/).map((each) => each.trim())) {
    if (!part) continue
    const match = shift.exec(part)
    if (!match) return undefined
    const [, own, begin, end, times, people] = match
    const date = own ?? day
    const [from, to] = [begin!.padStart(5, '0'), end!.padStart(5, '0')]
    if (!isInstant(date, from) || !isInstant(date, to) || from > '23:59' || to > '24:00') return undefined
    const starts = instantOf(date, from)
    const sameDay = instantOf(date, to)
    const ends = sameDay > starts ? sameDay : new Date(sameDay.getTime() + 86_400_000)
    shifts.push({
      from: starts.toISOString(),
      to: ends.toISOString(),
      needed: Number(times ?? people ?? 1),
    })
  }
  return shifts.length > 0 ? shifts : undefined
}

export interface SkillNames {
  id: string
  zh: string
  en: string
}

const isNo = /^(否|无|不|没有|no|n|0|false|-)?$/i
const isYes = /^(是|有|危险|yes|y|1|true|√)$/i

/** Reads a pasted table of posts. @param day on which shifts without a date are (`2026-03-02`) */
export function readPosts(
  text: string,
  day: string,
  skills: readonly SkillNames[],
): { posts: PastedPost[]; faults: PasteFault[] } {
  const lines = text.split(/\r?\n/)
  const first = lines.findIndex((line) => line.trim())
  if (first < 0) return { posts: [], faults: [{ line: 1, zh: '没有内容', en: 'There is nothing in it' }] }
  const columns = cellsOf(lines[first]!).map((cell) => names[cell.toLowerCase().replace(/[（(].*$/, '')])
  const faults: PasteFault[] = []
  if (!columns.includes('name') || !columns.includes('shifts'))
    return {
      posts: [],
      faults: [
        {
          line: first + 1,
          zh: '第一行要写列名，至少有“岗位”和“班次”',
          en: 'The first line names the columns, at least “post” and “shifts”',
        },
      ],
    }
  const posts: PastedPost[] = []
  for (let index = first + 1; index < lines.length; index++) {
    if (!lines[index]!.trim()) continue
    const cells = cellsOf(lines[index]!)
    const line = index + 1
    const get = (column: string) => cells[columns.indexOf(column)]?.trim() ?? ''
    const fault = (zh: string, en: string) => void faults.push({ line, zh, en })
    const name = get('name')
    if (!name) fault('没有写岗位', 'The post has no name')
    if (name.length > 100) fault('岗位名称太长', 'The name of the post is too long')
    const shifts = shiftsOf(get('shifts'), day)
    if (!shifts)
      fault(
        `班次“${get('shifts')}”看不懂，请写成 08:00-12:00×3；14:00-18:00×2`,
        `The shifts “${get('shifts')}” cannot be read; write 08:00-12:00×3; 14:00-18:00×2`,
      )
    const wanted = get('skills')
      .split(/[、;；/\s]+/)
      .filter(Boolean)
    const known = wanted.flatMap((word) => {
      const skill = skills.find(({ id, zh, en }) =>
        [id, zh, en].some((each) => each.toLowerCase() === word.toLowerCase()),
      )
      if (!skill) fault(`没有“${word}”这项特长`, `There is no skill “${word}”`)
      return skill ? [skill.id] : []
    })
    const [lng, lat] = [get('lng'), get('lat')].map((value) => (value === '' ? null : Number(value))) as [
      number | null,
      number | null,
    ]
    if (
      (lng === null) !== (lat === null) ||
      Number.isNaN(lng) ||
      Number.isNaN(lat) ||
      Math.abs(lat ?? 0) > 90 ||
      Math.abs(lng ?? 0) > 180
    )
      fault('经度、纬度要一起写，写成数字', 'Longitude and latitude come together, as numbers')
    const danger = get('danger')
    posts.push({
      line,
      name,
      address: get('address') || null,
      lng,
      lat,
      unit: get('unit') || null,
      skills: [...new Set(known)],
      equipment: get('equipment') || null,
      danger: isNo.test(danger) ? null : isYes.test(danger) ? '有人身危险' : danger,
      shifts: shifts ?? [],
    })
  }
  if (posts.length === 0 && faults.length === 0)
    faults.push({ line: first + 1, zh: '只有列名，没有岗位', en: 'There are column names but no posts' })
  return { posts, faults }
}
