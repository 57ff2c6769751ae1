import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { post } from '../../foundation/api.ts'
import { Field } from '../../foundation/field.tsx'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import { isProblem } from '../../foundation/problem-words.ts'
import { type Session, sessionKey, useSession, useSignOut } from '../../foundation/session.ts'
import { Page } from '../pieces/page.tsx'
import { Failure } from '../pieces/states.tsx'
import { Demonstration } from './demonstration.tsx'
import { NewPassword } from './new-password.tsx'
import { useWords } from './words.ts'

/** The desk is a page of its own; residents stay at this door, unless they are members on their way to the field. */
export function whereTo(session: Session, next: string | undefined): string {
  if (session.kind !== 'resident') return next ?? '/desk'
  return session.duties.length > 0 && next?.startsWith('/field') ? next : '/my'
}

export function SignInPage() {
  const say = useWords()
  const client = useQueryClient()
  const { next } = useSearch({ from: '/sign-in' })
  const { session, isStaff } = useSession()
  const [oneTime, setOneTime] = useState<string | null>(null)
  const enter = (entered: Session, password: string | null) => {
    client.setQueryData(sessionKey, entered)
    if (entered.password_due && password) setOneTime(password)
    else location.assign(whereTo(entered, next))
  }
  if (oneTime)
    return (
      <Page title={say('signIn.due')} intro={say('signIn.dueIntro')}>
        <NewPassword current={oneTime} onDone={(changed) => location.assign(whereTo(changed, next))} />
      </Page>
    )
  return (
    <Page title={say('signIn.title')} intro={say('signIn.intro')}>
      {isStaff && session && <Already session={session} next={next} />}
      {session?.demo && <Demonstration onEnter={(entered) => enter(entered, null)} />}
      <PasswordForm onEnter={enter} />
    </Page>
  )
}

function Already({ session, next }: { session: Session; next: string | undefined }) {
  const say = useWords()
  const signOut = useSignOut(() => location.reload())
  return (
    <div className="notice notice-good">
      <p>{say('signIn.already', { name: session.name ?? session.account ?? '' })}</p>
      <p className="row">
        <a className="button small" href={whereTo(session, next)}>
          {say('signIn.toDesk')}
        </a>
        <button type="button" className="quiet small" onClick={() => signOut.mutate()}>
          {say('signIn.signOut')}
        </button>
      </p>
    </div>
  )
}

function PasswordForm({ onEnter }: { onEnter(session: Session, password: string): void }) {
  const say = useWords()
  const form = useRef<HTMLFormElement>(null)
  const codeInput = useRef<HTMLInputElement>(null)
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [asksCode, setAsksCode] = useState(false)
  const [isShown, setIsShown] = useState(false)
  const [isTried, setIsTried] = useState(false)
  useEffect(() => {
    if (asksCode) codeInput.current?.focus()
  }, [asksCode])
  const signIn = useMutation({
    mutationFn: () =>
      post<Session>('/api/auth/sign-in', {
        account: account.trim(),
        password,
        ...(asksCode ? { code: code.trim() } : {}),
      }),
    onSuccess: (session) => onEnter(session, password),
    onError: (error) => {
      if (isProblem(error, 'identity.second_factor')) setAsksCode(true)
      setIsTried(false)
    },
  })
  const asksFirstTime = isProblem(signIn.error, 'identity.second_factor') && !signIn.error.reason
  const faults = {
    account: isTried && !account.trim() ? say('signIn.faults.account') : undefined,
    password: isTried && !password ? say('signIn.faults.password') : undefined,
    code: isTried && asksCode && !code.trim() ? say('signIn.faults.code') : undefined,
  }
  function send(event: FormEvent) {
    event.preventDefault()
    setIsTried(true)
    if (account.trim() && password && (!asksCode || code.trim())) signIn.mutate()
    else focusFirstFault(form.current)
  }
  return (
    <form ref={form} className="card narrow" noValidate onSubmit={send}>
      <Field label={say('signIn.account')} fault={faults.account}>
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={128}
            value={account}
            onChange={(event) => setAccount(event.target.value)}
          />
        )}
      </Field>
      <Field label={say('signIn.password')} fault={faults.password}>
        {(wiring) => (
          <span className="with-button">
            <input
              {...wiring}
              type={isShown ? 'text' : 'password'}
              autoComplete="current-password"
              maxLength={256}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            <button
              type="button"
              className="quiet small"
              aria-pressed={isShown}
              onClick={() => setIsShown(!isShown)}
            >
              {say(isShown ? 'signIn.hide' : 'signIn.show')}
            </button>
          </span>
        )}
      </Field>
      {asksCode && (
        <Field label={say('signIn.code')} hint={say('signIn.codeHint')} fault={faults.code}>
          {(wiring) => (
            <input
              {...wiring}
              ref={codeInput}
              type="text"
              inputMode="text"
              autoComplete="one-time-code"
              className="code-input"
              maxLength={32}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
      )}
      {signIn.error && !asksFirstTime && <Failure error={signIn.error} />}
      <button type="submit" className="button big" disabled={signIn.isPending}>
        {say('signIn.submit')}
      </button>
    </form>
  )
}
