/** Why a policy pack cannot be used: where, and in words for the person who edits it. Lines count from 1. */
export class PolicyFault extends Error {
  override readonly name = 'PolicyFault'
  readonly file: string
  readonly line: number
  readonly column: number
  readonly reason: string

  constructor(at: { file: string; line: number; column: number }, reason: string) {
    super(`${at.file}:${at.line}:${at.column} ${reason}`)
    this.file = at.file
    this.line = at.line
    this.column = at.column
    this.reason = reason
  }
}
