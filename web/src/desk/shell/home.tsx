import { useEffect } from 'react'
import { useGo } from '../../foundation/ways.tsx'
import { InboxPage } from '../inbox/page.tsx'
import { useMyself } from './me.ts'
import { pagesFor } from './pages.tsx'

/** `/desk`: the inbox, or for who handles no matters the first page that is theirs. */
export function Home() {
  const me = useMyself()
  const go = useGo()
  const isInboxTheirs = me.may('matter.read')
  const first = pagesFor(me)[0]?.path ?? '/account'
  useEffect(() => {
    if (!isInboxTheirs) go(first, {}, { replace: true })
  }, [isInboxTheirs, first, go])
  return isInboxTheirs ? <InboxPage /> : null
}
