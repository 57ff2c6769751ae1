import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { conforms } from './document.ts'
import type { Rules } from './rules.ts'
import { SECTION_NAMES, singleSections } from './sections.ts'

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/**
 * SHA-256 (hex) of the rules' canonical JSON. The date asked for is left out, so that rules which are the
 * same on two days are one snapshot.
 */
export function hashOfRules(rules: Omit<Rules, 'hash'>): string {
  const { onDate: _, hash: __, ...content } = rules as Rules
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}

const Head = Type.Object({
  hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  pack: Type.String(),
  lineage: Type.Array(Type.String()),
  timezone: Type.String(),
  onDate: Type.String(),
})

/** A stored snapshot cannot be used: it was changed after it was taken, or it is no snapshot. */
export class SnapshotFault extends Error {
  override readonly name = 'SnapshotFault'
}

/**
 * Rules as they were stored with a matter. The hash is computed anew, so a snapshot that was altered is
 * refused. A snapshot from before a section existed takes that section from `current` where it is given.
 * Throws SnapshotFault.
 */
export function rulesFromSnapshot(json: unknown, current?: Rules): Rules {
  if (!conforms(Head, json)) throw new SnapshotFault('不是规则快照（not a snapshot of rules）')
  const stored = json as Rules
  if (hashOfRules(stored) !== stored.hash)
    throw new SnapshotFault('规则快照与其校验值不符（the snapshot does not match its hash）')
  const missing = SECTION_NAMES.filter((section) => stored[section] === undefined)
  if (missing.length > 0 && !current)
    throw new SnapshotFault(`规则快照缺少 ${missing.join('、')}（sections are missing）`)
  for (const section of SECTION_NAMES) {
    const expectsOne = section in singleSections
    if (stored[section] !== undefined && Array.isArray(stored[section]) === expectsOne)
      throw new SnapshotFault(`规则快照的 ${section} 写得不对（malformed section）`)
  }
  return { ...current, ...stored }
}
