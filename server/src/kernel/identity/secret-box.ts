import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface SecretBox {
  seal(plain: Uint8Array): Buffer
  /** @throws Error where the key is another one, or the bytes were changed */
  open(sealed: Uint8Array): Buffer
  /** A keyed hash, for secrets too short to be hashed alone. */
  mark(text: string): Buffer
}

const boxes = new Map<string, SecretBox>()

/**
 * The installation's own key, in `identity.key` of the data folder and made at the first use: who holds a copy of the
 * database alone cannot read second factors. Servers of one installation share the file.
 */
export function secretBox(dataFolder: string): SecretBox {
  const known = boxes.get(dataFolder)
  if (known) return known
  const master = keyIn(dataFolder)
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', purpose, 32))
  const sealing = derived('lianxin second factors')
  const marking = derived('lianxin phone codes')
  const box: SecretBox = {
    seal(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
      const hidden = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), hidden])
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, 12), { authTagLength: 16 })
      decipher.setAuthTag(sealed.subarray(12, 28))
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
    },
    mark: (text) => createHmac('sha256', marking).update(text).digest(),
  }
  boxes.set(dataFolder, box)
  return box
}

function keyIn(folder: string): Buffer {
  const path = join(folder, 'identity.key')
  mkdirSync(folder, { recursive: true })
  try {
    writeFileSync(path, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  if (key.length !== 32) throw new Error(`${path} 不是 32 字节的密钥 / is not a key of 32 bytes`)
  return key
}
