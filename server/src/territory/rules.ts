import type { GridCode } from '../kernel/policy/index.ts'

export const areaKinds = {
  city: { zh: '城市', en: 'City', under: [] },
  district: { zh: '区县', en: 'District', under: ['city'] },
  // A city without districts has its streets directly below it (东莞, 中山).
  street: { zh: '街道乡镇', en: 'Street', under: ['district', 'city'] },
  community: { zh: '社区村', en: 'Community', under: ['street'] },
  // Each grid belongs to exactly one community, never directly to a street (DB6101/T 3185—2024).
  grid: { zh: '网格', en: 'Grid', under: ['community'] },
  dedicated_grid: { zh: '专属网格', en: 'Dedicated grid', under: ['community'] },
  micro_grid: { zh: '微网格', en: 'Micro-grid', under: ['grid'] },
} as const satisfies Record<string, { zh: string; en: string; under: readonly string[] }>

export type AreaKind = keyof typeof areaKinds

export const areaKindNames = Object.keys(areaKinds) as AreaKind[]

/** What a dedicated grid may be dedicated to (专属网格). */
export const dedications = {
  business_district: { zh: '商圈', en: 'Business district' },
  market: { zh: '市场', en: 'Market' },
  office_building: { zh: '楼宇', en: 'Office building' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  government_office: { zh: '机关', en: 'Government office' },
  school: { zh: '学校', en: 'School' },
  hospital: { zh: '医院', en: 'Hospital' },
} as const

export type Dedication = keyof typeof dedications

/** A reason in both languages, for the one who must mend it. */
export interface Complaint {
  field: string
  zh: string
  en: string
}

const codeLengths: Partial<Record<AreaKind, number>> = { city: 6, district: 6, street: 9, community: 12 }

/** Digits of a code that say where: GB/T 2260, then GB/T 10114, then the community; the twelve-digit form pads with zeros. */
function significant(code: string, kind: AreaKind): string | undefined {
  const length = codeLengths[kind]
  if (length === undefined || !/^\d+$/.test(code)) return undefined
  if (code.length === length) return code
  return code.length === 12 && /^0*$/.test(code.slice(length)) ? code.slice(0, length) : undefined
}

/** Where the twelve digits of county, street and community begin in a grid code, or undefined where it names no place. */
function placeOffset(rule: GridCode): number | undefined {
  let offset = 0
  for (const [index, part] of rule.parts.entries()) {
    const next = rule.parts.slice(index + 1, index + 3).map(({ digits }) => digits)
    if (part.digits === 6 && next[0] === 3 && next[1] === 3 && rule.parts.length > index + 3) return offset
    offset += part.digits
  }
  return undefined
}

/**
 * Why an area may not stand under its parent, or undefined.
 * @param parentKind kind of the parent; undefined for none
 */
export function parentComplaint(kind: AreaKind, parentKind: AreaKind | undefined): Complaint | undefined {
  const allowed: readonly AreaKind[] = areaKinds[kind].under
  if (allowed.length === 0)
    return parentKind === undefined
      ? undefined
      : { field: 'parent_code', zh: '城市没有上级区域', en: 'A city has no area above it' }
  const wanted = allowed.map((name) => areaKinds[name])
  const zh = `${areaKinds[kind].zh}必须属于一个${wanted.map((each) => each.zh).join('或')}`
  const en = `A ${areaKinds[kind].en.toLowerCase()} must belong to one ${wanted.map((each) => each.en.toLowerCase()).join(' or ')}`
  if (parentKind === undefined) return { field: 'parent_code', zh, en }
  if (allowed.includes(parentKind)) return undefined
  return {
    field: 'parent_code',
    zh: `${zh}，不能直接属于${areaKinds[parentKind].zh}`,
    en: `${en}, never directly to a ${areaKinds[parentKind].en.toLowerCase()}`,
  }
}

/**
 * Why a code does not fit an area, or undefined. Grids take the codes of the policy pack
 * (CJ/T 349: 20 digits, GB/T 30428.1: 15 digits) whose place part must be the community's code.
 */
export function codeComplaint(
  area: { code: string; kind: AreaKind },
  parent: { code: string; kind: AreaKind } | undefined,
  gridCodes: readonly GridCode[],
): Complaint | undefined {
  const complain = (zh: string, en: string): Complaint => ({ field: 'code', zh, en })
  const { code, kind } = area
  if (!/^\d{2,40}$/.test(code))
    return complain('编码只能由 2 到 40 位数字组成', 'A code has 2 to 40 digits and nothing else')
  const length = codeLengths[kind]
  if (length !== undefined) {
    const own = significant(code, kind)
    if (!own)
      return complain(
        `${areaKinds[kind].zh}的编码应为 ${length} 位（或补零到 12 位）`,
        `The code of a ${areaKinds[kind].en.toLowerCase()} has ${length} digits (or 12, padded with zeros)`,
      )
    const above = parent && significant(parent.code, parent.kind)
    if (!above || kind === 'district') return undefined
    const stem = parent.kind === 'city' ? above.slice(0, 4) : above
    return own.startsWith(stem)
      ? undefined
      : complain(`编码应以上级编码 ${stem} 开头`, `The code must begin with ${stem}, the code above`)
  }
  if (kind === 'micro_grid')
    return !parent ||
      (code.startsWith(parent.code) &&
        code.length > parent.code.length &&
        code.length <= parent.code.length + 4)
      ? undefined
      : complain(
          '微网格编码应为所属网格编码加 1 到 4 位',
          'The code of a micro-grid is its grid’s code and 1 to 4 digits more',
        )
  const fitting = gridCodes.flatMap((rule) => {
    const offset = placeOffset(rule)
    return offset === undefined ? [] : [{ rule, offset }]
  })
  const found = fitting.filter(({ rule }) => rule.digits === code.length)
  if (found.length === 0) {
    const lengths = fitting.map(({ rule }) => `${rule.digits}（${rule.source}）`).join('、')
    return complain(
      `网格编码的位数应为 ${lengths}`,
      `A grid code has ${fitting.map(({ rule }) => rule.digits).join(' or ')} digits`,
    )
  }
  const place = parent && significant(parent.code, parent.kind)
  if (!place || found.some(({ offset }) => code.slice(offset, offset + 12) === place)) return undefined
  const { offset } = found[0]!
  return complain(
    `第 ${offset + 1} 到 ${offset + 12} 位应为所属社区的编码 ${place}，现为 ${code.slice(offset, offset + 12)}`,
    `Digits ${offset + 1} to ${offset + 12} must be ${place}, the code of its community`,
  )
}

/** Why a dedicated grid's purpose is missing or misplaced, or undefined. */
export function dedicationComplaint(kind: AreaKind, dedicatedTo: string | null): Complaint | undefined {
  if (kind === 'dedicated_grid')
    return dedicatedTo !== null && Object.hasOwn(dedications, dedicatedTo)
      ? undefined
      : {
          field: 'dedicated_to',
          zh: `专属网格要写明类型：${Object.values(dedications)
            .map(({ zh }) => zh)
            .join('、')}`,
          en: `A dedicated grid says what it is dedicated to: ${Object.keys(dedications).join(', ')}`,
        }
  return dedicatedTo === null
    ? undefined
    : {
        field: 'dedicated_to',
        zh: '只有专属网格才填专属类型',
        en: 'Only a dedicated grid is dedicated to something',
      }
}

/** A code that may be the label of a path: hyphens are not labels before PostgreSQL 16. */
export function organisationCodeComplaint(code: string): Complaint | undefined {
  return /^[A-Za-z0-9_]{2,40}$/.test(code)
    ? undefined
    : {
        field: 'code',
        zh: '机构编码由 2 到 40 个字母、数字或下划线组成',
        en: 'The code of an organisation has 2 to 40 letters, digits or underscores',
      }
}

const mobile = /^1\d{10}$/
const landline = /^(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?$|^\d{5,6}$|^400-?\d{3}-?\d{4}$/

/** A mobile number, a landline with or without its area code, or a short service number such as 12345. */
export function isPhone(phone: string): boolean {
  return mobile.test(phone) || landline.test(phone)
}

export function isEmail(email: string): boolean {
  return email.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
}

/** `138****1234`: enough to recognise a number, not enough to call it. */
export function maskedPhone(phone: string | null): string | null {
  if (phone === null) return null
  return phone.length < 8
    ? '*'.repeat(phone.length)
    : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`
}
