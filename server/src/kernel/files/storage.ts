import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { House } from '../house.ts'
import { bucketStorage } from './bucket.ts'

/** Where contents lie. Keys are ours: letters, digits, `-`, `/` and `.`. */
export interface Storage {
  /** Whole or not at all, and on the disk when it returns. */
  put(key: string, content: Buffer): Promise<void>
  /** Undefined where there is none. */
  get(key: string): Promise<Buffer | undefined>
  /** Also succeeds where there is none. */
  remove(key: string): Promise<void>
}

/** Contents in a local folder. */
export function folderStorage(folder: string): Storage {
  return {
    async put(key, content) {
      const path = join(folder, key)
      await mkdir(dirname(path), { recursive: true })
      const unfinished = `${path}.part`
      try {
        const file = await open(unfinished, 'w')
        try {
          await file.writeFile(content)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(unfinished, path)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },
    async get(key) {
      return readFile(join(folder, key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
    },
    async remove(key) {
      await rm(join(folder, key), { force: true })
      await rm(`${join(folder, key)}.part`, { force: true })
    },
  }
}

const storages = new WeakMap<House, Storage>()

/** `dataFolder/files`, or the bucket that `LIANXIN_S3_URL` names. */
export function storageOf(house: House): Storage {
  let storage = storages.get(house)
  if (!storage) {
    const bucket = process.env.LIANXIN_S3_URL
    storage = bucket ? bucketStorage(bucket) : folderStorage(join(house.configuration.dataFolder, 'files'))
    storages.set(house, storage)
  }
  return storage
}
