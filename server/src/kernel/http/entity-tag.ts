import { createHash } from 'node:crypto'

/** A weak entity tag: the same for the same content, however it is compressed on its way. */
export function entityTag(content: string | Uint8Array): string {
  return `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
}

const bare = (tag: string) => tag.trim().replace(/^W\//, '')

/** Whether `If-None-Match` names this tag: whoever asks has it already (weak comparison, RFC 9110 §13.1.2). */
export function holdsAlready(header: string | undefined, tag: string): boolean {
  return header?.split(',').some((each) => each.trim() === '*' || bare(each) === bare(tag)) ?? false
}
