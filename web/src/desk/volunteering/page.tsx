import { useAddress, useGo } from '../../foundation/ways.tsx'
import { PageHead } from '../shell/answers.tsx'
import { type Action, useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { Branch } from './branch.tsx'
import { Calls } from './calls.tsx'
import { Communities } from './communities.tsx'
import { Objections } from './objections.tsx'
import { Registrations } from './registrations.tsx'
import { UnitDirectory } from './units.tsx'
import './volunteering.css'

const tabs = [
  { key: 'calls', needs: 'service.read', page: Calls },
  { key: 'registrations', needs: 'reporting.confirm', page: Registrations },
  { key: 'branch', needs: 'reporting.branch', page: Branch },
  { key: 'units', needs: 'units.read', page: UnitDirectory },
  { key: 'communities', needs: 'service.read', page: Communities },
  { key: 'objections', needs: 'service.call', page: Objections },
] as const satisfies { key: string; needs: Action; page: unknown }[]

/** Reporting in and calls: each sees the parts that their duties give them. */
export function VolunteeringPage() {
  const say = useWords()
  const me = useMyself()
  const go = useGo()
  const { tab } = useAddress<{ tab?: string }>(({ tab }) => (typeof tab === 'string' ? { tab } : {}))
  const mine = tabs.filter(({ needs }) => me.may(needs))
  const chosen = mine.find(({ key }) => key === tab) ?? mine[0]
  const Part = chosen?.page
  return (
    <>
      <PageHead title={say('volunteering.title')} hint={say('volunteering.hint')} />
      <nav className="service-tabs" aria-label={say('volunteering.title')}>
        {mine.map(({ key }) => (
          <button
            key={key}
            type="button"
            aria-current={key === chosen?.key ? 'page' : undefined}
            onClick={() => go('/volunteering', { tab: key })}
          >
            {say(`volunteering.tabs.${key}`)}
          </button>
        ))}
      </nav>
      {Part && <Part />}
    </>
  )
}
