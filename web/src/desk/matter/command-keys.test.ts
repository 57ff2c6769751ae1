import { describe, expect, it } from 'vitest'
import { commandForms } from '../commands/forms.ts'
import { commandKeys } from './command-keys.ts'

describe('the letters of the commands', () => {
  it('are one for each command, and none for two', () => {
    expect(Object.keys(commandKeys).toSorted()).toEqual(commandForms.map(({ type }) => type).toSorted())
    expect(new Set(Object.values(commandKeys)).size).toBe(commandForms.length)
  })
  it('leave the page its own', () => {
    for (const key of ['g', 'u', 'P', '.', '/', '?']) expect(Object.values(commandKeys)).not.toContain(key)
  })
})
