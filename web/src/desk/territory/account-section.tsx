import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Modal, Popconfirm, Typography } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { stampWords } from '../../foundation/time.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords, type WordKey } from '../words/index.ts'
import { FormModal, useSave } from './form-modal.tsx'
import type { ListPage, Person } from './territory.ts'

interface Account {
  id: string
  account: string | null
  second_factor: boolean
  password_due: boolean
  demonstration: boolean
  open_sessions: number
  seen_at: string | null
  locked_until: string | null
  disabled_at: string | null
}

/** A password that is told now and never again. */
function OneTimePassword({ secret, onClose }: { secret: string; onClose(): void }) {
  const say = useWords()
  return (
    <Modal
      open
      title={say('operator.oneTimePassword')}
      closable={false}
      maskClosable={false}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {say('operator.noted')}
        </Button>
      }
    >
      <Typography.Paragraph copyable className="desk-secret desk-one-time">
        {secret}
      </Typography.Paragraph>
      <Alert type="warning" showIcon title={say('operator.oneTimeHint')} />
    </Modal>
  )
}

function NewAccount({
  person,
  onMade,
  onClose,
}: {
  person: Person
  onMade(secret: string): void
  onClose(): void
}) {
  const say = useWords()
  const save = useSave(
    ({ account }: { account: string }) =>
      post<{ one_time_password: string | null }>('/api/accounts', { account, person_id: person.id }),
    (made) => {
      onClose()
      if (made.one_time_password) onMade(made.one_time_password)
    },
  )
  return (
    <FormModal title={`${say('operator.newAccount')} · ${person.name}`} save={save} onClose={onClose}>
      <Form.Item
        name="account"
        label={say('operator.accountName')}
        extra={say('operator.accountHint')}
        rules={[{ required: true, whitespace: true, message: say('matter.form.required') }]}
      >
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
    </FormModal>
  )
}

interface Deed {
  deed: string
  label: WordKey
  words: WordKey
  danger?: boolean
}

function deedsOf(account: Account): Deed[] {
  if (account.disabled_at)
    return [{ deed: 'enable', label: 'operator.enable', words: 'operator.enableConfirm' }]
  return [
    ...(account.locked_until
      ? [{ deed: 'unlock', label: 'operator.unlock', words: 'operator.unlockConfirm' } as const]
      : []),
    { deed: 'reset-password', label: 'operator.resetPassword', words: 'operator.resetPasswordConfirm' },
    ...(account.second_factor
      ? [
          {
            deed: 'reset-second-factor',
            label: 'operator.resetFactor',
            words: 'operator.resetFactorConfirm',
          } as const,
        ]
      : []),
    ...(account.open_sessions > 0
      ? [{ deed: 'revoke', label: 'operator.endSessions', words: 'operator.endSessionsConfirm' } as const]
      : []),
    { deed: 'disable', label: 'operator.disable', words: 'operator.disableConfirm', danger: true },
  ]
}

function Deeds({ account, onSecret }: { account: Account; onSecret(secret: string): void }) {
  const say = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const act = useMutation({
    mutationFn: (deed: string) =>
      post<{ one_time_password?: string } | undefined>(`/api/accounts/${account.id}/${deed}` as ApiPath),
    onSuccess: (answer) => {
      if (answer?.one_time_password) onSecret(answer.one_time_password)
      else message.success(say('state.saved'))
      return client.invalidateQueries({ queryKey: ['territory', 'account'] })
    },
    onError: (error) => void message.error(problemWords(error)),
  })
  return (
    <div className="desk-toolbar">
      {deedsOf(account).map(({ deed, label, words, danger }) => (
        <Popconfirm
          key={deed}
          title={say(label)}
          description={<p className="desk-confirm">{say(words)}</p>}
          okText={say(label)}
          cancelText={say('act.cancel')}
          onConfirm={() => act.mutateAsync(deed).catch(() => {})}
        >
          <Button danger={danger ?? false}>{say(label)}</Button>
        </Popconfirm>
      ))}
    </div>
  )
}

/** The account of a person: whether there is one, how it stands, and what an operator may do to it, which the person hears. */
export function AccountSection({ person }: { person: Person }) {
  const say = useWords()
  const [isMaking, setMaking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'account', person.id],
    queryFn: () => get<ListPage<Account>>('/api/accounts', { person: person.id }),
  })
  const account = data?.items[0]
  return (
    <section className="desk-section">
      <h2>{say('operator.account')}</h2>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={2} />)}
      {data && !account && (
        <>
          <p className="desk-soft">{say('operator.noAccount')}</p>
          <Button onClick={() => setMaking(true)}>{say('operator.newAccount')}</Button>
        </>
      )}
      {account && (
        <>
          <p className="desk-soft">{say('operator.accountTold')}</p>
          <dl className="desk-facts">
            <dt>{say('operator.accountName')}</dt>
            <dd>
              {account.account}{' '}
              {account.disabled_at && (
                <span className="desk-flag" data-tone="red">
                  {say('operator.disabled')}
                </span>
              )}{' '}
              {account.locked_until && (
                <span className="desk-flag" data-tone="amber">
                  {say('operator.locked')}
                </span>
              )}{' '}
              {account.password_due && (
                <span className="desk-flag" data-tone="amber">
                  {say('operator.passwordDue')}
                </span>
              )}{' '}
              {account.demonstration && <span className="desk-flag">{say('operator.demonstration')}</span>}
            </dd>
            <dt>{say('operator.factor')}</dt>
            <dd>{say(account.second_factor ? 'operator.factorSet' : 'operator.factorUnset')}</dd>
            <dt>{say('operator.sessions')}</dt>
            <dd>{account.open_sessions}</dd>
            <dt>{say('operator.lastSeen')}</dt>
            <dd>{account.seen_at ? stampWords(account.seen_at) : say('operator.notSeen')}</dd>
          </dl>
          <Deeds account={account} onSecret={setSecret} />
        </>
      )}
      {isMaking && <NewAccount person={person} onMade={setSecret} onClose={() => setMaking(false)} />}
      {secret && <OneTimePassword secret={secret} onClose={() => setSecret(null)} />}
    </section>
  )
}
