import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { setLarge, useLarge } from '../foundation/comfort.ts'
import { DemoBanner } from '../foundation/demo-banner.tsx'
import { useFoundationWords } from '../foundation/i18n.ts'
import { Icon } from '../foundation/icon.tsx'
import { LanguageSwitch } from '../foundation/language-switch.tsx'
import { useOnline } from '../foundation/online.ts'
import { useWords } from './words.ts'

/** After moving to another page the reader's place is its heading, as with a page loaded anew. */
function useHeadingFocus() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const before = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (before.current !== undefined && path !== before.current)
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    before.current = path
  }, [path])
}

export function Shell() {
  const say = useWords()
  const sayShared = useFoundationWords()
  const large = useLarge()
  const online = useOnline()
  const scanned = useRouterState({ select: (state) => state.location.pathname.startsWith('/p/') })
  const judging = useRouterState({ select: (state) => state.location.pathname.startsWith('/judge/') })
  useHeadingFocus()
  return (
    <>
      <a className="skip" href="#content">
        {sayShared('skip')}
      </a>
      <DemoBanner />
      <header className="top">
        <div className="top-inner">
          <Link to="/" className="brand">
            <span className="brand-mark" aria-hidden="true">
              连
            </span>
            <span>
              <strong>{say('brand')}</strong>
              <small>{say('brandLine')}</small>
            </span>
          </Link>
          <nav aria-label={say('nav.label')}>
            <Link
              to="/"
              activeOptions={{ exact: true, includeSearch: false }}
              className={scanned ? 'active' : undefined}
            >
              {say('nav.report')}
            </Link>
            <Link to="/r" className={judging ? 'active' : undefined}>
              {say('nav.track')}
            </Link>
            <Link to="/my">{say('nav.my')}</Link>
          </nav>
          <div className="tools">
            <button
              type="button"
              className="lx-switch"
              aria-pressed={large}
              aria-label={say('large.label')}
              onClick={() => setLarge(!large)}
            >
              <Icon name="text" />
              {say(large ? 'large.off' : 'large.on')}
            </button>
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <div role="status" aria-live="polite">
        {!online && <p className="offline">{sayShared('offline')}</p>}
      </div>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="bottom">
        <div>
          <p>{say('footer.promise')}</p>
          <p>{say('footer.privacy')}</p>
          <p className="row">
            <Link to="/privacy">{say('nav.privacy')}</Link>
            <Link to="/sign-in">{say('nav.staff')}</Link>
          </p>
        </div>
      </footer>
    </>
  )
}
