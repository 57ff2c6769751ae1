import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Input, Select } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { isProblem } from '../../foundation/problem-words.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { CommunityInput } from '../grids/deed-fields.tsx'
import { useCommunityGrids, useHomeCommunity } from '../grids/grids.ts'
import { ProblemAlert } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { bodyOf, type Draft, draftOf, earliest, newKey } from './draft.ts'
import { EndPlan } from './end-plan.tsx'
import { FrequencyInput } from './frequency.tsx'
import { type PlanDetail, useCommunityOf, usePlanForm } from './patrols.ts'
import { PointsInput } from './points.tsx'
import { VersionsOf } from './versions.tsx'

const PlanMap = lazy(() => import('./plan-map.tsx'))

interface PlanEditorProps {
  plan: PlanDetail | null
  area?: string
  onDone(): void
}

/** Making a plan or changing one: where, who, how often, which points on the map and what to look at there. */
export function PlanEditor({ plan, area: asked, onDone }: PlanEditorProps) {
  const say = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const home = useHomeCommunity(asked === undefined)
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const area = chosen ?? asked ?? home.data?.id
  const { data: community } = useCommunityOf(area)
  const { data: division } = useCommunityGrids(community?.id)
  const { data: form } = usePlanForm(area)
  const [draft, setDraft] = useState<Draft>(() => draftOf(plan))
  const mayChange = plan === null || (plan.may_change && plan.last_day === null)
  const put = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const save = useMutation({
    mutationFn: () =>
      plan
        ? post(`/api/patrol-plans/${plan.id}/versions`, { version: plan.version, ...bodyOf(draft, form) })
        : post('/api/patrol-plans', { area_id: area, ...bodyOf(draft, form) }),
    onSuccess: () => {
      message.success(say(plan ? 'patrols.changed' : 'patrols.made', { from: draft.from }))
      void client.invalidateQueries({ queryKey: ['territory', '/api/patrol-plans'] })
      void client.invalidateQueries({ queryKey: ['patrols'] })
      onDone()
    },
  })
  const shapes = useMemo(() => {
    const all = division ? [division.community, ...division.grids] : []
    return {
      area: all.find(({ id }) => id === area)?.shape ?? null,
      around: all.flatMap(({ shape, kind }) => (shape && kind !== 'micro_grid' ? [shape] : [])),
    }
  }, [division, area])
  const isReady = area !== undefined && draft.name.trim() !== '' && draft.points.length > 0
  return (
    <div className="desk-stack">
      {plan && !plan.may_change && <p className="desk-soft">{say('patrols.readOnly')}</p>}
      {plan?.last_day && <Alert type="info" showIcon title={say('patrols.endsOn', { day: plan.last_day })} />}
      <div className="desk-division">
        <div className="desk-grids-side">
          <Suspense fallback={<p className="desk-soft">{say('grids.mapLoading')}</p>}>
            <PlanMap
              area={shapes.area}
              around={shapes.around}
              isKnown={division !== undefined || community === null}
              points={draft.points}
              mayChange={mayChange}
              onAdd={(spot) =>
                setDraft((before) => ({
                  ...before,
                  points: [...before.points, { key: newKey(), name: '', ...spot, checks: [] }],
                }))
              }
              onMove={(key, spot) =>
                setDraft((before) => ({
                  ...before,
                  points: before.points.map((point) => (point.key === key ? { ...point, ...spot } : point)),
                }))
              }
            />
          </Suspense>
          {mayChange && <p className="desk-soft">{say('patrols.mapHint')}</p>}
        </div>
        <form
          className="desk-section desk-patrol-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (isReady && !save.isPending) save.mutate()
          }}
        >
          {plan === null && (
            <Where
              area={area}
              communityId={community?.id}
              communityName={community?.name}
              onChoose={(next) => {
                setChosen(next)
                put({ worker: null })
              }}
            />
          )}
          <label htmlFor="plan-name">{say('patrols.name')}</label>
          <Input
            id="plan-name"
            value={draft.name}
            maxLength={60}
            disabled={!mayChange}
            onChange={(event) => put({ name: event.target.value })}
          />
          <label htmlFor="plan-worker">{say('patrols.who')}</label>
          <Workers
            draft={draft}
            form={form}
            named={plan?.versions.at(-1)?.worker ?? null}
            isCommunity={area === community?.id}
            disabled={!mayChange}
            onChange={(worker) => put({ worker })}
          />
          <span className="desk-patrol-label">{say('patrols.howOften')}</span>
          <FrequencyInput
            value={draft.frequency}
            disabled={!mayChange}
            onChange={(frequency) => put({ frequency })}
          />
          <Minimums form={form} />
          <Checkbox
            checked={draft.walksOnHolidays}
            disabled={!mayChange}
            onChange={(event) => put({ walksOnHolidays: event.target.checked })}
          >
            {say('patrols.onHolidays')}
          </Checkbox>
          <label htmlFor="plan-from">{say(plan ? 'patrols.changeFrom' : 'patrols.from')}</label>
          <Input
            id="plan-from"
            type="date"
            value={draft.from}
            min={earliest(plan)}
            disabled={!mayChange}
            onChange={(event) => put({ from: event.target.value })}
          />
          <label htmlFor="plan-until">{say('patrols.until')}</label>
          <Input
            id="plan-until"
            type="date"
            value={draft.until}
            min={draft.from}
            disabled={!mayChange}
            onChange={(event) => put({ until: event.target.value })}
          />
          <PointsInput
            points={draft.points}
            form={form}
            mayChange={mayChange}
            onChange={(points) => put({ points })}
          />
          <div role="alert">
            <ProblemAlert error={save.error} />
          </div>
          {mayChange && (
            <p className="desk-toolbar">
              <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!isReady}>
                {say(plan ? 'patrols.saveChange' : 'patrols.save')}
              </Button>
              {isProblem(save.error, 'conflict.changed') && (
                <Button onClick={() => void client.invalidateQueries({ queryKey: ['patrols'] })}>
                  {say('patrols.reread')}
                </Button>
              )}
              <Button type="text" onClick={onDone}>
                {say('act.cancel')}
              </Button>
              {plan && <EndPlan plan={plan} />}
            </p>
          )}
        </form>
      </div>
      {plan && <VersionsOf plan={plan} />}
    </div>
  )
}

