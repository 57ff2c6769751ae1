import { MenuOutlined } from '@ant-design/icons'
import { Outlet, useLocation } from '@tanstack/react-router'
import { Alert, Button, Drawer } from 'antd'
import { useEffect, useState } from 'react'
import { DemoBanner } from '../../foundation/demo-banner.tsx'
import { LanguageSwitch } from '../../foundation/language-switch.tsx'
import { useOnline } from '../../foundation/online.ts'
import { useGo } from '../../foundation/ways.tsx'
import { useWords } from '../words/index.ts'
import { Failed, Loading, Nothing } from './answers.tsx'
import { useKeys } from './keys.ts'
import { KeysHelp } from './keys-help.tsx'
import { useMe } from './me.ts'
import { useNarrow } from './narrow.ts'
import { Navigation } from './navigation.tsx'
import { Notices } from './notices.tsx'
import { pages } from './pages.tsx'
import { SearchBox } from './search-box.tsx'
import { Who } from './who.tsx'

/** Nobody of the staff is signed in: off to the door, and back here afterwards. */
function SendToDoor() {
  const say = useWords()
  useEffect(() => {
    const here = location.pathname + location.search
    location.replace(`/sign-in?next=${encodeURIComponent(here)}`)
  }, [])
  return <p className="desk-soft desk-centred">{say('signedOut')}</p>
}

function Frame() {
  const say = useWords()
  const go = useGo()
  const isNarrow = useNarrow()
  const { pathname } = useLocation()
  const { me } = useMe()
  const isOnline = useOnline()
  const [menu, setMenu] = useState(false)
  const [help, setHelp] = useState(false)
  useKeys([
    { keys: '?', label: 'keys.help', scope: 'anywhere', run: () => setHelp(true) },
    { keys: 'g i', label: 'keys.toInbox', scope: 'anywhere', run: () => go('/') },
    ...(me?.may('matter.intake')
      ? [
          {
            keys: 'g n',
            label: 'keys.toIntake' as const,
            scope: 'anywhere' as const,
            run: () => go('/intake'),
          },
        ]
      : []),
  ])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(() => setMenu(false), [pathname])
  // Said before somebody fills in a form that the server would refuse; what lies below a page asks the server itself.
  const isClosed = pages.some(
    ({ path, needs, asksItself }) =>
      path !== '/' && path === pathname.replace(/\/$/, '') && me && !me.may(needs) && !asksItself,
  )
  return (
    <div className="desk">
      <a className="desk-skip" href="#desk-main">
        {say('nav.skip')}
      </a>
      <DemoBanner />
      <header className="desk-top">
        {isNarrow && (
          <Button
            type="text"
            icon={<MenuOutlined />}
            aria-label={say('nav.menu')}
            onClick={() => setMenu(true)}
          />
        )}
        <a className="desk-brand" href="/desk">
          <b>{say('product')}</b> <span>{say('desk')}</span>
        </a>
        {me?.may('matter.read') ? <SearchBox /> : <span className="desk-search" />}
        <div className="desk-top-right">
          <Notices />
          <LanguageSwitch className="desk-language" />
          <Who onKeys={() => setHelp(true)} />
        </div>
      </header>
      {!isNarrow && <Navigation />}
      {isNarrow && (
        <Drawer open={menu} onClose={() => setMenu(false)} placement="left" size={240} title={say('desk')}>
          <Navigation onChosen={() => setMenu(false)} />
        </Drawer>
      )}
      <main id="desk-main" className="desk-main" tabIndex={-1}>
        {!isOnline && <Alert type="warning" showIcon className="desk-news" title={say('state.noNetwork')} />}
        {isClosed ? (
          <Nothing isPage title={say('state.forbidden')} hint={say('state.notYours')} />
        ) : (
          <Outlet />
        )}
      </main>
      <KeysHelp open={help} onClose={() => setHelp(false)} />
    </div>
  )
}

/** The frame around every page of the desk; nothing of it is shown to anybody who is not signed in. */
export function Shell() {
  const { me, error, refresh } = useMe()
  const go = useGo()
  const { pathname } = useLocation()
  const mustChange = me?.passwordDue === true && pathname !== '/account'
  useEffect(() => {
    if (mustChange) go('/account', {}, { replace: true })
  }, [mustChange, go])
  if (me === undefined) return error ? <Failed error={error} onRetry={() => void refresh()} /> : <Loading />
  return me === null ? <SendToDoor /> : <Frame />
}
