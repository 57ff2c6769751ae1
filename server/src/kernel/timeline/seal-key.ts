import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SealKey {
  privateKey: KeyObject
  /** PEM, as stored with each seal. */
  publicKey: string
}

/**
 * The installation's Ed25519 key, made on first use in `dataFolder/seal-key.pem` (mode 600). Also where the
 * chains are SM3: Node's crypto signs SM2 without the signer's identity that GB/T 35276 prescribes, so other
 * tools would refuse such signatures.
 */
export function sealKey(dataFolder: string): SealKey {
  const file = join(dataFolder, 'seal-key.pem')
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true })
    const fresh = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
    const aside = `${file}.${process.pid}`
    writeFileSync(aside, fresh, { mode: 0o600 })
    try {
      // A link never replaces a key that another process made in the meantime.
      linkSync(aside, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(aside, { force: true })
    }
  }
  const privateKey = createPrivateKey(readFileSync(file))
  return { privateKey, publicKey: publicPem(createPublicKey(privateKey)) }
}

export function publicPem(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString()
}
