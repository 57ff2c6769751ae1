import { createHash, createHmac } from 'node:crypto'
import type { Storage } from './storage.ts'

interface Bucket {
  endpoint: URL
  accessKey: string
  secretKey: string
  region: string
}

const patienceMilliseconds = 20_000

/**
 * Contents in a bucket of any server that speaks the S3 protocol.
 * @param url `https://ACCESS:SECRET@host/bucket?region=cn-north-1`; access and secret percent-encoded
 */
export function bucketStorage(url: string): Storage {
  const bucket = readBucket(url)
  const call = async (method: string, key: string, content?: Buffer) => {
    const target = new URL(`${bucket.endpoint.href}/${key}`)
    const headers = signedHeaders(bucket, method, target, content ?? Buffer.alloc(0), new Date())
    const response = await fetch(target, {
      method,
      headers,
      body: content ? new Uint8Array(content) : undefined,
      signal: AbortSignal.timeout(patienceMilliseconds),
    })
    if (response.ok || (response.status === 404 && method !== 'PUT')) return response
    await response.body?.cancel()
    throw new Error(`对象存储拒绝了请求 / the object storage answered ${response.status} to ${method}`)
  }
  return {
    async put(key, content) {
      await (await call('PUT', key, content)).body?.cancel()
    },
    async get(key) {
      const response = await call('GET', key)
      if (response.ok) return Buffer.from(await response.arrayBuffer())
      await response.body?.cancel()
      return undefined
    },
    async remove(key) {
      await (await call('DELETE', key)).body?.cancel()
    },
  }
}

function readBucket(url: string): Bucket {
  const address = new URL(url)
  const bucket: Bucket = {
    endpoint: new URL(`${address.protocol}//${address.host}${address.pathname.replace(/\/$/, '')}`),
    accessKey: decodeURIComponent(address.username),
    secretKey: decodeURIComponent(address.password),
    region: address.searchParams.get('region') ?? 'us-east-1',
  }
  if (!bucket.accessKey || !bucket.secretKey || bucket.endpoint.pathname === '/')
    throw new Error('LIANXIN_S3_URL 应为 https://ACCESS:SECRET@host/bucket?region=… / is not such an address')
  return bucket
}

const hex = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')
const keyed = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** AWS Signature Version 4 for an object whose key needs no escaping and that has no query. */
export function signedHeaders(
  bucket: Omit<Bucket, 'endpoint'>,
  method: string,
  target: URL,
  content: Buffer,
  at: Date,
  extra: Record<string, string> = {},
): Record<string, string> {
  const stamp = at.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const scope = `${stamp.slice(0, 8)}/${bucket.region}/s3/aws4_request`
  const headers: Record<string, string> = {
    ...extra,
    host: target.host,
    'x-amz-content-sha256': hex(content),
    'x-amz-date': stamp,
  }
  const names = Object.keys(headers).sort()
  const request = [
    method,
    target.pathname,
    '',
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    headers['x-amz-content-sha256'],
  ].join('\n')
  const text = ['AWS4-HMAC-SHA256', stamp, scope, hex(request)].join('\n')
  let key: Buffer = keyed(`AWS4${bucket.secretKey}`, stamp.slice(0, 8))
  for (const part of [bucket.region, 's3', 'aws4_request']) key = keyed(key, part)
  const { host: _, ...sent } = headers
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${bucket.accessKey}/${scope},SignedHeaders=${names.join(';')},Signature=${keyed(key, text).toString('hex')}`,
  }
}
