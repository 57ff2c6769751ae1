import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BaseMap, BaseMapFault, readBaseMap } from './base-map.ts'

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')

export interface Configuration {
  port: number
  host: string
  /** Undefined: the embedded database is used. */
  databaseUrl: string | undefined
  /** A login of its own for serving; without it the serving role is taken on with `set role`. */
  servingUrl: string | undefined
  dataFolder: string
  demo: boolean
  policyPack: string
  policyFolder: string
  /** Digest of the timeline's chains: `sha256`, or `sm3` where GB/T 39786 asks for it. */
  digest: 'sha256' | 'sm3'
  smtpUrl: string | undefined
  mailFrom: string
  publicUrl: string
  trustProxy: boolean
  /** What lies under our areas on a map. */
  baseMap: BaseMap
  /** The service that lends temporary numbers for calls to residents; undefined where there is none. */
  privacyNumbers: { url: string; token: string | undefined } | undefined
}

export class ConfigurationFault extends Error {}

export type { BaseMap } from './base-map.ts'

const loopback = new Set(['127.0.0.1', 'localhost', '::1'])

/** Reads the environment. Throws `ConfigurationFault` with a sentence for the operator. */
export function readConfiguration(env: NodeJS.ProcessEnv = process.env): Configuration {
  const port = Number(env.PORT ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new ConfigurationFault(
      `PORT 应为 0 到 65535 的整数 / PORT must be a whole number from 0 to 65535: ${env.PORT}`,
    )
  const host = env.HOST ?? '127.0.0.1'
  const databaseUrl = env.DATABASE_URL || undefined
  const asked = env.LIANXIN_DEMO
  if (asked !== undefined && asked !== 'on' && asked !== 'off')
    throw new ConfigurationFault(`LIANXIN_DEMO 应为 on 或 off / LIANXIN_DEMO must be on or off: ${asked}`)
  const demo = asked ? asked === 'on' : databaseUrl === undefined && loopback.has(host)
  if (demo && !loopback.has(host))
    throw new ConfigurationFault(
      `演示模式只能绑定本机地址（现为 ${host}）。请设 LIANXIN_DEMO=off。/ Demonstration mode is refused on ${host}: it has well-known passwords. Set LIANXIN_DEMO=off.`,
    )
  const digest = env.LIANXIN_DIGEST ?? 'sha256'
  if (digest !== 'sha256' && digest !== 'sm3')
    throw new ConfigurationFault(`LIANXIN_DIGEST 应为 sha256 或 sm3 / must be sha256 or sm3: ${digest}`)
  return {
    port,
    host,
    databaseUrl,
    servingUrl: env.LIANXIN_SERVING_URL || undefined,
    dataFolder: resolve(env.LIANXIN_DATA ?? `${projectRoot}/.lianxin`),
    demo,
    policyPack: env.LIANXIN_POLICY ?? 'national',
    policyFolder: resolve(env.LIANXIN_POLICIES ?? `${projectRoot}/policies`),
    digest,
    smtpUrl: env.LIANXIN_SMTP_URL || undefined,
    mailFrom: env.LIANXIN_MAIL_FROM ?? 'lianxin@localhost',
    publicUrl: env.LIANXIN_PUBLIC_URL ?? `http://${host}:${port}`,
    trustProxy: env.LIANXIN_TRUST_PROXY === 'on',
    baseMap: baseMapOf(env),
    privacyNumbers: privacyNumbersIn(env),
  }
}

function privacyNumbersIn(env: NodeJS.ProcessEnv): Configuration['privacyNumbers'] {
  const url = env.LIANXIN_PRIVACY_NUMBER_URL
  if (!url) return undefined
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new ConfigurationFault(
      `LIANXIN_PRIVACY_NUMBER_URL 应为 http 或 https 地址 / must be an http or https address: ${url}`,
    )
  return { url, token: env.LIANXIN_PRIVACY_NUMBER_TOKEN || undefined }
}

function baseMapOf(env: NodeJS.ProcessEnv): BaseMap {
  try {
    return readBaseMap(env)
  } catch (error) {
    if (error instanceof BaseMapFault) throw new ConfigurationFault(error.message)
    throw error
  }
}
