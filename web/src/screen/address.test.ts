import { expect, it } from 'vitest'
import { pathOf, readAddress } from './address.ts'

it('an address names one board, or none', () => {
  const shown = { kind: 'mobilisation', id: '0197a1d2-0000-7000-8000-000000000001' }
  expect(readAddress(pathOf(shown))).toEqual(shown)
  for (const other of ['/screen', '/screen/', '/screen/mobilisation', '/screen/a/b/c', '/desk/x/y'])
    expect(readAddress(other)).toBeNull()
})
