import { Navigate, Outlet, useRouterState } from '@tanstack/react-router'
import { type CSSProperties, useEffect, useRef } from 'react'
import '../foundation/comfort.ts'
import { DemoNote } from '../foundation/demo-banner.tsx'
import { useFoundationWords } from '../foundation/i18n.ts'
import { Icon, type IconName } from '../foundation/icon.tsx'
import { LanguageSwitch } from '../foundation/language-switch.tsx'
import { listed } from '../foundation/punctuation.ts'
import { dateTimeWords, useNow } from '../foundation/time.ts'
import { WayLink } from '../foundation/ways.tsx'
import { isDutyPath } from './duty/duty.ts'
import { type Field, refreshPack, sendNow, useField } from './keeping/field.ts'
import { isInParty } from './keeping/who.ts'
import { useUpdate } from './keeping/worker.ts'
import { isMemberPath, memberTabs } from './member/tabs.ts'
import { useMemberWords } from './member/words.ts'
import { countsOf } from './outbox/rules.ts'
import { Page } from './pieces/states.tsx'
import { useWords, type WordKey } from './words.ts'

function useHeadingFocus() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const before = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (before.current !== undefined && path !== before.current)
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    before.current = path
  }, [path])
}

type Part = 'walk' | 'member' | 'duty'

export function Shell() {
  const sayShared = useFoundationWords()
  const field = useField()
  useHeadingFocus()
  // The page that stands there, not the one that is on its way.
  const path = useRouterState({ select: (state) => (state.resolvedLocation ?? state.location).pathname })
  const part: Part = isDutyPath(path) ? 'duty' : isMemberPath(path) ? 'member' : 'walk'
  return (
    <>
      <a className="skip" href="#content">
        {sayShared('skip')}
      </a>
      {(field.who?.demo ?? field.kept?.isDemo) && <DemoNote />}
      <TopLine field={field} />
      <Notices field={field} />
      <main id="content" tabIndex={-1}>
        <Inside field={field} part={part} />
      </main>
      {part !== 'walk' && isInParty(field.who) && !(part === 'duty' && field.kept) ? (
        <MemberNavigation />
      ) : (
        field.kept && <Navigation field={field} />
      )}
    </>
  )
}

/** Two parts under one roof: what walkers carry, and the pages of members. Duties say which are whose. */
function Inside({ field, part }: { field: Field; part: Part }) {
  const isMember = isInParty(field.who)
  if (part === 'duty' && (isMember || field.who?.kind === 'staff')) return <Outlet />
  if (part === 'member' ? isMember : field.kept) return <Outlet />
  if (part === 'walk' && isMember) return <Navigate to={'/member' as never} replace />
  return <Door field={field} />
}

/** How things are with the network, what waits, and how old the pack is: always in sight. */
function TopLine({ field }: { field: Field }) {
  const say = useWords()
  const now = useNow()
  const { waiting, stuck } = countsOf(field.entries)
  return (
    <header className="line">
      <p className="line-state" data-reach={field.reach} role="status">
        <span className="line-dot" aria-hidden="true" />
        <strong>{say(`line.${field.reach}`)}</strong>
        {stuck > 0 ? (
          <span className="line-stuck">{say('line.stuck', { count: stuck })}</span>
        ) : waiting > 0 ? (
          <span>{field.isSending ? say('line.sending') : say('line.waits', { count: waiting })}</span>
        ) : (
          field.kept && field.entries.length > 0 && <span>{say('line.allSent')}</span>
        )}
      </p>
      {field.kept ? (
        <button
          type="button"
          className="line-pack"
          aria-label={listed([
            say('line.pack', { when: dateTimeWords(field.kept.fetchedAt, now) }),
            say('line.refresh'),
          ])}
          disabled={field.isRefreshing}
          onClick={() => void refreshPack().then(sendNow)}
        >
          <Icon name="again" />
          {say('line.pack', { when: dateTimeWords(field.kept.fetchedAt, now) })}
        </button>
      ) : (
        <LanguageSwitch />
      )}
    </header>
  )
}

