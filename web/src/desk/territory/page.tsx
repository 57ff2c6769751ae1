import { Tabs } from 'antd'
import { useAddress, useGo } from '../../foundation/ways.tsx'
import { PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useNarrow } from '../shell/narrow.ts'
import { useWords } from '../words/index.ts'
import { Areas } from './areas.tsx'
import { Imports } from './imports.tsx'
import { Organisations } from './organisations.tsx'
import { People } from './people.tsx'

/** The territory: areas, organisations, people and their duties, and their import. */
export function TerritoryPage() {
  const say = useWords()
  const isNarrow = useNarrow()
  const go = useGo()
  const me = useMyself()
  const { tab } = useAddress((search) => ({ tab: String(search.tab ?? 'areas') }))
  const tabs = [
    { key: 'areas', label: say('territory.areas'), children: <Areas /> },
    { key: 'organisations', label: say('territory.organisations'), children: <Organisations /> },
    ...(me.may('people.read')
      ? [{ key: 'people', label: say('territory.people'), children: <People /> }]
      : []),
    ...(me.may('territory.write')
      ? [{ key: 'imports', label: say('territory.imports'), children: <Imports /> }]
      : []),
  ]
  return (
    <>
      <PageHead title={say('territory.title')} />
      <Tabs
        // An address may name a tab that is not this person’s.
        activeKey={tabs.some(({ key }) => key === tab) ? tab : 'areas'}
        items={tabs}
        destroyOnHidden
        // All of them fit a phone: what Ant Design folds away is not a tab to a screen reader.
        {...(isNarrow ? { tabBarGutter: 16 } : {})}
        onChange={(next) => go('/territory', { tab: next })}
      />
    </>
  )
}
