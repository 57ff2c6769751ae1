import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from '../kernel/house.ts'

export type Counts = Record<string, number>

const keys = new Map<string, Buffer>()

/** The key for counts of votes that run, in a file of the data folder: no copy of the database holds it. */
function countsKey(house: House): Buffer {
  const folder = house.configuration.dataFolder
  const known = keys.get(folder)
  if (known) return known
  const path = join(folder, 'votes.key')
  try {
    writeFileSync(path, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const key = Buffer.from(
    hkdfSync(
      'sha256',
      Buffer.from(readFileSync(path, 'utf8').trim(), 'base64'),
      '',
      'lianxin running votes',
      32,
    ),
  )
  keys.set(folder, key)
  return key
}

/** Always of one length, whatever the counts, so that the length tells nothing. */
export function lockCounts(house: House, voteId: string, counts: Counts): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', countsKey(house), nonce)
  cipher.setAAD(Buffer.from(voteId))
  const plain = Buffer.alloc(1024, ' ')
  plain.write(JSON.stringify(counts))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

export function unlockCounts(house: House, voteId: string, locked: Buffer): Counts {
  const decipher = createDecipheriv('aes-256-gcm', countsKey(house), locked.subarray(0, 12), {
    authTagLength: 16,
  })
  decipher.setAAD(Buffer.from(voteId))
  decipher.setAuthTag(locked.subarray(-16))
  const plain = Buffer.concat([decipher.update(locked.subarray(12, -16)), decipher.final()])
  return JSON.parse(plain.toString('utf8')) as Counts
}
