import { sql } from 'kysely'
import type { Work } from '../database/index.ts'
import type { House } from '../house.ts'
import { notify, sendMessage } from '../notices/index.ts'
import { foldPhone } from './rules.ts'

const told = {
  password_reset: {
    zh: '管理员重置了您的登录密码。如果不是您要求的，请立即告诉单位负责人和审计员。',
    en: 'An operator reset your password. If you did not ask for it, tell your head of unit and the auditor at once.',
    reachesPhone: true,
  },
  second_factor_reset: {
    zh: '管理员取消了您的动态验证码。如果不是您要求的，请立即告诉单位负责人和审计员。',
    en: 'An operator took away your second factor. If you did not ask for it, tell your head of unit and the auditor at once.',
    reachesPhone: true,
  },
  disabled: {
    zh: '管理员停用了您的账号。',
    en: 'An operator disabled your account.',
    reachesPhone: true,
  },
  enabled: {
    zh: '管理员重新启用了您的账号。',
    en: 'An operator opened your account again.',
    reachesPhone: false,
  },
  sessions_ended: {
    zh: '管理员让您的账号在所有设备上退出了登录。',
    en: 'An operator ended every session of your account.',
    reachesPhone: false,
  },
} as const

/**
 * Tells a person what an operator did to their account: a notice that waits for them inside, and where it could hand
 * the account to somebody else, a message to the phone that no operator holds (OWASP ASVS 5.0 §6.4, recovery).
 */
export async function tellOwner(
  house: House,
  tx: Work,
  personId: string,
  what: keyof typeof told,
): Promise<void> {
  const { zh, en, reachesPhone } = told[what]
  const at = house.now()
  await notify(tx, {
    personId,
    kind: `account.${what}`,
    words: { zh, en },
    link: '/desk/account',
    urgent: reachesPhone,
    at,
  })
  if (!reachesPhone) return
  const { rows } = await sql<{
    phone: string | null
  }>`select phone from people where id = ${personId}`.execute(tx)
  const phone = rows[0]?.phone ? foldPhone(rows[0].phone) : undefined
  if (phone) await sendMessage(tx, { phone, text: `【连心】${zh}`, purpose: `account.${what}`, at })
}
