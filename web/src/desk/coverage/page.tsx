import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { type Both, get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { MarkWord } from '../../foundation/marks.tsx'
import { useAddress, useGo } from '../../foundation/ways.tsx'
import { BranchInput } from '../party/branch-input.tsx'
import { FileDialog } from '../party/file-dialog.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { FormModal, useSave } from '../territory/form-modal.tsx'
import { FoundInput } from '../territory/found-input.tsx'
import type { Named, Page } from '../types.ts'
import { useWords } from '../words/index.ts'

interface Gaps {
  sectors: (Both & { id: string; kind: string })[]
  rows: (Named & { units: number; own: number; attached: number; none: number; people_without: number })[]
  may_write: boolean
}

interface Unit {
  id: string
  sector: string
  name: string
  register_code: string
  area: Named
  people: number
  full_members: number
  care: 'own' | 'attached' | 'none'
  branch_id: string | null
  branch: string | null
  could_found: boolean
  may_change: boolean
  version: number
}

const cares = ['own', 'attached', 'none'] as const
const careMarks = {
  own: { tone: 'green', icon: 'check' },
  attached: { tone: 'teal', icon: 'link' },
  none: { tone: 'amber', icon: 'late' },
} as const

/** Who of the new organisations and employment groups is in some branch's care, and where the gaps are. */
export function CoveragePage() {
  const say = useWords()
  const go = useGo()
  const client = useQueryClient()
  const { by, area, care, sector } = useAddress((search) => ({
    by: search.by === 'community' ? ('community' as const) : ('street' as const),
    area: typeof search.area === 'string' ? search.area : undefined,
    care: cares.find((each) => each === search.care),
    sector: typeof search.sector === 'string' ? search.sector : undefined,
  }))
  const [isEntering, setEntering] = useState(false)
  const [isImporting, setImporting] = useState(false)
  const gaps = useQuery({
    queryKey: ['coverage', 'gaps', by],
    queryFn: () => get<Gaps>('/api/coverage/gaps', { by }),
    placeholderData: (before) => before,
  })
  const show = (more: Record<string, string | undefined>) => {
    const next = { ...(by === 'community' ? { by } : {}), area, care, sector, ...more }
    go(
      '/coverage',
      Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >,
    )
  }
  const chosen = gaps.data?.rows.find(({ id }) => id === area)
  return (
    <>
      <PageHead title={say('coverage.title')} hint={say('coverage.hint')}>
        {gaps.data?.may_write && (
          <>
            <Button type="primary" onClick={() => setEntering(true)}>
              {say('coverage.enter')}
            </Button>
            <Button onClick={() => setImporting(true)}>{say('coverage.importFile')}</Button>
          </>
        )}
      </PageHead>
      {!gaps.data &&
        (gaps.error ? <Failed error={gaps.error} onRetry={() => void gaps.refetch()} /> : <Loading />)}
      {gaps.data && (
        <div className="desk-stack">
          <section className="desk-section">
            <Radio.Group
              optionType="button"
              value={by}
              onChange={({ target }) =>
                show({ by: target.value === 'community' ? 'community' : undefined, area: undefined })
              }
              options={[
                { value: 'street', label: say('coverage.gaps') },
                { value: 'community', label: say('coverage.byCommunity') },
              ]}
            />
            {gaps.data.rows.length === 0 ? (
              <Nothing title={say('coverage.noUnits')} />
            ) : (
              <div className="desk-table-scroll">
                <table className="desk-table desk-grids-table">
                  <thead>
                    <tr>
                      <th scope="col">{say('coverage.area')}</th>
                      {(['units', 'own', 'attached', 'none', 'people_without'] as const).map((key) => (
                        <th key={key} scope="col" className="desk-number">
                          {say(labels[key])}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {gaps.data.rows.map((row) => (
                      <tr key={row.id} {...(row.id === area ? { 'aria-current': true } : {})}>
                        <th scope="row">
                          <button
                            type="button"
                            className="desk-text-button"
                            onClick={() => show({ area: row.id })}
                          >
                            {row.name}
                          </button>
                        </th>
                        {(['units', 'own', 'attached', 'none', 'people_without'] as const).map((key) => (
                          <td key={key} className="desk-number" data-label={say(labels[key])}>
                            {row[key]}
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </section>
          <Units
            area={area}
            care={care}
            sector={sector}
            sectors={gaps.data.sectors}
            chosen={chosen?.name}
            onShow={show}
          />
        </div>
      )}
      {isEntering && gaps.data && <Enter sectors={gaps.data.sectors} onClose={() => setEntering(false)} />}
      {isImporting && (
        <FileDialog
          title={say('coverage.importFile')}
          path="/api/coverage/file"
          sample="/api/coverage/file/sample"
          onClose={() => setImporting(false)}
          onWritten={() => void client.invalidateQueries({ queryKey: ['coverage'] })}
        />
      )}
    </>
  )
}

const labels = {
  units: 'coverage.units',
  own: 'coverage.own',
  attached: 'coverage.attached',
  none: 'coverage.uncovered',
  people_without: 'coverage.peopleWithout',
} as const

function Units(props: {
  area: string | undefined
  care: (typeof cares)[number] | undefined
  sector: string | undefined
  sectors: Gaps['sectors']
  chosen: string | undefined
  onShow(more: Record<string, string | undefined>): void
}) {
  const { area, care, sector, sectors, chosen, onShow } = props
  const say = useWords()
  const pick = usePick()
  const [changing, setChanging] = useState<Unit | null>(null)
  const query = useInfiniteQuery({
    queryKey: ['coverage', 'units', area, care, sector],
    queryFn: ({ pageParam }) =>
      get<Page<Unit>>('/api/coverage/units', { area, care, sector, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const sectorWords = new Map(sectors.map((one) => [one.id, pick(one)]))
  return (
    <section className="desk-section" aria-labelledby="coverage-list">
      <h2 id="coverage-list">{say('coverage.list')}</h2>
      <div className="desk-toolbar">
        <Select
          aria-label={say('coverage.care')}
          value={care ?? ''}
          style={{ minWidth: 140 }}
          onChange={(next: string) => onShow({ care: next || undefined })}
          options={[
            { value: '', label: say('coverage.allCare') },
            ...cares.map((each) => ({ value: each, label: say(`coverage.careOf.${each}`) })),
          ]}
        />
        <Select
          aria-label={say('coverage.sector')}
          value={sector ?? ''}
          style={{ minWidth: 180 }}
          onChange={(next: string) => onShow({ sector: next || undefined })}
          options={[
            { value: '', label: say('coverage.allSectors') },
            ...sectors.map((one) => ({ value: one.id, label: pick(one) })),
          ]}
        />
        {chosen && (
          <Button onClick={() => onShow({ area: undefined })}>
            {say('coverage.areaChosen', { name: chosen })} · {say('needs.everywhere')}
          </Button>
        )}
      </div>
      {query.isPending && <Loading rows={4} />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <Nothing title={say('coverage.noUnits')} />}
      {items.length > 0 && (
        <div className="desk-table-scroll">
          <table className="desk-table desk-grids-table">
            <thead>
              <tr>
                <th scope="col">{say('coverage.name')}</th>
                <th scope="col">{say('coverage.sector')}</th>
                <th scope="col">{say('coverage.area')}</th>
                <th scope="col" className="desk-number">
                  {say('coverage.people')}
                </th>
                <th scope="col" className="desk-number">
                  {say('coverage.members')}
                </th>
                <th scope="col">{say('coverage.care')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((unit) => (
                <tr key={unit.id}>
                  <th scope="row">
                    {unit.may_change ? (
                      <button type="button" className="desk-text-button" onClick={() => setChanging(unit)}>
                        {unit.name}
                      </button>
                    ) : (
                      unit.name
                    )}
                  </th>
                  <td data-label={say('coverage.sector')}>{sectorWords.get(unit.sector) ?? unit.sector}</td>
                  <td data-label={say('coverage.area')}>{unit.area.name}</td>
                  <td className="desk-number" data-label={say('coverage.people')}>
                    {unit.people}
                  </td>
                  <td className="desk-number" data-label={say('coverage.members')}>
                    {unit.full_members}
                  </td>
                  <td data-label={say('coverage.care')}>
                    <MarkWord mark={careMarks[unit.care]} words={say(`coverage.careOf.${unit.care}`)} plain />
                    {unit.branch && ` ${unit.branch}`}
                    {unit.could_found && ` · ${say('coverage.couldFoundShort')}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
      {changing && <Change unit={changing} onClose={() => setChanging(null)} />}
    </section>
  )
}

interface Typed {
  area_id: string
  sector: string
  name: string
  register_code: string
  people: number
  full_members: number
  care: (typeof cares)[number]
  branch_id?: string
  ended?: boolean
}

function CareFields() {
  const say = useWords()
  const required = [{ required: true, message: say('grids.form.required') }]
  return (
    <>
      <Form.Item name="people" label={say('coverage.people')} rules={required}>
        <InputNumber min={0} max={1_000_000} />
      </Form.Item>
      <Form.Item name="full_members" label={say('coverage.members')} rules={required}>
        <InputNumber min={0} max={1_000_000} />
      </Form.Item>
      <Form.Item name="care" label={say('coverage.care')} rules={required}>
        <Radio.Group
          options={cares.map((each) => ({ value: each, label: say(`coverage.careOf.${each}`) }))}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before: Typed, after: Typed) => before.care !== after.care}>
        {({ getFieldValue }) =>
          getFieldValue('care') !== 'none' && (
            <Form.Item name="branch_id" label={say('coverage.branch')} rules={required}>
              <BranchInput />
            </Form.Item>
          )
        }
      </Form.Item>
    </>
  )
}

function Enter({ sectors, onClose }: { sectors: Gaps['sectors']; onClose(): void }) {
  const say = useWords()
  const pick = usePick()
  const required = [{ required: true, message: say('grids.form.required') }]
  const save = useSave(
    (typed: Typed) =>
      post('/api/coverage/units', {
        ...typed,
        name: typed.name.trim(),
        register_code: typed.register_code.trim(),
        branch_id: typed.care === 'none' ? null : (typed.branch_id ?? null),
      }),
    onClose,
    ['coverage'],
  )
  return (
    <FormModal title={say('coverage.enter')} save={save} onClose={onClose} initial={{ care: 'none' }}>
      <Form.Item name="name" label={say('coverage.name')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="register_code" label={say('coverage.code')} rules={required}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="sector" label={say('coverage.sector')} rules={required}>
        <Select options={sectors.map((one) => ({ value: one.id, label: pick(one) }))} />
      </Form.Item>
      <Form.Item name="area_id" label={say('coverage.where')} rules={required}>
        <FoundInput path="/api/areas" />
      </Form.Item>
      <CareFields />
    </FormModal>
  )
}

function Change({ unit, onClose }: { unit: Unit; onClose(): void }) {
  const say = useWords()
  const save = useSave(
    (typed: Typed) =>
      post(`/api/coverage/units/${unit.id}`, {
        version: unit.version,
        name: typed.name.trim(),
        people: typed.people,
        full_members: typed.full_members,
        care: typed.care,
        branch_id: typed.care === 'none' ? null : (typed.branch_id ?? null),
        ...(typed.ended ? { ended: true } : {}),
      }),
    onClose,
    ['coverage'],
  )
  return (
    <FormModal
      title={say('coverage.change')}
      save={save}
      onClose={onClose}
      initial={{
        name: unit.name,
        people: unit.people,
        full_members: unit.full_members,
        care: unit.care,
        ...(unit.branch_id ? { branch_id: unit.branch_id } : {}),
      }}
    >
      <Form.Item
        name="name"
        label={say('coverage.name')}
        rules={[{ required: true, message: say('grids.form.required') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <CareFields />
      <Form.Item name="ended" valuePropName="checked">
        <Checkbox>{say('coverage.end')}</Checkbox>
      </Form.Item>
    </FormModal>
  )
}
