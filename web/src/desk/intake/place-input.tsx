import { useQuery } from '@tanstack/react-query'
import { Alert, AutoComplete, Cascader, Input, Segmented } from 'antd'
import { useDeferredValue, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { isProblem } from '../../foundation/problem-words.ts'
import { useWords } from '../words/index.ts'
import type { PlaceDraft } from './draft.ts'

interface PlaceFound {
  kind: 'place' | 'area'
  code: string
  area_id: string
  name: string
  address: string | null
  chain: { name: string }[]
}

interface AreaFound {
  id: string
  name: string
  kind: string
}

interface Branch {
  value: string
  label: string
  isLeaf: boolean
  loading?: boolean
  children?: Branch[]
}

const ways = ['address', 'area', 'code'] as const

async function areasBelow(parent: AreaFound | { id: undefined }): Promise<Branch[]> {
  const { items } = await get<{ items: AreaFound[] }>(
    '/api/areas',
    parent.id ? { parent: parent.id, limit: 200 } : { kind: 'district', limit: 200 },
  )
  return items.map(({ id, name, kind }) => ({
    value: id,
    label: name,
    isLeaf: ['grid', 'micro_grid', 'dedicated_grid'].includes(kind),
  }))
}

function ByAddress({ value, onChange }: PlaceInputProps) {
  const say = useWords()
  const q = useDeferredValue((value.address ?? '').trim())
  const { data } = useQuery({
    queryKey: ['places', q],
    queryFn: () => get<{ items: PlaceFound[] }>('/api/places', { q }),
    enabled: q.length >= 2,
    placeholderData: (before) => before,
  })
  return (
    <AutoComplete
      id="intake-address"
      aria-label={say('matter.intake.byAddress')}
      value={value.address ?? ''}
      placeholder={say('matter.intake.addressHint')}
      style={{ width: '100%' }}
      options={(data?.items ?? []).map((place) => ({
        value: place.code,
        label: (
          <span>
            {place.name}{' '}
            <small className="desk-soft">
              {place.address ?? place.chain.map(({ name }) => name).join(' ')}
            </small>
          </span>
        ),
      }))}
      onSelect={(code: string) => {
        const place = data?.items.find((each) => each.code === code)
        if (!place) return
        const placeName = place.address ?? place.chain.map(({ name }) => name).join('')
        const found = place.kind === 'place' ? { placeCode: code } : { areaId: place.area_id }
        onChange({ way: 'address', placeName, address: placeName, ...found })
      }}
      onChange={(text: string) => {
        if (data?.items.some(({ code }) => code === text)) return
        const isStillThere = value.placeName !== undefined && text.startsWith(value.placeName)
        onChange(isStillThere ? { ...value, address: text } : { way: 'address', address: text })
      }}
    />
  )
}

function ByArea({ value, onChange }: PlaceInputProps) {
  const say = useWords()
  const [branches, setBranches] = useState<Branch[]>([])
  const top = useQuery({
    queryKey: ['areas', 'top'],
    queryFn: () => areasBelow({ id: undefined }),
    staleTime: 600_000,
  })
  async function open(path: Branch[]) {
    const last = path.at(-1)!
    last.loading = true
    setBranches([...(branches.length > 0 ? branches : (top.data ?? []))])
    last.children = await areasBelow({ id: last.value, name: last.label, kind: '' }).catch(() => [])
    last.loading = false
    if (last.children.length === 0) last.isLeaf = true
    setBranches((before) => [...before])
  }
  return (
    <>
      <Cascader
        aria-label={say('matter.intake.byArea')}
        changeOnSelect
        options={branches.length > 0 ? branches : (top.data ?? [])}
        loadData={(path) => void open(path as Branch[])}
        placeholder={value.areaId ? value.placeName : say('matter.intake.areaHint')}
        style={{ width: '100%' }}
        onChange={(ids, path) =>
          onChange({
            way: 'area',
            ...(ids?.length
              ? {
                  areaId: String(ids.at(-1)),
                  placeName: path.map((each) => (each as Branch).label).join(' '),
                }
              : {}),
            ...(value.address ? { address: value.address } : {}),
          })
        }
      />
      <Input
        value={value.address ?? ''}
        placeholder={say('matter.intake.addressDetail')}
        aria-label={say('matter.intake.addressDetail')}
        maxLength={200}
        onChange={(event) => onChange({ ...value, address: event.target.value })}
      />
    </>
  )
}

function ByCode({ value, onChange }: PlaceInputProps) {
  const say = useWords()
  const code = useDeferredValue((value.placeCode ?? '').trim())
  const { data, error } = useQuery({
    queryKey: ['place', code],
    queryFn: () => get<PlaceFound>(`/api/places/${encodeURIComponent(code)}`),
    enabled: code.length >= 2,
    retry: false,
  })
  return (
    <>
      <Input
        value={value.placeCode ?? ''}
        placeholder={say('matter.intake.codeHint')}
        aria-label={say('matter.intake.byCode')}
        maxLength={64}
        onChange={(event) => onChange({ way: 'code', placeCode: event.target.value })}
      />
      {data && (
        <Alert
          type="success"
          title={say('matter.intake.codeFound', {
            name: [data.name, data.address].filter(Boolean).join(' '),
          })}
        />
      )}
      {error && isProblem(error, 'not_found') && (
        <Alert type="warning" title={say('matter.intake.codeMissing')} />
      )}
    </>
  )
}

interface PlaceInputProps {
  value: PlaceDraft
  onChange(value: PlaceDraft): void
}

/** Where it is: by address, down the areas, or by the code on the building. */
export function PlaceInput(props: PlaceInputProps) {
  const say = useWords()
  const { value, onChange } = props
  return (
    <div className="desk-stack">
      <Segmented
        value={value.way}
        onChange={(way) => onChange({ way })}
        options={ways.map((way) => ({
          value: way,
          label: say(
            way === 'address'
              ? 'matter.intake.byAddress'
              : way === 'area'
                ? 'matter.intake.byArea'
                : 'matter.intake.byCode',
          ),
        }))}
      />
      {value.way === 'address' && <ByAddress {...props} />}
      {value.way === 'address' && value.placeName && (
        <small className="desk-found">{say('matter.intake.codeFound', { name: value.placeName })}</small>
      )}
      {value.way === 'area' && <ByArea {...props} />}
      {value.way === 'code' && <ByCode {...props} />}
    </div>
  )
}
