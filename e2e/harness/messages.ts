import { patience } from './browser.ts'

interface Message {
  recipient: string
  text: string
  purpose: string
}

/** The judging link of the last answer that went to a phone, as the demonstration's outbox shows it to its operator. */
export async function judgingLinkTo(address: string, phone: string): Promise<string> {
  const signedIn = await fetch(`${address}/api/auth/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'admin' }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const until = Date.now() + patience
  while (Date.now() < until) {
    const outbox = await fetch(`${address}/api/outbox`, { headers: { cookie } })
    const { messages } = (await outbox.json()) as { messages: Message[] }
    const answer = messages.find(
      ({ recipient, purpose }) => recipient === phone && purpose === 'matter.answered',
    )
    const link = answer?.text.match(/https?:\/\/[^/]+(\/judge\/[\w-]+)/)?.[1]
    if (link) return link
    await new Promise((wake) => setTimeout(wake, 200))
  }
  throw new Error(`no answer with a link went to ${phone}`)
}
