import { afterEach, expect, test, vi } from 'vitest'
import { alone, forgetPhotos, keepPhoto, keptPhoto, keptPhotos } from './kept-photos.ts'

afterEach(() => vi.unstubAllGlobals())
const photo = { key: 'k1', name: 'a.jpg', blob: new Blob(['x']) }

test('a device that keeps nothing loses nothing else: no photo is there, and nothing fails', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('refused', 'SecurityError')
    },
  })
  await expect(keepPhoto(photo)).resolves.toBeUndefined()
  await expect(keptPhoto('k1')).resolves.toBeUndefined()
  await expect(keptPhotos()).resolves.toEqual([])
  await expect(forgetPhotos()).resolves.toBeUndefined()
})

test('two windows with the same draft send a photo once', async () => {
  const held = new Set<string>()
  vi.stubGlobal('navigator', {
    locks: {
      async request(name: string, _options: object, work: (lock: object | null) => Promise<void>) {
        if (held.has(name)) return work(null)
        held.add(name)
        await work({ name })
        held.delete(name)
      },
    },
  })
  let sent = 0
  const send = async () => {
    await new Promise((wake) => setTimeout(wake, 5))
    sent += 1
  }
  await Promise.all([alone('k1', send), alone('k1', send), alone('k2', send)])
  expect(sent).toBe(2)
})

test('where there are no locks, the photo is sent all the same', async () => {
  vi.stubGlobal('navigator', {})
  let sent = 0
  await alone('k1', async () => {
    sent += 1
  })
  expect(sent).toBe(1)
})
