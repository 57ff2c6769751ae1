import { describe, expect, it } from 'vitest'
import { entityTag, holdsAlready } from './entity-tag.ts'

describe('an entity tag', () => {
  it('is known again among several, weak or strong', () => {
    const tag = entityTag('the map of a street')
    expect(holdsAlready(tag, tag)).toBe(true)
    expect(holdsAlready(`"other", ${tag.replace('W/', '')}`, tag)).toBe(true)
    expect(holdsAlready('*', tag)).toBe(true)
  })
  it('is not known where it differs or none is named', () => {
    const tag = entityTag('the map of a street')
    expect(holdsAlready(undefined, tag)).toBe(false)
    expect(holdsAlready('', tag)).toBe(false)
    expect(holdsAlready(entityTag('the map of another'), tag)).toBe(false)
  })
})
