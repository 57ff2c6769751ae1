import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input, QRCode, Space } from 'antd'
import { useState } from 'react'
import { ProblemError, post } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { useMe, useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'

async function stopFactor(code: string): Promise<void> {
  const response = await fetch('/api/auth/second-factor', {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  if (!response.ok) throw new ProblemError(response.status, await response.json().catch(() => ({})))
}

function Begun({ secret, url, onDone }: { secret: string; url: string; onDone(codes: string[]): void }) {
  const say = useWords()
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: () =>
      post<{ backup_codes: string[] }>('/api/auth/second-factor/confirm', { code: code.trim() }),
    onSuccess: ({ backup_codes }) => onDone(backup_codes),
  })
  return (
    <form
      className="desk-stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!confirm.isPending) confirm.mutate()
      }}
    >
      <p>{say('account.scan')}</p>
      <QRCode value={url} bgColor="#ffffff" color="#000000" />
      <p>
        {say('account.secret')}
        {say('colon')}
        <code className="desk-secret">{secret}</code>
      </p>
      <label htmlFor="factor-code">{say('account.code')}</label>
      <Input
        id="factor-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      {confirm.error && <Alert type="error" showIcon title={problemWords(confirm.error)} />}
      <Button type="primary" htmlType="submit" loading={confirm.isPending} disabled={code.trim().length < 6}>
        {say('account.confirm')}
      </Button>
    </form>
  )
}

/** A second factor: set up with the password, stopped with one of its codes. */
export function SecondFactor() {
  const say = useWords()
  const me = useMyself()
  const { refresh } = useMe()
  const [typed, setTyped] = useState('')
  const [codes, setCodes] = useState<string[] | null>(null)
  const begin = useMutation({
    mutationFn: () => post<{ secret: string; url: string }>('/api/auth/second-factor', { password: typed }),
  })
  const stop = useMutation({
    mutationFn: () => stopFactor(typed.trim()),
    onSuccess: async () => {
      setTyped('')
      await refresh()
    },
  })
  const step = me.secondFactor ? stop : begin
  return (
    <section className="desk-section">
      <h2>{say('account.factor')}</h2>
      {codes && (
        <Alert
          type="success"
          title={say('account.backup')}
          description={
            <>
              <p>{say('account.backupHint')}</p>
              <p className="desk-secret">{codes.join('  ')}</p>
            </>
          }
        />
      )}
      {!codes && begin.data && !me.secondFactor ? (
        <Begun
          {...begin.data}
          onDone={(given) => {
            setCodes(given)
            setTyped('')
            void refresh()
          }}
        />
      ) : (
        <form
          className="desk-stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (!step.isPending) step.mutate()
          }}
        >
          <p>{say(me.secondFactor ? 'account.factorOn' : 'account.factorOff')}</p>
          <label htmlFor="factor-proof">{say(me.secondFactor ? 'account.code' : 'account.current')}</label>
          <Space.Compact>
            <Input
              id="factor-proof"
              type={me.secondFactor ? 'text' : 'password'}
              autoComplete={me.secondFactor ? 'one-time-code' : 'current-password'}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button
              htmlType="submit"
              danger={me.secondFactor}
              loading={step.isPending}
              disabled={typed === ''}
            >
              {say(me.secondFactor ? 'account.stop' : 'account.begin')}
            </Button>
          </Space.Compact>
          {step.error && <Alert type="error" showIcon title={problemWords(step.error)} />}
        </form>
      )}
    </section>
  )
}
