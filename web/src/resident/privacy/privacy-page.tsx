import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePick } from '../../foundation/both.ts'
import { Icon, type IconName } from '../../foundation/icon.tsx'
import { listed } from '../../foundation/punctuation.ts'
import { Page } from '../pieces/page.tsx'
import { Failure, Loading } from '../pieces/states.tsx'
import { type PrivacyNotice, readPrivacy } from '../requests-api.ts'
import type { WordKey } from '../words.ts'
import { useWords } from './words.ts'

/** What is kept, who sees it, for how long by the rules in force, and how to have it put right or erased. */
export function PrivacyPage() {
  const say = useWords()
  const pick = usePick()
  const { data, error, refetch } = useQuery({
    queryKey: ['privacy'],
    queryFn: readPrivacy,
    staleTime: 600_000,
  })
  const roles = data && listed(data.who_sees_contact.map((role) => pick(role)))
  return (
    <Page title={say('privacy.title')} intro={say('privacy.intro')}>
      <div className="card">
        <Part icon="sign" title={say('privacy.kept.title')}>
          <ul className="plain-list">
            {(['words', 'contact', 'code', 'notKept'] as const).map((each) => (
              <li key={each}>{say(`privacy.kept.${each}`)}</li>
            ))}
          </ul>
        </Part>
        <Part icon="eye" title={say('privacy.who.title')}>
          <ul className="plain-list">
            {roles && <li>{say('privacy.who.staff', { roles })}</li>}
            <li>{say('privacy.who.subject')}</li>
            <li>{say('privacy.who.nearby')}</li>
          </ul>
        </Part>
        <Part icon="clock" title={say('privacy.howLong.title')}>
          {error && <Failure error={error} again={() => void refetch()} />}
          {!data && !error && <Loading />}
          {data && <HowLong notice={data} />}
        </Part>
        <Part icon="person" title={say('privacy.rights.title')}>
          <ul className="plain-list">
            {(['see', 'correct', 'erase'] as const).map((each) => (
              <li key={each}>{say(`privacy.rights.${each}`)}</li>
            ))}
            {data?.responsible && <Responsible office={data.responsible} />}
          </ul>
          <p className="row">
            <Link to="/r" className="button secondary">
              {say('privacy.rights.find')}
            </Link>
          </p>
        </Part>
      </div>
    </Page>
  )
}

function Part({ icon, title, children }: { icon: IconName; title: string; children: ReactNode }) {
  return (
    <section className="block">
      <h2>
        <Icon name={icon} />
        {title}
      </h2>
      {children}
    </section>
  )
}

function HowLong({ notice }: { notice: PrivacyNotice }) {
  const say = useWords()
  const pick = usePick()
  const rows = notice.kept.map(({ id, limit, clock, bound, source, unverified, ...words }) => ({
    id,
    what: pick(words),
    long: say(bound === 'at_most' ? 'privacy.howLong.atMost' : 'privacy.howLong.atLeast', {
      time: say(`privacy.howLong.clocks.${clock}` as WordKey, { count: limit }),
    }),
    source: [source, unverified ? say('privacy.howLong.unverified') : ''].filter(Boolean).join(' · '),
  }))
  return (
    <>
      <p className="hint">{say('privacy.howLong.intro', { pack: pick(notice.pack) })}</p>
      <dl className="facts">
        {rows.map(({ id, what, long, source }) => (
          <div key={id}>
            <dt>{what}</dt>
            <dd>
              <strong>{long}</strong>
              <p className="soft" lang="zh-CN">
                {source}
              </p>
            </dd>
          </div>
        ))}
        {(['photo', 'device'] as const).map((each) => (
          <div key={each}>
            <dt>{say(`privacy.howLong.${each}`)}</dt>
            <dd>
              <strong>{say(`privacy.howLong.${each}Time`)}</strong>
            </dd>
          </div>
        ))}
      </dl>
      <p className="hint">{say('privacy.howLong.figures')}</p>
    </>
  )
}

function Responsible({ office }: { office: NonNullable<PrivacyNotice['responsible']> }) {
  const say = useWords()
  return (
    <li>
      {say('privacy.rights.ask')} <strong>{office.name}</strong>{' '}
      {office.phone ? (
        <a className="call" href={`tel:${office.phone.replace(/[^\d+]/g, '')}`}>
          <Icon name="phone" />
          {office.phone}
        </a>
      ) : (
        say('privacy.rights.noPhone')
      )}
    </li>
  )
}
