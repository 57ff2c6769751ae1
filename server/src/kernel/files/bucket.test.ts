import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bucketStorage, signedHeaders } from './bucket.ts'

/** The account, times and signatures that Amazon publishes as examples of Signature Version 4 for S3. */
const published = {
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
}
const when = new Date('2013-05-24T00:00:00Z')
const signatureOf = (headers: Record<string, string>) => headers.authorization!.split('Signature=')[1]

let server: Server
let url: string
const kept = new Map<string, Buffer>()
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const content = Buffer.concat(parts)
    const target = new URL(request.url!, `http://${request.headers.host}`)
    const stamp = String(request.headers['x-amz-date'])
    const at = new Date(stamp.replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:'))
    const expected = signedHeaders(
      { ...published, region: 'cn-north-1' },
      request.method!,
      target,
      content,
      at,
    )
    if (request.headers.authorization !== expected.authorization) return response.writeHead(403).end()
    if (request.method === 'PUT') kept.set(target.pathname, content)
    if (request.method === 'DELETE') kept.delete(target.pathname)
    const found = kept.get(target.pathname)
    if (request.method === 'GET') return found ? response.end(found) : response.writeHead(404).end()
    response.writeHead(request.method === 'DELETE' ? 204 : 200).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://${published.accessKey}:${encodeURIComponent(published.secretKey)}@127.0.0.1:${(server.address() as AddressInfo).port}/photos?region=cn-north-1`
})
afterAll(() => server.close())

describe('a bucket', () => {
  it('is addressed with the signatures that the protocol publishes', () => {
    const get = signedHeaders(
      published,
      'GET',
      new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
      Buffer.alloc(0),
      when,
      {
        range: 'bytes=0-9',
      },
    )
    expect(signatureOf(get)).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41')
    const put = signedHeaders(
      published,
      'PUT',
      new URL('https://examplebucket.s3.amazonaws.com/test%24file.text'),
      Buffer.from('Welcome to Amazon S3.'),
      when,
      { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
    )
    expect(signatureOf(put)).toBe('98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd')
  })

  it('keeps, gives and removes contents', async () => {
    const storage = bucketStorage(url)
    await storage.put('ab/photo.jpg', Buffer.from([1, 2, 3]))
    expect([...kept.keys()]).toEqual(['/photos/ab/photo.jpg'])
    expect(await storage.get('ab/photo.jpg')).toEqual(Buffer.from([1, 2, 3]))
    await storage.remove('ab/photo.jpg')
    await storage.remove('ab/photo.jpg')
    expect(await storage.get('ab/photo.jpg')).toBeUndefined()
  })

  it('that refuses says so, without its secret', async () => {
    const stranger = bucketStorage(url.replace(encodeURIComponent(published.secretKey), 'wrong'))
    await expect(stranger.put('a.jpg', Buffer.from('x'))).rejects.toThrow(/403/)
    expect(() => bucketStorage('https://host/bucket')).toThrow(/LIANXIN_S3_URL/)
  })
})
