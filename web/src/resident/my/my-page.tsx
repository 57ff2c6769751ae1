import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { StateMark } from '../../foundation/marks.tsx'
import { isProblem, problemWords } from '../../foundation/problem-words.ts'
import { useSession, useSignOut } from '../../foundation/session.ts'
import { dueAtWords, relativeWords, useNow } from '../../foundation/time.ts'
import { Page } from '../pieces/page.tsx'
import { Empty, Failure, Loading } from '../pieces/states.tsx'
import { type MyRequest, readMine } from '../requests-api.ts'
import { PhoneSignIn } from './phone-sign-in.tsx'
import { useWords } from './words.ts'

/** Where signing out leads: the page begins anew, and says that it is done. */
const signedOut = '#signed-out'

export function MyPage() {
  const say = useWords()
  const [isOver, setIsOver] = useState(false)
  const { session, isResident, isStaff, isLoading, error, refresh } = useSession()
  if (isLoading)
    return (
      <Page title={say('my.title')}>
        <Loading />
      </Page>
    )
  if (error)
    return (
      <Page title={say('my.title')}>
        <Failure error={error} again={() => void refresh()} />
      </Page>
    )
  if (isResident)
    return (
      <Mine
        name={session?.name ?? ''}
        onOver={() => {
          setIsOver(true)
          void refresh()
        }}
      />
    )
  const left = isOver ? 'my.sessionOver' : location.hash === signedOut ? 'my.signedOut' : null
  return (
    <Page title={say('my.title')} intro={say('my.intro')}>
      <div role="status">
        {left && (
          <div className={isOver ? 'notice notice-warn' : 'notice notice-good'}>
            <p>{say(left)}</p>
          </div>
        )}
      </div>
      {isStaff && (
        <div className="notice notice-warn">
          <p>{say('my.staff')}</p>
        </div>
      )}
      <PhoneSignIn />
      <p className="hint">
        {say('my.noPhone')} <Link to="/r">{say('nav.track')}</Link>
      </p>
    </Page>
  )
}

function Mine({ name, onOver }: { name: string; onOver(): void }) {
  const say = useWords()
  const signOut = useSignOut(() => {
    location.replace(`/my${signedOut}`)
    location.reload()
  })
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['mine'],
    queryFn: ({ pageParam }) => readMine(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const isOver = isProblem(error, 'identity.required')
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when the session is found to be over
  useEffect(() => {
    if (isOver) onOver()
  }, [isOver])
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={say('my.title')}>
      <p className="signed-in">
        <span className="soft">{say('my.signedIn', { name })}</span>
        <button
          type="button"
          className="quiet small"
          disabled={signOut.isPending}
          onClick={() => signOut.mutate()}
        >
          {say('my.signOut')}
        </button>
      </p>
      {signOut.error && <p className="fault">{problemWords(signOut.error)}</p>}
      {error && !isOver && <Failure error={error} again={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && items.length === 0 && (
        <Empty title={say('my.empty')} hint={say('my.emptyHint')}>
          <Link to="/" className="button">
            {say('nav.report')}
          </Link>
        </Empty>
      )}
      {items.length > 0 && (
        <ul className="card found mine">
          {items.map((item) => (
            <Row key={item.number} item={item} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <button
          type="button"
          className="button secondary"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {say('my.more')}
        </button>
      )}
    </Page>
  )
}

function Row({ item }: { item: MyRequest }) {
  const say = useWords()
  const now = useNow()
  return (
    <li>
      <Link to="/my/$number" params={{ number: item.number }}>
        <span className="similar-head">
          <strong>{item.title}</strong>
          <StateMark state={item.state} words={item.state_words} />
        </span>
        <span>
          {[
            relativeWords(item.created_at, now),
            item.can_judge
              ? say('my.judge')
              : item.due_at
                ? say('my.due', { at: dueAtWords(item.due_at, now) })
                : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </Link>
    </li>
  )
}