const signIn = '/sign-in?next=/field'

function Notices({ field }: { field: Field }) {
  const say = useWords()
  const update = useUpdate()
  const unsent = field.entries.filter(({ state }) => state !== 'sent').length
  return (
    <div className="notices">
      {update && (
        <p className="notice notice-warn row">
          {say('update.text')}
          <button type="button" className="quiet" onClick={update}>
            {say('update.go')}
          </button>
        </p>
      )}
      {(field.kept || isInParty(field.who)) && field.session === 'ended' && (
        <p className="notice notice-warn row" role="alert">
          {unsent > 0 ? say('session.ended', { count: unsent }) : say('session.endedEmpty')}
          <a className="button" href={signIn}>
            {say('session.signIn')}
          </a>
        </p>
      )}
      {field.kept && field.session === 'refused' && (
        <p className="notice notice-warn row" role="alert">
          {say('session.otherAccount', { name: field.kept.pack.me.name })}
          <a className="button" href={signIn}>
            {say('session.signIn')}
          </a>
        </p>
      )}
      {field.others.map(({ name, count }) => (
        <p key={name ?? ''} className="notice notice-warn">
          {say('session.others', { name: name ?? say('session.someone'), count })}
        </p>
      ))}
    </div>
  )
}

/** Nothing is kept on this phone yet. */
function Door({ field }: { field: Field }) {
  const say = useWords()
  const sayShared = useFoundationWords()
  if (field.session === 'refused')
    return (
      <Page title={say('brand')} intro={say('session.refused')}>
        <p className="row">
          <a className="button" href={signIn}>
            {say('session.signIn')}
          </a>
          <a className="quiet" href="/desk">
            {say('session.toDesk')}
          </a>
        </p>
      </Page>
    )
  if (field.session === 'ended')
    return (
      <Page title={say('session.title')} intro={say('session.intro')}>
        <p>
          <a className="button big" href={signIn}>
            {say('session.signIn')}
          </a>
        </p>
      </Page>
    )
  const isStranded = field.isReady && field.reach !== 'online' && !field.isRefreshing
  return (
    <Page title={say('brand')} intro={isStranded ? say('session.noPack') : say('session.loading')}>
      {isStranded && (
        <p>
          <button type="button" className="button" onClick={() => void refreshPack()}>
            {sayShared('retry')}
          </button>
        </p>
      )}
    </Page>
  )
}

const places = [
  { to: '/', icon: 'walk', word: 'nav.today' },
  { to: '/matters', icon: 'list', word: 'nav.matters' },
  { to: '/report', icon: 'plus', word: 'nav.report' },
  { to: '/outbox', icon: 'send', word: 'nav.outbox' },
  { to: '/me', icon: 'person', word: 'nav.me' },
] as const satisfies { to: string; icon: IconName; word: WordKey }[]

function MemberNavigation() {
  const say = useMemberWords()
  return (
    <nav
      className="thumb"
      aria-label={say('nav.label')}
      style={{ '--tabs': memberTabs.length } as CSSProperties}
    >
      {memberTabs.map(({ to, icon, word }) => (
        <WayLink key={to} to={to} exact={to === '/member'} data-place={to}>
          <span className="thumb-icon">
            <Icon name={icon} />
          </span>
          {say(word)}
        </WayLink>
      ))}
    </nav>
  )
}

function Navigation({ field }: { field: Field }) {
  const say = useWords()
  const { waiting, stuck } = countsOf(field.entries)
  return (
    <nav className="thumb" aria-label={say('nav.label')}>
      {places.map(({ to, icon, word }) => (
        <WayLink key={to} to={to} exact={to === '/'} data-place={to}>
          <span className="thumb-icon">
            <Icon name={icon} />
            {to === '/outbox' && waiting + stuck > 0 && (
              <span className="thumb-count" data-stuck={stuck > 0 || undefined}>
                {waiting + stuck}
              </span>
            )}
          </span>
          {say(word)}
        </WayLink>
      ))}
    </nav>
  )
}
