import { randomUUID } from 'node:crypto'
import { type Executor, inTransaction, sql, type Work } from '../../kernel/database/index.ts'
import type { House } from '../../kernel/house.ts'
import { enqueue } from '../../kernel/jobs/index.ts'
import type { Actor, Duty } from '../../kernel/permissions/index.ts'
import { type LentNumber, privacyNumbersOf } from '../../kernel/privacy-numbers/index.ts'
import { Problem } from '../../kernel/problems.ts'
import { contactDuty, recordContactLook } from '../contact-look.ts'
import { getMatter, type LoadedMatter, lockMatter } from '../store.ts'
import { giveBackLater } from './ending.ts'

/** Why there is no temporary number; each is told in words. */
export type Why = 'not_yours' | 'nobody' | 'anonymous' | 'no_phone' | 'closed' | 'not_configured'

export const whyWords: Record<Why, { zh: string; en: string }> = {
  not_yours: {
    zh: '只有主办、派单单位和回访坐席可以联系来电人',
    en: 'Only the owner, the desk and the call-back clerk may call the person',
  },
  nobody: {
    zh: '这件事不是群众提的，没有可联系的人',
    en: 'No resident asked for this; there is nobody to call',
  },
  anonymous: {
    zh: '反映人选择了匿名，系统没有留存电话，无法拨打',
    en: 'Whoever asked stayed anonymous: no number was kept, so nobody can be called',
  },
  no_phone: { zh: '反映人没有留下电话', en: 'No phone number was left' },
  closed: {
    zh: '事项已办结，不再提供临时号码',
    en: 'The matter is closed; no temporary number is lent any more',
  },
  not_configured: {
    zh: '本系统没有接入隐私号码服务，需要时可按规定查看真实电话，每次查看都会记录',
    en: 'No privacy-number service is connected; the real number can be looked at, and each look is recorded',
  },
}

export interface Call {
  number: string
  extension: string | null
  lives_until: string
  demonstration: boolean
}

interface Asked {
  phone: string | null
  anonymous: boolean | null
}

async function askedBy(executor: Executor, id: string): Promise<Asked | undefined> {
  const { rows } = await sql<Asked>`
    select phone, anonymous from matter_contacts where matter_id = ${id}`.execute(executor)
  return rows[0]
}

function whyNot(
  house: House,
  actor: Actor,
  { matter }: LoadedMatter,
  asked: Asked | undefined,
): Why | undefined {
  if (!contactDuty(actor, matter)) return 'not_yours'
  if (!matter.fromPerson || !asked) return 'nobody'
  if (asked.anonymous) return 'anonymous'
  if (!asked.phone) return 'no_phone'
  if (!privacyNumbersOf(house)) return 'not_configured'
  return matter.state === 'closed' ? 'closed' : undefined
}

interface Running {
  id: string
  number: string | null
  extension: string | null
  livesUntil: Date
  askedAt: Date
}

async function runningOf(executor: Executor, matterId: string, actor: Actor): Promise<Running | undefined> {
  const { rows } = await sql<Running>`
    select id, number, extension, lives_until as "livesUntil", asked_at as "askedAt" from masked_calls
    where matter_id = ${matterId} and asked_by = ${actor.personId} and ended_at is null`.execute(executor)
  return rows[0]
}

const shown = (
  house: House,
  { number, extension, livesUntil }: Pick<Running, 'number' | 'extension' | 'livesUntil'>,
): Call | null =>
  number && livesUntil > house.now()
    ? {
        number,
        extension,
        lives_until: livesUntil.toISOString(),
        demonstration: privacyNumbersOf(house)?.demonstration ?? false,
      }
    : null

/** Whether this actor can call the person through a temporary number, and the one they have now. */
export async function maskedCallOf(
  house: House,
  actor: Actor,
  id: string,
): Promise<{ why: Why | null; call: Call | null }> {
  const [loaded, asked, running] = await Promise.all([
    getMatter(house.db, id),
    askedBy(house.db, id),
    runningOf(house.db, id, actor),
  ])
  const why = whyNot(house, actor, loaded, asked) ?? null
  return { why, call: why || !running ? null : shown(house, running) }
}

/** So long one sending waits for another of the same person; what takes longer has come to nothing. */
const patience = 30_000

