export { tidyIdentity } from './account-care.ts'
export {
  createAccount,
  createFirstAdministrator,
  demonstrationAccounts,
  type MadeAccount,
  type NewAccount,
} from './accounts.ts'
export { type IdentityOptions, identityApi } from './api.ts'
export { spend } from './attempts.ts'
export { actorLater, registerStanding } from './duties-in-force.ts'
export { identify } from './identify.ts'
export { hashPassword } from './passwords.ts'
export { outboxPhoneProvider, type PhoneCodeProvider } from './phone.ts'
export { foldPhone } from './rules.ts'
export { secretBox } from './secret-box.ts'
export { forgetPerson } from './session-cache.ts'
