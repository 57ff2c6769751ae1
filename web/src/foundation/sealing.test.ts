import { describe, expect, test } from 'vitest'
import { makeKey, openKey, openSealed, sealTo } from './sealing.ts'

describe('notes that are sealed to two people', () => {
  test('are opened by each of them with their own passphrase, and by nobody else', async () => {
    const [one, other, third] = await Promise.all(
      ['春天的口令一', '春天的口令二', '春天的口令三'].map(makeKey),
    )
    const sealed = await sealTo(
      { a: one!.locked.public_key, b: other!.locked.public_key },
      '家里有困难，不想让别人知道。',
    )
    expect(JSON.stringify(sealed)).not.toContain('困难')
    const again = await openKey(one!.locked, '春天的口令一')
    expect(await openSealed(sealed, 'a', again!)).toBe('家里有困难，不想让别人知道。')
    expect(await openSealed(sealed, 'b', other!.key)).toBe('家里有困难，不想让别人知道。')
    for (const person of ['a', 'b', 'c']) expect(await openSealed(sealed, person, third!.key)).toBeUndefined()
    expect(await openKey(one!.locked, '别的口令')).toBeUndefined()
    // A new key in place of a lost one opens nothing of before.
    expect(await openSealed(sealed, 'a', (await makeKey('春天的口令一')).key)).toBeUndefined()
  })
})
