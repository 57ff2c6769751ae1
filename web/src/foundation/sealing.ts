import type Sodium from 'libsodium-wrappers-sumo'

type Library = typeof Sodium
let loading: Promise<Library> | undefined

/** Comes only where something is sealed or opened. */
function library(): Promise<Library> {
  loading ??= import('libsodium-wrappers-sumo').then(async ({ default: sodium }) => {
    await sodium.ready
    return sodium
  })
  return loading
}

/** As it lies on the server: it can open none of it. Base64. */
export interface LockedKey {
  public_key: string
  wrapped_key: string
  salt: string
}

export interface OpenKey {
  publicKey: Uint8Array
  privateKey: Uint8Array
}

export interface SealedNotes {
  nonce: string
  box: string
  keys: Record<string, string>
}

const text = (sodium: Library, bytes: Uint8Array) => sodium.to_base64(bytes, sodium.base64_variants.ORIGINAL)
const bytes = (sodium: Library, base64: string) => sodium.from_base64(base64, sodium.base64_variants.ORIGINAL)

/** Slow on purpose: whoever holds a copy of the locked key tries few passphrases a second (Argon2id). */
function keyOf(sodium: Library, passphrase: string, salt: Uint8Array): Uint8Array {
  return sodium.crypto_pwhash(
    sodium.crypto_secretbox_KEYBYTES,
    passphrase.normalize('NFKC'),
    salt,
    sodium.crypto_pwhash_OPSLIMIT_MODERATE,
    sodium.crypto_pwhash_MEMLIMIT_INTERACTIVE,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  )
}

/** Makes a pair of keys; the private one leaves this page only locked with the passphrase. */
export async function makeKey(passphrase: string): Promise<{ locked: LockedKey; key: OpenKey }> {
  const sodium = await library()
  const { publicKey, privateKey } = sodium.crypto_box_keypair()
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES)
  const nonce = sodium.randombytes_buf(sodium.crypto_secretbox_NONCEBYTES)
  const box = sodium.crypto_secretbox_easy(privateKey, nonce, keyOf(sodium, passphrase, salt))
  const wrapped = new Uint8Array([...nonce, ...box])
  return {
    locked: {
      public_key: text(sodium, publicKey),
      wrapped_key: text(sodium, wrapped),
      salt: text(sodium, salt),
    },
    key: { publicKey, privateKey },
  }
}

/** @returns undefined where the passphrase is another one */
export async function openKey(locked: LockedKey, passphrase: string): Promise<OpenKey | undefined> {
  const sodium = await library()
  const wrapped = bytes(sodium, locked.wrapped_key)
  const nonce = wrapped.slice(0, sodium.crypto_secretbox_NONCEBYTES)
  try {
    const privateKey = sodium.crypto_secretbox_open_easy(
      wrapped.slice(sodium.crypto_secretbox_NONCEBYTES),
      nonce,
      keyOf(sodium, passphrase, bytes(sodium, locked.salt)),
    )
    return { publicKey: bytes(sodium, locked.public_key), privateKey }
  } catch {
    return undefined
  }
}

/** Seals words to several people by their public keys: each of them opens them alone, nobody else does. */
export async function sealTo(people: Record<string, string>, words: string): Promise<SealedNotes> {
  const sodium = await library()
  const key = sodium.randombytes_buf(sodium.crypto_secretbox_KEYBYTES)
  const nonce = sodium.randombytes_buf(sodium.crypto_secretbox_NONCEBYTES)
  return {
    nonce: text(sodium, nonce),
    box: text(sodium, sodium.crypto_secretbox_easy(words, nonce, key)),
    keys: Object.fromEntries(
      Object.entries(people).map(([person, publicKey]) => [
        person,
        text(sodium, sodium.crypto_box_seal(key, bytes(sodium, publicKey))),
      ]),
    ),
  }
}

/** @returns undefined where it was sealed to another key than this */
export async function openSealed(
  sealed: SealedNotes,
  person: string,
  key: OpenKey,
): Promise<string | undefined> {
  const sodium = await library()
  const own = sealed.keys[person]
  if (!own) return undefined
  try {
    const opened = sodium.crypto_box_seal_open(bytes(sodium, own), key.publicKey, key.privateKey)
    return sodium.to_string(
      sodium.crypto_secretbox_open_easy(bytes(sodium, sealed.box), bytes(sodium, sealed.nonce), opened),
    )
  } catch {
    return undefined
  }
}
