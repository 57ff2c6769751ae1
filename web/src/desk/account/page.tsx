import { usePick } from '../../foundation/both.ts'
import { PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { ChangePassword } from './password.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'

/** What a person does with their own account. */
export function AccountPage() {
  const say = useWords()
  const pick = usePick()
  const me = useMyself()
  return (
    <>
      <PageHead title={say('account.title')} hint={[me.name, me.account].filter(Boolean).join(' · ')} />
      <div className="desk-columns">
        <section className="desk-section">
          <h2>{say('account.duties')}</h2>
          <ul className="desk-plain-list">
            {me.duties.map((duty) => (
              <li key={duty.id}>
                <strong>{duty.organisation.name}</strong> · {pick(duty.words)}
                {duty.area && ` · ${duty.area.name}`}
              </li>
            ))}
          </ul>
        </section>
        <Sessions />
        <ChangePassword />
        <SecondFactor />
      </div>
    </>
  )
}
