import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { get, remove } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { relativeWords, stampWords, useNow } from '../../foundation/time.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'

interface OpenSession {
  id: string
  opened_by: string
  agent: string | null
  created_at: string
  seen_at: string
  current: boolean
}

/** A browser and a system out of the long line with which browsers announce themselves. */
function deviceOf(agent: string): string {
  const browser = /(Edg|Chrome|Firefox|Safari)\/(\d+)/.exec(agent.replace(/Safari\/.*Chrome/, 'Chrome'))
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)
  return (
    [browser && `${browser[1]} ${browser[2]}`, system?.[1]].filter(Boolean).join(' · ') || agent.slice(0, 60)
  )
}

/** Where this account is signed in; any of it can be ended. */
export function Sessions() {
  const say = useWords()
  const now = useNow()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['sessions'],
    queryFn: () => get<OpenSession[]>('/api/auth/sessions'),
  })
  const revoke = useMutation({
    mutationFn: async (ids: string[]) => {
      for (const id of ids) await remove(`/api/auth/sessions/${id}`)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
  const others = data?.filter(({ current }) => !current) ?? []
  const by = (session: OpenSession) =>
    say(
      session.opened_by === 'phone'
        ? 'account.byPhone'
        : session.opened_by === 'demonstration'
          ? 'account.byDemonstration'
          : 'account.byPassword',
    )
  return (
    <section className="desk-section">
      <h2>{say('account.sessions')}</h2>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={3} />)}
      {revoke.error && <p role="alert">{problemWords(revoke.error)}</p>}
      <ul className="desk-plain-list">
        {data?.map((session) => (
          <li key={session.id} className="desk-session">
            <span>
              <strong>{session.agent ? deviceOf(session.agent) : say('account.unknownAgent')}</strong>
              {session.current && ' '}
              {session.current && (
                <span className="desk-flag" data-tone="green">
                  {say('account.thisOne')}
                </span>
              )}
              <small className="desk-soft">
                {by(session)} · {say('account.opened')} {stampWords(session.created_at)} ·{' '}
                {say('account.seen')} {relativeWords(session.seen_at, now)}
              </small>
            </span>
            {!session.current && (
              <Button
                size="small"
                danger
                loading={revoke.isPending}
                onClick={() => revoke.mutate([session.id])}
              >
                {say('account.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <Button
          style={{ marginTop: 12 }}
          danger
          loading={revoke.isPending}
          onClick={() => revoke.mutate(others.map(({ id }) => id))}
        >
          {say('account.revokeOthers')}
        </Button>
      )}
    </section>
  )
}
