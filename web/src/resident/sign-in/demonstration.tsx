import { useMutation, useQuery } from '@tanstack/react-query'
import { get, post } from '../../foundation/api.ts'
import { useLanguage } from '../../foundation/i18n.ts'
import { Icon } from '../../foundation/icon.tsx'
import { listed } from '../../foundation/punctuation.ts'
import type { Session } from '../../foundation/session.ts'
import { Failure, Loading } from '../pieces/states.tsx'
import { useWords } from './words.ts'

interface DemonstrationAccount {
  account: string
  name: string
  roles: { role: string; role_zh: string; role_en: string }[]
  organisation: string | null
}

/** Who can be tried, each with one press. */
export function Demonstration({ onEnter }: { onEnter(session: Session): void }) {
  const say = useWords()
  const language = useLanguage()
  const { data, error, refetch } = useQuery({
    queryKey: ['demonstration'],
    queryFn: () => get<DemonstrationAccount[]>('/api/auth/demo'),
    staleTime: 600_000,
  })
  const entering = useMutation({
    mutationFn: (account: string) => post<Session>('/api/auth/demo', { account }),
    onSuccess: onEnter,
  })
  return (
    <section className="card list-card">
      <h2>{say('signIn.demoTitle')}</h2>
      <p className="hint">{say('signIn.demoIntro')}</p>
      {error && <Failure error={error} again={() => void refetch()} />}
      {!data && !error && <Loading />}
      {entering.error && <Failure error={entering.error} />}
      <ul className="found demo-accounts">
        {data?.map((each) => (
          <li key={each.account}>
            <button type="button" disabled={entering.isPending} onClick={() => entering.mutate(each.account)}>
              <strong>
                {listed(each.roles.map((role) => (language === 'zh' ? role.role_zh : role.role_en)))}
              </strong>
              <span>{[each.name, each.organisation].filter(Boolean).join(' · ')}</span>
              <Icon name="right" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