/** The look is recorded and the place of the number kept, before any service is asked: what is not recorded is not asked. */
async function prepare(
  house: House,
  tx: Work,
  actor: Actor,
  id: string,
  reason: string,
): Promise<{ known: Call } | { fresh: Running; phone: string; caller: string | null }> {
  const loaded = await lockMatter(tx, id)
  const asked = await askedBy(tx, id)
  const why = whyNot(house, actor, loaded, asked)
  if (why)
    throw new Problem(why === 'not_yours' ? 'permission.denied' : 'matter.refused', {
      reason: `masked_call.${why}`,
      ...whyWords[why],
    })
  const duty = contactDuty(actor, loaded.matter) as Duty
  const now = house.now()
  const before = await runningOf(tx, id, actor)
  if (before && !before.number && now.getTime() - before.askedAt.getTime() < patience)
    throw new Problem('matter.refused', {
      reason: 'masked_call.being_asked',
      zh: '正在申请临时号码，请稍候再看',
      en: 'The temporary number is being asked for; look again in a moment',
    })
  await recordContactLook(house, tx, { actor, duty, reason, masked: true }, loaded)
  const known = before && shown(house, before)
  if (known) return { known }
  if (before) await endOne(tx, before.id, before.number ? 'over' : 'not_lent', now)
  const { masked_calls } = await house.rulesNow()
  const fresh: Running = {
    id: randomUUID(),
    number: null,
    extension: null,
    livesUntil: new Date(now.getTime() + masked_calls.lives_minutes * 60_000),
    askedAt: now,
  }
  await sql`insert into masked_calls (id, matter_id, asked_by, organisation_id, asked_at, lives_until)
    values (${fresh.id}, ${id}, ${actor.personId}, ${duty.organisationId}, ${now}, ${fresh.livesUntil})`.execute(
    tx,
  )
  const { rows } = await sql<{
    phone: string | null
  }>`select phone from people where id = ${actor.personId}`.execute(tx)
  return { fresh, phone: asked!.phone!, caller: rows[0]?.phone ?? null }
}

async function endOne(tx: Work, id: string, because: 'over' | 'not_lent', now: Date): Promise<void> {
  await sql`update masked_calls set ended_at = ${now}, ended_because = ${because}, number = null, extension = null
    where id = ${id} and ended_at is null`.execute(tx)
  await giveBackLater(tx, [id])
}

/**
 * A temporary number to the person who asked, lent for a while. Each request is a look that stands on the timeline with
 * its purpose; who still has a number is told the same one again.
 * @throws Problem `permission.denied`, `matter.refused` (with why), `service.failed` where no number is to be had now
 */
export async function askMaskedCall(house: House, actor: Actor, id: string, reason: string): Promise<Call> {
  const prepared = await inTransaction(house.db, (tx) => prepare(house, tx, actor, id, reason))
  if ('known' in prepared) return prepared.known
  const { fresh, phone, caller } = prepared
  const provider = privacyNumbersOf(house)!
  let lent: LentNumber
  try {
    lent = await provider.lend({ reference: fresh.id, callee: phone, caller, until: fresh.livesUntil })
  } catch (error) {
    house.log.error({ err: error, call: fresh.id }, 'no temporary number was lent')
    await inTransaction(house.db, (tx) => endOne(tx, fresh.id, 'not_lent', house.now()))
    throw new Problem('service.failed', {
      reason: 'masked_call.not_lent',
      zh: '隐私号码服务暂时没有应答，请稍后再试；急事请上门或请派单坐席联系',
      en: 'The privacy-number service does not answer now; try again later, or have the desk call',
    })
  }
  const kept = await keep(house, fresh.id, lent)
  if (!kept) throw new Problem('matter.refused', { reason: 'masked_call.closed', ...whyWords.closed })
  return kept
}

/** Undefined where it ended meanwhile: then the number goes back at once. */
async function keep(house: House, id: string, lent: LentNumber): Promise<Call | undefined> {
  return inTransaction(house.db, async (tx) => {
    const { rows } = await sql<{ ended: boolean }>`
      update masked_calls set binding_id = ${lent.bindingId}, lives_until = ${lent.until},
        number = case when ended_at is null then ${lent.number} end,
        extension = case when ended_at is null then ${lent.extension} end
      where id = ${id} returning ended_at is not null as ended`.execute(tx)
    if (rows[0]?.ended ?? true) {
      await giveBackLater(tx, [id])
      return undefined
    }
    await enqueue(tx, 'end_masked_call', { id }, { runAt: lent.until, key: `end_masked_call ${id}` })
    return shown(house, { ...lent, livesUntil: lent.until }) ?? undefined
  })
}
