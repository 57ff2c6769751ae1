import { Page } from '../pieces/states.tsx'
import { Notices } from './notices.tsx'
import { useMemberWords } from './words.ts'

/** What waits for this member. A feature whose work reaches members adds its section here. */
export function HomePage() {
  const say = useMemberWords()
  return (
    <Page title={say('home.title')} intro={say('home.intro')}>
      <Notices />
    </Page>
  )
}
