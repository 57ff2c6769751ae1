import { randomInt, randomUUID } from 'node:crypto'
import { shanghaiTime } from '../calendar/index.ts'
import type { House } from '../house.ts'
import { sendMessage } from '../notices/index.ts'
import type { PrivacyNumberProvider } from './provider.ts'

/** Nobody has this number: what is lent in a demonstration leads nowhere. */
const nobodys = '01000000000'

/** Lends numbers that lead nowhere, and shows on the outbox page what a service would have been asked. */
export function developmentPrivacyNumbers(house: House): PrivacyNumberProvider {
  return {
    demonstration: true,
    async lend({ callee, until }) {
      const extension = String(randomInt(1000, 10_000))
      await house.db.transaction().execute((tx) =>
        sendMessage(tx, {
          phone: callee,
          text: `【连心】演示：隐私号码 ${nobodys} 转 ${extension} 会接到这个手机，${shanghaiTime(until)} 失效。工作人员只看到临时号码。`,
          purpose: 'privacy_number',
          at: house.now(),
        }),
      )
      return { bindingId: randomUUID(), number: nobodys, extension, until }
    },
    async giveBack() {},
  }
}
