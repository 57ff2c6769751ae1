import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFoundationWords } from '../../foundation/i18n.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { Page } from './page.tsx'

export function Loading() {
  const say = useFoundationWords()
  return (
    <p className="loading" role="status">
      {say('loading')}
    </p>
  )
}

/** Something did not work: what, and a way on. */
export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const say = useFoundationWords()
  return (
    <div className="notice notice-bad" role="alert">
      <p>{problemWords(error)}</p>
      {again && (
        <button type="button" className="quiet" onClick={again}>
          {say('retry')}
        </button>
      )}
    </div>
  )
}

export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p>
        <strong>{title}</strong>
      </p>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  )
}

export function NotFound() {
  const say = useFoundationWords()
  return (
    <Page title={say('problem.notFound')} intro={say('problem.notFoundHint')}>
      <p>
        <Link to="/" className="button">
          {say('home')}
        </Link>
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
        <a href="/" className="quiet">
          {say('home')}
        </a>
      </p>
    </Page>
  )
}
