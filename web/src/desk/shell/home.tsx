import { useEffect } from 'react'
import { useAmend } from '../../foundation/ways.tsx'
import { InboxPage } from '../inbox/page.tsx'
import { useMyself } from './me.ts'
import { pagesFor } from './pages.tsx'

/** `/desk`: the inbox, or for who handles no matters the first page that is theirs. */
export function Home() {
  const me = useMyself()
  const amend = useAmend('/')
  const isInboxTheirs = me.may('matter.read')
  const first = pagesFor(me)[0]?.path ?? '/account'
  useEffect(() => {
    if (!isInboxTheirs) amend({}, first)
  }, [isInboxTheirs, first, amend])
  return isInboxTheirs ? <InboxPage /> : null
}
