import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { createGunzip, createGzip } from 'node:zlib'

/** One file of the archive. Larger things are cut into several members, so that each fits into memory. */
export interface Member {
  name: string
  content: Buffer
}

export interface Entry {
  name: string
  bytes: number
  sha256: string
}

/** What the last member, `manifest.json`, says of all the others, beside what the caller adds. */
export interface Manifest {
  members: Entry[]
}

/** Something is wrong with the file itself; nothing was done with it. */
export class ArchiveFault extends Error {}

const block = 512
const manifestName = 'manifest.json'
const mostBytes = 256 * 1024 * 1024

/**
 * Writes a gzip-compressed tar (POSIX ustar, mode 600) with a manifest of SHA-256 sums as its last member. It has its
 * name only when it is whole and on the disk.
 */
export async function writeArchive<T extends object>(
  file: string,
  fill: (add: (name: string, content: Buffer) => Promise<void>) => Promise<T>,
): Promise<T & Manifest> {
  const unfinished = `${file}.part`
  const gzip = createGzip({ level: 6 })
  const target = createWriteStream(unfinished, { mode: 0o600 })
  const written = once(target, 'close')
  let failed: unknown
  const fail = (error: unknown) => {
    failed ??= error
  }
  gzip.on('error', fail)
  target.on('error', fail)
  gzip.pipe(target)
  const write = async (chunk: Buffer) => {
    if (failed) throw failed
    if (!gzip.write(chunk)) await Promise.race([once(gzip, 'drain'), written])
  }
  const members: Entry[] = []
  const put = async (name: string, content: Buffer) => {
    await write(header(name, content.length))
    await write(content)
    await write(Buffer.alloc((block - (content.length % block)) % block))
  }
  try {
    const added = await fill(async (name, content) => {
      members.push({ name, bytes: content.length, sha256: sha256(content) })
      await put(name, content)
    })
    const manifest = { ...added, members }
    await put(manifestName, Buffer.from(JSON.stringify(manifest, null, 1)))
    await write(Buffer.alloc(2 * block))
    gzip.end()
    await written
    if (failed) throw failed
    const handle = await open(unfinished, 'r+')
    await handle.sync().finally(() => handle.close())
    await rename(unfinished, file)
    return manifest
  } catch (error) {
    gzip.destroy()
    target.destroy()
    await rm(unfinished, { force: true })
    throw error
  }
}

/**
 * Reads the whole file once and compares every member with the manifest.
 * @throws ArchiveFault where it is no such archive, was cut off or changed
 */
export async function checkArchive<T extends Manifest>(
  file: string,
  onProgress: (done: number) => void = () => {},
): Promise<T> {
  const seen: Entry[] = []
  let manifest: T | undefined
  for await (const { name, content } of readArchive(file)) {
    if (name === manifestName) manifest = JSON.parse(content.toString()) as T
    else seen.push({ name, bytes: content.length, sha256: sha256(content) })
    onProgress(seen.length)
  }
  if (!manifest)
    throw new ArchiveFault('备份没有写完：缺少清单 / the archive is not whole: it has no manifest')
  const listed = new Map(manifest.members.map((entry) => [entry.name, entry]))
  const wrong = seen
    .filter(({ name, sha256: sum }) => listed.get(name)?.sha256 !== sum)
    .map(({ name }) => name)
  const missing = manifest.members.filter(({ name }) => !seen.some((entry) => entry.name === name))
  const faulty = [...wrong, ...missing.map(({ name }) => name)]
  if (faulty.length || seen.length !== manifest.members.length)
    throw new ArchiveFault(
      `备份已损坏，与清单不符：${faulty.slice(0, 5).join('、')} / the archive is damaged: ${faulty.length} members differ from its manifest`,
    )
  return manifest
}

/** The members in the order in which they were written, the manifest last. */
export async function* readArchive(file: string): AsyncGenerator<Member> {
  const source = createReadStream(file)
  const plain = source.pipe(createGunzip())
  source.on('error', (error) => plain.destroy(error))
  const take = reader(plain)
  try {
    for (;;) {
      const head = await take(block)
      if (head.every((byte) => byte === 0)) return
      const { name, size } = readHeader(head)
      const content = await take(size)
      await take((block - (size % block)) % block)
      yield { name, content }
    }
  } catch (error) {
    if (error instanceof ArchiveFault) throw error
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new ArchiveFault(`读不到 ${file} / cannot read the file: ${message}`)
    throw new ArchiveFault(`这不是完好的备份文件 / this is not a sound archive: ${message}`)
  } finally {
    source.destroy()
    plain.destroy()
  }
}

export const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex')

function reader(stream: AsyncIterable<Buffer>): (bytes: number) => Promise<Buffer> {
  const chunks = stream[Symbol.asyncIterator]()
  let held: Buffer[] = []
  let length = 0
  return async (bytes) => {
    while (length < bytes) {
      const next = await chunks.next()
      if (next.done) throw new ArchiveFault('备份文件被截断 / the archive is cut off')
      held.push(next.value)
      length += next.value.length
    }
    const all = held.length === 1 ? held[0]! : Buffer.concat(held)
    held = [all.subarray(bytes)]
    length -= bytes
    return all.subarray(0, bytes)
  }
}

function header(name: string, size: number): Buffer {
  const head = Buffer.alloc(block)
  if (Buffer.byteLength(name) > 100) throw new Error(`a member's name is too long: ${name}`)
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')
  head.write(name, 0)
  head.write('0000600\0', 100)
  head.write('0000000\0', 108)
  head.write('0000000\0', 116)
  head.write(`${octal(size, 11)} `, 124)
  head.write(`${octal(Math.floor(Date.now() / 1000), 11)} `, 136)
  head.write('        ', 148)
  head.write('0', 156)
  head.write('ustar\u000000', 257)
  head.write(`${octal(checksum(head), 6)}\0 `, 148)
  return head
}

const checksum = (head: Buffer) => head.reduce((sum, byte) => sum + byte, 0)

function readHeader(head: Buffer): { name: string; size: number } {
  const said = Number.parseInt(head.toString('latin1', 148, 154), 8)
  const blank = Buffer.from(head)
  blank.fill(' ', 148, 156)
  const size = Number.parseInt(head.toString('latin1', 124, 135), 8)
  if (said !== checksum(blank) || !(size >= 0 && size <= mostBytes))
    throw new ArchiveFault('这不是完好的备份文件 / this is not a sound archive')
  return { name: head.toString('utf8', 0, 100).replace(/\0.*$/s, ''), size }
}
