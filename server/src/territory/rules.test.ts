import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../kernel/configuration.ts'
import { type GridCode, loadPolicies } from '../kernel/policy/index.ts'
import {
  type AreaKind,
  areaKindNames,
  areaKinds,
  codeComplaint,
  dedicationComplaint,
  isPhone,
  maskedPhone,
  parentComplaint,
} from './rules.ts'

let gridCodes: GridCode[]
beforeAll(async () => {
  gridCodes = (await loadPolicies(`${projectRoot}/policies`)).rulesOn('national', '2026-03-02').grid_codes
})

describe('the tree of areas', () => {
  it('refuses a grid or a dedicated grid directly under a street', () => {
    for (const kind of ['grid', 'dedicated_grid'] as const)
      expect(parentComplaint(kind, 'street')).toMatchObject({
        field: 'parent_code',
        zh: expect.stringContaining('不能直接属于街道乡镇'),
      })
  })

  it('lets every kind stand only under the kinds that its rule names', () => {
    for (const kind of areaKindNames)
      for (const parent of [undefined, ...areaKindNames]) {
        const under: readonly AreaKind[] = areaKinds[kind].under
        const allowed = parent === undefined ? under.length === 0 : under.includes(parent)
        expect(parentComplaint(kind, parent) === undefined, `${kind} under ${parent}`).toBe(allowed)
      }
  })

  it('wants to know what a dedicated grid is dedicated to, and of no other', () => {
    expect(dedicationComplaint('dedicated_grid', 'school')).toBeUndefined()
    expect(dedicationComplaint('dedicated_grid', null)).toMatchObject({ field: 'dedicated_to' })
    expect(dedicationComplaint('dedicated_grid', 'castle')).toMatchObject({ field: 'dedicated_to' })
    expect(dedicationComplaint('grid', 'school')).toMatchObject({ field: 'dedicated_to' })
  })
})

describe('codes', () => {
  const community = { code: '330110001002', kind: 'community' as const }
  const complaint = (
    code: string,
    kind: AreaKind = 'grid',
    parent: { code: string; kind: AreaKind } | undefined = community,
  ) => codeComplaint({ code, kind }, parent, gridCodes)

  it('takes the 20 digits of CJ/T 349 and the 15 of GB/T 30428.1 for a grid of its community', () => {
    expect(complaint('01010133011000100203')).toBeUndefined()
    expect(complaint('330110001002003')).toBeUndefined()
  })

  it('refuses a grid code whose place is another community', () => {
    expect(complaint('330110001003003')).toMatchObject({
      field: 'code',
      zh: expect.stringContaining('330110001002'),
    })
    expect(complaint('33011000100201010103')).toMatchObject({ field: 'code' })
  })

  it('refuses a grid code of any other length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }).filter((length) => length !== 15 && length !== 20),
        (length) => complaint(community.code.padEnd(length, '1').slice(0, length)) !== undefined,
      ),
    )
  })

  it('takes six digits for a district, nine for a street, twelve for a community, or all padded to twelve', () => {
    expect(complaint('330110', 'district', { code: '330100', kind: 'city' })).toBeUndefined()
    expect(complaint('330110001', 'street', { code: '330110', kind: 'district' })).toBeUndefined()
    expect(complaint('330110001000', 'street', { code: '330110000000', kind: 'district' })).toBeUndefined()
    expect(complaint('330110001002', 'community', { code: '330110001000', kind: 'street' })).toBeUndefined()
    expect(complaint('330110002001', 'community', { code: '330110001', kind: 'street' })).toMatchObject({
      field: 'code',
    })
    expect(complaint('33011000', 'street', { code: '330110', kind: 'district' })).toMatchObject({
      field: 'code',
    })
    expect(complaint('33011A', 'district', { code: '330100', kind: 'city' })).toMatchObject({ field: 'code' })
  })

  it('builds the code of a micro-grid upon that of its grid', () => {
    const grid = { code: '330110001002003', kind: 'grid' as const }
    expect(complaint('33011000100200301', 'micro_grid', grid)).toBeUndefined()
    expect(complaint('33011000100200401', 'micro_grid', grid)).toMatchObject({ field: 'code' })
    expect(complaint('330110001002003', 'micro_grid', grid)).toMatchObject({ field: 'code' })
  })
})

describe('telephone numbers', () => {
  it('are masked so that at most seven digits are seen and four never', () => {
    expect(maskedPhone('13800001234')).toBe('138****1234')
    fc.assert(
      fc.property(fc.stringMatching(/^1\d{10}$/), (phone) => {
        const masked = maskedPhone(phone)!
        return masked.length === phone.length && masked.replace(/\*/g, '').length === 7
      }),
    )
    expect(maskedPhone('5550101')).toBe('*******')
    expect(maskedPhone(null)).toBeNull()
  })

  it('are mobiles, landlines or service numbers', () => {
    for (const phone of ['13900001234', '0571-88880000', '88880000', '12345', '400-810-0000'])
      expect(isPhone(phone), phone).toBe(true)
    for (const phone of ['139', '1390000123456', '=12345', 'abc', ''])
      expect(isPhone(phone), phone).toBe(false)
  })
})
