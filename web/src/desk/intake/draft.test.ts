import { describe, expect, it } from 'vitest'
import { bodyOf, emptyDraft, isPhone, locationOf } from './draft.ts'

describe('what the intake sends', () => {
  it('leaves out whatever was not said', () => {
    expect(bodyOf({ ...emptyDraft('counter'), text: ' 路灯不亮 ' })).toEqual({
      channel: 'counter',
      text: '路灯不亮',
    })
  })
  it('sends no contact and no consent of somebody who stays unnamed', () => {
    const body = bodyOf({
      ...emptyDraft(),
      text: '噪音',
      name: '张三',
      phone: '13800138000',
      anonymous: true,
      consent: true,
    })
    expect(body).toEqual({ channel: 'phone', text: '噪音', anonymous: true })
  })
  it('sends the phone without the blanks in which it was dictated', () => {
    expect(bodyOf({ ...emptyDraft(), text: '噪音', phone: '138 0013-8000' })).toMatchObject({
      contact: { phone: '13800138000' },
    })
  })
  it('names the place by its code, and by the area that was chosen where it has none', () => {
    const place = { placeCode: 'A1', areaId: 'area', address: '3 单元' }
    expect(locationOf({ way: 'code', ...place })).toEqual({ place_code: 'A1', address: '3 单元' })
    expect(locationOf({ way: 'area', ...place })).toEqual({ area_id: 'area', address: '3 单元' })
    expect(locationOf({ way: 'address', areaId: 'area', address: '望江社区' })).toEqual({
      area_id: 'area',
      address: '望江社区',
    })
    expect(locationOf({ way: 'code', areaId: 'area' })).toBeUndefined()
    expect(locationOf({ way: 'address' })).toBeUndefined()
  })
  it('knows mobiles and landlines', () => {
    expect(['13800138000', '+86 138 0013 8000', '0371-6888 8888', '68888888'].every(isPhone)).toBe(true)
    expect(['', '1380013800', '12345', '23800138000a'].some(isPhone)).toBe(false)
  })
})
