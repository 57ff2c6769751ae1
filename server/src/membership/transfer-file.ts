import { createHash, createPublicKey, sign, verify } from 'node:crypto'
import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { recordLook } from '../kernel/audit/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { canonical, sealKey } from '../kernel/timeline/index.ts'
import { registerPerson } from '../territory/index.ts'
import { insertMembers } from './entering.ts'
import { getMember, memberFaults } from './members.ts'
import { refuseFaults } from './organisations.ts'
import { endTransferElsewhere, getTransfer, notedTransferFromElsewhere } from './transfers.ts'

const DayOrNot = Type.Union([Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), Type.Null()])
const Words = Type.String({ minLength: 1, maxLength: 200 })

const Letter = Type.Object(
  {
    kind: Type.Literal('lianxin.party_transfer'),
    id: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
    issued_at: Type.String(),
    from: Words,
    to: Words,
    reason: Words,
    member: Type.Object(
      {
        name: Words,
        phone: Type.Union([Type.String({ maxLength: 30 }), Type.Null()]),
        birth_year: Type.Union([Type.Integer(), Type.Null()]),
        education: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
        applied_on: DayOrNot,
        activist_on: DayOrNot,
        prospect_on: DayOrNot,
        admitted_on: DayOrNot,
        full_on: DayOrNot,
        dues_until: Type.Union([Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), Type.Null()]),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
const Receipt = Type.Object(
  {
    kind: Type.Literal('lianxin.party_transfer_receipt'),
    id: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
    received_at: Type.String(),
    by: Words,
    /** SHA-256 (hex) of the letter that was received. */
    letter: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  { additionalProperties: false },
)
type Letter = Static<typeof Letter>
type Receipt = Static<typeof Receipt>

export interface SignedFile<Content> {
  content: Content
  public_key: string
  /** Ed25519 over the canonical JSON of the content, base64. */
  signature: string
}

const hashOf = (content: unknown) => createHash('sha256').update(canonical(content)).digest('hex')

/** By which two people on the telephone tell whose key it is. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256')
    .update(createPublicKey(publicKey).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 24)
    .replace(/(.{4})(?=.)/g, '$1 ')

function signed<Content>(house: House, content: Content): SignedFile<Content> {
  const { privateKey, publicKey } = sealKey(house.configuration.dataFolder)
  return {
    content,
    public_key: publicKey,
    signature: sign(null, Buffer.from(canonical(content)), privateKey).toString('base64'),
  }
}

/** @throws Problem `input.invalid` where it is no such file, or was altered after it was signed */
function opened<Schema extends typeof Letter | typeof Receipt>(
  schema: Schema,
  file: unknown,
): SignedFile<Static<Schema>> {
  const { content, public_key, signature } = (file ?? {}) as Partial<SignedFile<unknown>>
  const refused = () =>
    new Problem('input.invalid', {
      reason: 'transfer.file_altered',
      zh: '这不是有效的转接文件，或者签名之后被改过',
      en: 'This is no valid transfer file, or it was altered after it was signed',
    })
  if (typeof public_key !== 'string' || typeof signature !== 'string' || !Value.Check(schema, content))
    throw refused()
  try {
    const key = createPublicKey(public_key)
    if (
      key.asymmetricKeyType === 'ed25519' &&
      verify(null, Buffer.from(canonical(content)), key, Buffer.from(signature, 'base64'))
    )
      return { content: content as Static<Schema>, public_key, signature }
  } catch {
    // falls through to the refusal below
  }
  throw refused()
}

/** The signed letter with which a member moves to another installation. Each export is a recorded look. */
export async function exportTransfer(house: House, actor: Actor, id: string): Promise<SignedFile<Letter>> {
  const transfer = await getTransfer(house.db, id)
  requireReach(actor, 'membership.write', {
    organisationId: transfer.fromId,
    organisationPath: transfer.fromPath,
    areaPath: transfer.fromAreaPath,
  })
  if (transfer.state !== 'proposed' || transfer.elsewhere === null)
    throw new Problem('conflict.changed', {
      zh: '只有正在办理、转往外地的转接才出具文件',
      en: 'A file is made only for an open transfer elsewhere',
    })
  const member = await getMember(house.db, transfer.memberId)
  const { rows } = await sql<{
    phone: string | null
  }>`select phone from people where id = ${member.personId}`.execute(house.db)
  await recordLook(house.db, {
    actor,
    action: 'membership.export',
    subjectId: member.personId,
    reason: transfer.elsewhere,
    outcome: 'done',
  })
  return signed(house, {
    kind: 'lianxin.party_transfer',
    id,
    issued_at: transfer.proposedAt.toISOString(),
    from: transfer.fromName!,
    to: transfer.elsewhere,
    reason: transfer.reason,
    member: {
      name: member.name,
      phone: rows[0]?.phone ?? null,
      birth_year: member.birthYear,
      education: member.education,
      applied_on: member.appliedOn,
      activist_on: member.activistOn,
      prospect_on: member.prospectOn,
      admitted_on: member.admittedOn,
      full_on: member.fullOn,
      dues_until: member.lastDuesMonth,
    },
  })
}

/** What a file says, before it is taken. */
export function readTransferFile(file: unknown) {
  const { content, public_key } = opened(Letter, file)
  return { letter: content, fingerprint: fingerprintOf(public_key) }
}

/**
 * Receives a member from another installation into a branch, once for a file, and answers with the receipt that ends the
 * transfer there. Whoever receives has compared the fingerprint with the other side.
 */
export async function importTransfer(
  house: House,
  actor: Actor,
  file: unknown,
  branchId: string,
  fingerprint: string,
): Promise<SignedFile<Receipt>> {
  const { content: letter, public_key } = opened(Letter, file)
  if (fingerprintOf(public_key).replaceAll(' ', '') !== fingerprint.replaceAll(' ', ''))
    throw new Problem('input.invalid', {
      reason: 'transfer.fingerprint',
      zh: '核对码不一致，请与对方电话核对',
      en: 'The fingerprint differs; compare it with the other side by telephone',
    })
  const rules = await house.rulesNow()
  const today = house.now()
  const { member } = letter
  const known = rules.education_levels.some(({ id }) => id === member.education)
  const entering = {
    appliedOn: member.applied_on,
    activistOn: member.activist_on,
    prospectOn: member.prospect_on,
    admittedOn: member.admitted_on,
    fullOn: member.full_on,
    birthYear: member.birth_year,
    education: known ? member.education : null,
  }
  refuseFaults(memberFaults(entering, rules, today.toISOString().slice(0, 10)))
  await house.db.transaction().execute(async (tx) => {
    const person = await registerPerson(tx, { house, actor }, { name: member.name, phone: member.phone })
    await notedTransferFromElsewhere(tx, house, actor, {
      id: letter.id,
      personId: person.id,
      toId: branchId,
      elsewhere: letter.from,
      reason: letter.reason,
    })
    await insertMembers(tx, house, actor, [{ ...entering, personId: person.id, branchId }])
    if (member.dues_until)
      await sql`update party_members set last_dues_month = date_trunc('month', ${member.dues_until}::date)::date where person_id = ${person.id}`.execute(
        tx,
      )
  })
  const { rows } = await sql<{ name: string }>`select name from organisations where id = ${branchId}`.execute(
    house.db,
  )
  return signed(house, {
    kind: 'lianxin.party_transfer_receipt',
    id: letter.id,
    received_at: today.toISOString(),
    by: rows[0]!.name,
    letter: hashOf(letter),
  })
}

/** The receipt of the other installation ends the transfer: the member is theirs now. */
export async function acceptReceipt(house: House, actor: Actor, file: unknown): Promise<void> {
  const { content: receipt } = opened(Receipt, file)
  const transfer = await getTransfer(house.db, receipt.id)
  const letter = transfer.state === 'proposed' ? await exportTransfer(house, actor, receipt.id) : undefined
  if (letter && hashOf(letter.content) !== receipt.letter)
    throw new Problem('conflict.changed', {
      reason: 'transfer.receipt_differs',
      zh: '回执对应的内容与现在的名册不一致，请重新出具转接文件',
      en: 'The receipt is for other content than the roll holds now; make the file again',
    })
  await house.db.transaction().execute((tx) => endTransferElsewhere(tx, house, actor, receipt.id))
}
