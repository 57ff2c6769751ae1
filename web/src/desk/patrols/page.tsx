import { Button, Tabs } from 'antd'
import { useAddress, useGo } from '../../foundation/ways.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { CoverageSection } from './coverage.tsx'
import { PlanEditor } from './editor.tsx'
import { usePlan } from './patrols.ts'
import { PlanList } from './plan-list.tsx'

/** Patrols as those see them who answer for grids: what is planned, and what of it was walked. */
export function PatrolsPage() {
  const say = useWords()
  const me = useMyself()
  const go = useGo()
  const address = useAddress(({ tab, plan, area }) => ({
    tab: tab === 'coverage' || tab === 'behind' ? tab : ('plans' as const),
    plan: typeof plan === 'string' ? plan : undefined,
    area: typeof area === 'string' ? area : undefined,
  }))
  const { tab, plan, area } = address
  const toList = () => go('/patrols', { ...(area ? { area } : {}) })
  if (plan === 'new')
    return (
      <>
        <PageHead title={say('patrols.newPlan')} hint={say('patrols.newHint')} />
        <PlanEditor plan={null} {...(area ? { area } : {})} onDone={toList} />
      </>
    )
  if (plan) return <OnePlan key={plan} id={plan} onDone={toList} />
  return (
    <>
      <PageHead title={say('patrols.title')} hint={say('patrols.hint')}>
        {me.may('patrol.plan') && (
          <Button type="primary" onClick={() => go('/patrols', { plan: 'new', ...(area ? { area } : {}) })}>
            {say('patrols.newPlan')}
          </Button>
        )}
      </PageHead>
      <Tabs
        activeKey={tab}
        onChange={(next) =>
          go('/patrols', { ...(next === 'plans' ? {} : { tab: next }), ...(area ? { area } : {}) })
        }
        items={(['plans', 'coverage', 'behind'] as const).map((key) => ({
          key,
          label: say(`patrols.tab.${key}`),
        }))}
      />
      {tab === 'plans' ? (
        <PlanList area={area} />
      ) : (
        <CoverageSection key={tab} area={area} onlyBehind={tab === 'behind'} />
      )}
    </>
  )
}

function OnePlan({ id, onDone }: { id: string; onDone(): void }) {
  const say = useWords()
  const { data, error, refetch } = usePlan(id)
  return (
    <>
      <PageHead
        title={data?.name ?? say('patrols.plan')}
        {...(data ? { hint: `${data.area.name} · ${data.organisation.name}` } : {})}
      >
        <Button onClick={onDone}>{say('patrols.toList')}</Button>
      </PageHead>
      {data ? (
        <PlanEditor key={data.version} plan={data} area={data.area.id} onDone={onDone} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}
