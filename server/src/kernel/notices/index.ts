import type { House } from '../house.ts'
import type { JobSet } from '../jobs/index.ts'
import { mailNotices } from './mail.ts'
import { deliverMessage, forgetOldMessages } from './outbox.ts'

export { noticesApi } from './api.ts'
export { isQuiet, mailNotices } from './mail.ts'
export {
  endOfQuiet,
  type MessageProvider,
  type OutboxMessage,
  outbox,
  sendMessage,
  useMessageProvider,
} from './outbox.ts'
export { type NewNotice, type Notice, notify, notifyEach, type Words } from './store.ts'

export function noticeJobs(house: House): JobSet {
  return {
    handlers: {
      mail_notices: async () => void (await mailNotices(house)),
      deliver_message: (payload) => deliverMessage(house, String(payload.id)),
      forget_old_messages: async () => void (await forgetOldMessages(house)),
    },
    crontab: '* * * * * mail_notices\n29 18 * * * forget_old_messages',
  }
}
