import type { ErrorComponentProps } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useFoundationWords } from '../../foundation/i18n.ts'
import { languageOf } from '../../foundation/language-of.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { useWords } from '../words.ts'

interface PageProps {
  title: string
  intro?: string | undefined
  children?: ReactNode
}

/** A page: its heading, which receives the focus after moving here, and its name in the window's title. */
export function Page({ title, intro, children }: PageProps) {
  const say = useWords()
  const house = say('brand')
  useEffect(() => {
    document.title = `${title} · ${house}`
  }, [title, house])
  return (
    <div className="page">
      <h1 tabIndex={-1} lang={languageOf(title)}>
        {title}
      </h1>
      {intro && <p className="intro">{intro}</p>}
      {children}
    </div>
  )
}

export function Empty({ title, hint }: { title: string; hint: string }) {
  return (
    <div className="empty">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{hint}</p>
    </div>
  )
}

/** Something did not work: what, in a sentence. */
export function Failure({ error, children }: { error: unknown; children?: ReactNode }) {
  return (
    <div className="notice notice-bad" role="alert">
      <p>{problemWords(error)}</p>
      {children}
    </div>
  )
}

export function NotFound() {
  const say = useFoundationWords()
  return (
    <Page title={say('problem.notFound')} intro={say('problem.notFoundHint')}>
      <p>
        <WayLink to="/" className="button">
          {say('home')}
        </WayLink>
      </p>
    </Page>
  )
}

export function Crash({ error, reset }: ErrorComponentProps) {
  const say = useFoundationWords()
  return (
    <Page title={say('problem.heading')} intro={problemWords(error)}>
      <p className="row">
        <button type="button" className="button" onClick={reset}>
          {say('retry')}
        </button>
        <a href="/field" className="quiet">
          {say('home')}
        </a>
      </p>
    </Page>
  )
}
