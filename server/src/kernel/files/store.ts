import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Executor, Work } from '../database/index.ts'
import type { House } from '../house.ts'
import { enqueue, type JobSet } from '../jobs/index.ts'
import { Problem } from '../problems.ts'
import type { Picture } from './pictures.ts'
import { storageOf } from './storage.ts'

export type Visibility = 'staff' | 'person' | 'public'

declare module '../database/index.ts' {
  interface Tables {
    files: {
      id: string
      subject_id: string | null
      purpose: string
      media_type: string
      /** Of a document; photos have none. */
      name: string | null
      bytes: number
      width: number | null
      height: number | null
      sha256: Buffer
      storage_key: string
      thumbnail_key: string | null
      position: number
      uploaded_by: string | null
      claim_hash: Buffer | null
      visibility: Visibility
      may_show: boolean
      created_at: Date
      erased_at: Date | null
    }
  }
}

export interface Photo {
  id: string
  /** What it shows evidence for, such as a matter; null until it is attached. */
  subjectId: string | null
  purpose: string
  visibility: Visibility
  /** Its sender agreed that people nearby may see it. */
  mayShow: boolean
  width: number
  height: number
  bytes: number
  createdAt: Date
}

export interface StoredPhoto extends Photo {
  storageKey: string
  thumbnailKey: string
  claimHash: Buffer | null
  sha256: Buffer
}

export interface UploadedPhoto {
  id: string
  /** Whoever knows it may see the photo and attach it; only its hash is kept. */
  claim: string
  width: number
  height: number
  bytes: number
}

const photoColumns = sql`id, subject_id as "subjectId", purpose, visibility, may_show as "mayShow", width, height, bytes, created_at as "createdAt",
  storage_key as "storageKey", thumbnail_key as "thumbnailKey", claim_hash as "claimHash", sha256`

const unclaimedHours = 24

export const claimHash = (claim: string) => createHash('sha256').update(claim).digest()

/** Keeps a photo that belongs to nothing yet. The row comes first: what a crash leaves of it goes with the unclaimed. */
export async function keepPhoto(
  house: House,
  picture: Picture,
  uploadedBy: string | null,
): Promise<UploadedPhoto> {
  const id = randomUUID()
  const claim = randomBytes(18).toString('base64url')
  const storageKey = `${id.slice(0, 2)}/${id}.jpg`
  const thumbnailKey = `${id.slice(0, 2)}/${id}.thumb.jpg`
  await sql`insert into files (id, purpose, media_type, bytes, width, height, sha256, storage_key, thumbnail_key, uploaded_by, claim_hash, created_at)
    values (${id}, 'unclaimed', 'image/jpeg', ${picture.full.length}, ${picture.width}, ${picture.height}, ${picture.sha256},
      ${storageKey}, ${thumbnailKey}, ${uploadedBy}::uuid, ${claimHash(claim)}, ${house.now().toISOString()}::timestamptz)`.execute(
    house.db,
  )
  const storage = storageOf(house)
  await storage.put(storageKey, picture.full)
  await storage.put(thumbnailKey, picture.thumbnail)
  return { id, claim, width: picture.width, height: picture.height, bytes: picture.full.length }
}

export interface Attachment {
  subjectId: string
  photos: { id: string; claim: string }[]
  /** For instance `request`, `evidence`, `reply`. */
  purpose: string
  visibility: Visibility
  /** Their sender agreed that people nearby may see them. */
  mayShow?: boolean
}

/**
 * Gives uploaded photos to a subject, in this order, after those that it has. What a person sends of their request no
 * longer says whose account it came from.
 * @throws Problem `input.invalid` (`photo.unknown`: no such photo, or not with this claim), `conflict.exists` (`photo.attached`)
 */
export async function attachPhotos(tx: Work, attachment: Attachment): Promise<void> {
  for (const { id, claim } of attachment.photos) {
    const photo = await findPhoto(tx, id, { lock: true })
    if (!photo || !claimFits(photo, claim))
      throw new Problem('input.invalid', {
        reason: 'photo.unknown',
        zh: '照片不存在或已过期，请重新上传',
        en: 'There is no such photo, or it has expired; please upload it again',
      })
    if (photo.subjectId)
      throw new Problem('conflict.exists', {
        reason: 'photo.attached',
        zh: '这张照片已经用过了',
        en: 'This photo is already attached',
      })
    const fromPerson = attachment.visibility === 'person' && attachment.purpose === 'before'
    await sql`update files set subject_id = ${attachment.subjectId}, purpose = ${attachment.purpose}, visibility = ${attachment.visibility}, may_show = ${attachment.mayShow ?? false},
        uploaded_by = case when ${fromPerson}::boolean then null else uploaded_by end,
        position = (select coalesce(max(position), 0) + 1 from files where subject_id = ${attachment.subjectId})
      where id = ${id}`.execute(tx)
  }
}

