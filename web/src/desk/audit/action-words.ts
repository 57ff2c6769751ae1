import { matrix, roles } from '../../../../server/src/kernel/permissions/matrix.ts'
import type { Both } from '../../foundation/api.ts'

/** What the audit log names beside the actions of the permission matrix, and the reasons that are codes. */
const words: Record<string, Both> = {
  sign_in: { zh: '登录', en: 'Signed in' },
  sign_out: { zh: '退出登录', en: 'Signed out' },
  'account.create': { zh: '建立账号', en: 'Account made' },
  'account.disable': { zh: '停用账号', en: 'Account disabled' },
  'account.enable': { zh: '启用账号', en: 'Account enabled' },
  'account.lock': { zh: '账号锁定', en: 'Account locked' },
  'account.unlock': { zh: '账号解锁', en: 'Account unlocked' },
  'address.throttle': { zh: '限制来访地址', en: 'Address throttled' },
  'password.change': { zh: '修改密码', en: 'Password changed' },
  'password.reset': { zh: '重置密码', en: 'Password reset' },
  'phone_code.send': { zh: '发送手机验证码', en: 'Phone code sent' },
  'second_factor.enable': { zh: '启用动态验证码', en: 'Second factor put in force' },
  'second_factor.remove': { zh: '停用动态验证码', en: 'Second factor removed' },
  'session.revoke': { zh: '撤销登录', en: 'Session revoked' },
  'find.code': { zh: '按查询码查找', en: 'Searched by tracking code' },
  'find.phone': { zh: '按来电号码查找', en: 'Searched by caller’s number' },
  'duty.start': { zh: '增加职责', en: 'Duty given' },
  'duty.end': { zh: '结束职责', en: 'Duty ended' },
  'person.contact_changed': { zh: '修改登记的电话或邮箱', en: 'Registered number or mail changed' },
  demonstration: { zh: '演示账号', en: 'demonstration account' },
  password: { zh: '密码', en: 'password' },
  phone: { zh: '手机验证码', en: 'phone code' },
  wrong_password: { zh: '密码不对', en: 'wrong password' },
  wrong_code: { zh: '验证码不对', en: 'wrong code' },
  unknown_account: { zh: '没有这个账号', en: 'unknown account' },
  account_unusable: { zh: '账号不可用', en: 'account cannot be used' },
  locked: { zh: '账号锁定中', en: 'account is locked' },
  failures: { zh: '多次输错', en: 'too many failures' },
}

/** Actions of the log that are no permissions: those named with a dot, and coming and going. */
export const auditedActions: string[] = [
  'sign_in',
  'sign_out',
  ...Object.keys(words).filter((code) => code.includes('.')),
]

/** An action of the log in words; what somebody wrote themselves stays as it is. */
export function auditWords(code: string | null): Both {
  if (!code) return { zh: '', en: '' }
  const permission = matrix[code as keyof typeof matrix]
  const role = roles[code as keyof typeof roles]
  return words[code] ?? role ?? (permission ? { zh: permission.zh, en: code } : { zh: code, en: code })
}
