import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { get } from '../foundation/api.ts'
import { usePick } from '../foundation/both.ts'
import { DemoBanner } from '../foundation/demo-banner.tsx'
import { useSession } from '../foundation/session.ts'
import { dateTimeWords } from '../foundation/time.ts'
import { forgetShown, keepShown, lastShown, pathOf, readAddress, type Shown } from './address.ts'
import { boardPages } from './boards.tsx'
import { Frame, Waiting } from './frame.tsx'
import { useWords } from './words.ts'

interface ListedBoard {
  kind: string
  id: string
  zh: string
  en: string
  place: string | null
  rehearsal: boolean
  running: boolean
  at: string
}

/** `/screen`: every board says where it is one of a demonstration. */
export function Screen() {
  return (
    <>
      <DemoBanner />
      <Wall />
    </>
  )
}

/** The board that hung here last, or the list to choose one from. */
function Wall() {
  const { session, error } = useSession()
  const shown = readAddress(location.pathname)
  if (!session) return <Waiting error={error} />
  if (session.kind !== 'staff') return <Door />
  if (shown) return <Hung shown={shown} />
  const last = location.search.includes('choose') ? null : lastShown()
  if (last) {
    location.replace(pathOf(last))
    return <Waiting error={null} />
  }
  return <List />
}

/** Boards show what is going on to those who may see it: somebody signs in for the wall. */
function Door() {
  const say = useWords()
  const next = encodeURIComponent(location.pathname)
  return (
    <Frame title={say('name')}>
      <p className="wall-lead">{say('signIn')}</p>
      <p>
        <a className="wall-way wall-go" href={`/sign-in?next=${next}`}>
          {say('toSignIn')}
        </a>
      </p>
    </Frame>
  )
}

function Hung({ shown }: { shown: Shown }) {
  const say = useWords()
  const Page = boardPages[shown.kind]
  useEffect(() => {
    if (Page) keepShown(shown)
    else forgetShown()
  }, [Page, shown])
  if (!Page)
    return (
      <Frame title={say('name')}>
        <p className="wall-lead">{say('unknown')}</p>
      </Frame>
    )
  return (
    <Suspense fallback={<Waiting error={null} />}>
      <Page id={shown.id} />
    </Suspense>
  )
}

function List() {
  const say = useWords()
  const pick = usePick()
  const { data, error } = useQuery({
    queryKey: ['boards'],
    queryFn: () => get<{ boards: ListedBoard[] }>('/api/boards'),
    refetchInterval: 30_000,
  })
  const boards = data?.boards.filter(({ kind }) => kind in boardPages)
  return (
    <Frame title={say('name')}>
      <p className="wall-lead">{say('which')}</p>
      {!boards && <Waiting error={error} />}
      {boards?.length === 0 && <p className="wall-lead wall-soft">{say('none')}</p>}
      <ul className="wall-boards">
        {boards?.map((board) => (
          <li key={`${board.kind}/${board.id}`}>
            <a href={pathOf(board)} data-running={board.running || undefined}>
              <strong>{pick(board)}</strong>
              <span>
                {board.rehearsal && <em>{say('rehearsalShort')}</em>}
                {say(board.running ? 'running' : 'still')}
                {board.place && ` · ${board.place}`}
                {` · ${dateTimeWords(board.at)}`}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Frame>
  )
}