export function claimFits(file: { claimHash: Buffer | null }, claim: string): boolean {
  return file.claimHash !== null && timingSafeEqual(file.claimHash, claimHash(claim))
}

export async function findPhoto(
  executor: Executor,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredPhoto | undefined> {
  const { rows } = await sql<StoredPhoto>`select ${photoColumns} from files
    where id = ${id} and name is null and erased_at is null ${options.lock ? sql`for update` : sql``}`.execute(
    executor,
  )
  return rows[0]
}

/** The photos of a subject in the order in which they were attached. */
export async function photosOf(executor: Executor, subjectId: string): Promise<Photo[]> {
  const { rows } =
    await sql<Photo>`select id, subject_id as "subjectId", purpose, visibility, may_show as "mayShow", width, height, bytes, created_at as "createdAt"
    from files where subject_id = ${subjectId} and name is null and erased_at is null order by position`.execute(
      executor,
    )
  return rows
}

/** Opens a photo to strangers, or closes it again. Undefined leaves a side as it is. */
export async function setShowing(
  tx: Executor,
  id: string,
  showing: { mayShow?: boolean; visibility?: Visibility },
): Promise<void> {
  await sql`update files set may_show = coalesce(${showing.mayShow ?? null}::boolean, may_show),
    visibility = coalesce(${showing.visibility ?? null}::text, visibility) where id = ${id}`.execute(tx)
}

/** The first photo of each subject that strangers may see. */
export async function shownPhotos(executor: Executor, subjectIds: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ subjectId: string; id: string }>`
    select distinct on (subject_id) subject_id as "subjectId", id from files
    where subject_id = any(${subjectIds}::uuid[]) and visibility = 'public' and erased_at is null
    order by subject_id, position`.execute(executor)
  return new Map(rows.map(({ subjectId, id }) => [subjectId, id]))
}

/** Erases the contents of a subject's photos; that there were some stays known. Contents go once the transaction commits. */
export async function erasePhotos(tx: Work, subjectId: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`update files set erased_at = now(), claim_hash = null
    where subject_id = ${subjectId} and name is null and erased_at is null returning id`.execute(tx)
  for (const { id } of rows) await enqueue(tx, 'remove_photo', { id })
  return rows.length
}

async function removeErased(house: House, id: string): Promise<void> {
  const { rows } =
    await sql<Contents>`select storage_key as "storageKey", thumbnail_key as "thumbnailKey" from files
      where id = ${id} and erased_at is not null`.execute(house.db)
  for (const file of rows) await removeContents(house, file)
}

type Contents = Pick<StoredPhoto, 'storageKey'> & { thumbnailKey: string | null }

async function removeContents(house: House, { storageKey, thumbnailKey }: Contents): Promise<void> {
  await storageOf(house).remove(storageKey)
  if (thumbnailKey) await storageOf(house).remove(thumbnailKey)
}

/** Erases photos and documents that nothing took up within a day. @returns how many */
export async function eraseUnclaimed(house: House): Promise<number> {
  const before = new Date(house.now().getTime() - unclaimedHours * 3_600_000)
  let erased = 0
  for (;;) {
    const gone = await house.db.transaction().execute(async (tx) => {
      const { rows } = await sql<Contents & { id: string }>`
        select id, storage_key as "storageKey", thumbnail_key as "thumbnailKey" from files
        where subject_id is null and created_at < ${before.toISOString()}::timestamptz
        order by created_at limit 100 for update skip locked`.execute(tx)
      for (const file of rows) await removeContents(house, file)
      if (rows.length > 0)
        await sql`delete from files where id = any(${rows.map((row) => row.id)}::uuid[])`.execute(tx)
      return rows.length
    })
    erased += gone
    if (gone < 100) return erased
  }
}

export function fileJobs(house: House): JobSet {
  return {
    handlers: {
      erase_unclaimed_photos: async () => void (await eraseUnclaimed(house)),
      remove_photo: async (payload) => removeErased(house, String(payload.id)),
    },
    crontab: '41 * * * * erase_unclaimed_photos',
  }
}
