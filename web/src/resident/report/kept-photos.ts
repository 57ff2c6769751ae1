/** A photo of the draft as this device keeps it: until the report has arrived, so that nothing needs to be taken twice. */
export interface KeptPhoto {
  key: string
  name: string
  blob: Blob
}

const store = 'photos'
let opening: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open('lianxin-draft', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(store, { keyPath: 'key' })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
    asked.onblocked = () => reject(new Error('blocked'))
  })
  opening.catch(() => {
    opening = undefined
  })
  return opening
}

/** Private windows and full disks refuse: then the photo lives as long as the page, and nothing else is lost. */
async function withPhotos<T>(
  mode: IDBTransactionMode,
  work: (photos: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const database = await open()
    return await new Promise<T>((resolve, reject) => {
      const asked = work(database.transaction(store, mode).objectStore(store))
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  } catch {
    return undefined
  }
}

export const keepPhoto = (photo: KeptPhoto) => withPhotos('readwrite', (photos) => photos.put(photo))

export const keptPhoto = (key: string): Promise<KeptPhoto | undefined> =>
  withPhotos('readonly', (photos) => photos.get(key) as IDBRequest<KeptPhoto | undefined>)

export const keptPhotos = async (): Promise<KeptPhoto[]> =>
  (await withPhotos('readonly', (photos) => photos.getAll() as IDBRequest<KeptPhoto[]>)) ?? []

export const forgetPhoto = (key: string) => withPhotos('readwrite', (photos) => photos.delete(key))

export const forgetPhotos = () => withPhotos('readwrite', (photos) => photos.clear())

/** One window at a time sends a photo; another that has it too lets it be. Where there are no locks, each sends. */
export async function alone(key: string, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work()
  await navigator.locks.request(`lianxin photo ${key}`, { ifAvailable: true }, async (lock) => {
    if (lock) await work()
  })
}
