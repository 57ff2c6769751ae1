import { useLanguage } from '../../foundation/i18n.ts'
import { Icon } from '../../foundation/icon.tsx'
import { WayLink } from '../../foundation/ways.tsx'
import { useField } from '../keeping/field.ts'
import { Settings, SignOut } from '../me/settings.tsx'
import { Page } from '../pieces/states.tsx'
import { Registration } from './registration.tsx'
import { useMemberWords } from './words.ts'

export function MePage() {
  const say = useMemberWords()
  const language = useLanguage()
  const { who, kept } = useField()
  return (
    <Page title={who?.name ?? say('nav.me')}>
      <section className="card">
        <h2>{say('me.duties')}</h2>
        <ul className="duties">
          {who?.duties.map(({ id, role_zh, role_en, organisation }) => (
            <li key={id}>
              {organisation.name} · {language === 'zh' ? role_zh : role_en}
            </li>
          ))}
        </ul>
      </section>
      <Registration />
      {kept && (
        <section className="card list">
          <ul className="rows">
            <li>
              <WayLink to="/" className="go">
                <Icon name="walk" />
                <span className="go-words">
                  <strong>{say('nav.walk')}</strong>
                </span>
                <Icon name="right" />
              </WayLink>
            </li>
          </ul>
        </section>
      )}
      <Settings />
      <SignOut />
    </Page>
  )
}