function Where(props: {
  area: string | undefined
  communityId: string | undefined
  communityName: string | undefined
  onChoose(area: string): void
}) {
  const { area, communityId, communityName, onChoose } = props
  const say = useWords()
  const { data: division } = useCommunityGrids(communityId)
  return (
    <>
      <label htmlFor="plan-community">{say('patrols.community')}</label>
      <CommunityInput
        id="plan-community"
        {...(communityId ? { value: communityId } : {})}
        {...(communityId && communityName ? { known: { id: communityId, name: communityName } } : {})}
        onChange={onChoose}
      />
      <label htmlFor="plan-grid">{say('patrols.grid')}</label>
      <Select
        id="plan-grid"
        value={area ?? null}
        options={[
          ...(communityId ? [{ value: communityId, label: say('patrols.wholeCommunity') }] : []),
          ...(division?.grids ?? [])
            .filter(({ kind }) => kind !== 'micro_grid')
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(next: string) => onChoose(next)}
      />
    </>
  )
}

function Workers(props: {
  draft: Draft
  form: ReturnType<typeof usePlanForm>['data']
  named: { id: string; name: string } | null
  isCommunity: boolean
  disabled: boolean
  onChange(worker: string | null): void
}) {
  const { draft, form, named, isCommunity, disabled, onChange } = props
  const say = useWords()
  const pick = usePick()
  const workers = form?.workers ?? []
  const left =
    named && !workers.some(({ id }) => id === named.id) ? [{ value: named.id, label: named.name }] : []
  return (
    <Select
      id="plan-worker"
      value={draft.worker ?? ''}
      disabled={disabled}
      options={[
        { value: '', label: say(isCommunity ? 'patrols.nameSomebody' : 'patrols.gridWorker') },
        ...left,
        ...workers.map(({ id, name, role }) => ({ value: id, label: `${name} · ${pick(role)}` })),
      ]}
      onChange={(next: string) => onChange(next || null)}
    />
  )
}

/** What the rules say of how often; a plan may stay below it and is marked. */
function Minimums({ form }: { form: ReturnType<typeof usePlanForm>['data'] }) {
  const say = useWords()
  const pick = usePick()
  return form?.minimums.map((minimum) => (
    <small key={minimum.id} className="desk-soft">
      {say('patrols.minimum', { name: pick(minimum), n: minimum.at_least, source: minimum.source })}
      {minimum.unverified && bracketed(say('grids.unverified'))}
    </small>
  ))
}
