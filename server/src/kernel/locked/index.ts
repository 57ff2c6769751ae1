import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from '../house.ts'

export type Counts = Record<string, number>

const keys = new Map<string, Buffer>()

/** The key for what nobody may read yet, in a file of the data folder: no copy of the database holds it. */
function keyOf(house: House, purpose: string): Buffer {
  const folder = house.configuration.dataFolder
  const known = keys.get(`${purpose} ${folder}`)
  if (known) return known
  const path = join(folder, 'votes.key')
  try {
    writeFileSync(path, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
  keys.set(`${purpose} ${folder}`, key)
  return key
}

function lock(house: House, purpose: string, about: string, plain: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(house, purpose), nonce)
  cipher.setAAD(Buffer.from(about))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function unlock<Value>(house: House, purpose: string, about: string, locked: Buffer): Value {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(house, purpose), locked.subarray(0, 12), {
    authTagLength: 16,
  })
  decipher.setAAD(Buffer.from(about))
  decipher.setAuthTag(locked.subarray(-16))
  const plain = Buffer.concat([decipher.update(locked.subarray(12, -16)), decipher.final()])
  return JSON.parse(plain.toString('utf8')) as Value
}

/** Filled up to whole lengths, so that the length tells little. */
function filled(value: unknown, length: number): Buffer {
  const bytes = Buffer.from(JSON.stringify(value))
  const plain = Buffer.alloc(Math.ceil(bytes.length / length) * length, ' ')
  bytes.copy(plain)
  return plain
}

const ofVotes = 'lianxin running votes'
const ofWords = 'lianxin words of an appraisal'

/** Counts of a vote that runs; always of one length, whatever they are. */
export const lockCounts = (house: House, voteId: string, counts: Counts): Buffer =>
  lock(house, ofVotes, voteId, filled(counts, 1024))

export const unlockCounts = (house: House, voteId: string, locked: Buffer): Counts =>
  unlock(house, ofVotes, voteId, locked)

/** What somebody wrote or decided while it is not yet open to anybody else. */
export const lockWords = (house: House, about: string, words: object): Buffer =>
  lock(house, ofWords, about, filled(words, 2048))

export const unlockWords = <Words extends object>(house: House, about: string, locked: Buffer): Words =>
  unlock(house, ofWords, about, locked)
