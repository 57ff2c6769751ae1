import { useQuery } from '@tanstack/react-query'
import { Input, Tree } from 'antd'
import { useDeferredValue, useState } from 'react'
import { areaKinds, dedications } from '../../../../server/src/territory/rules.ts'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import type { Area, AreaPage, ListPage } from './territory.ts'

interface Node {
  key: string
  title: string
  isLeaf: boolean
  children?: Node[]
}

const kindOf = (kind: string) => areaKinds[kind as keyof typeof areaKinds] ?? { zh: kind, en: kind }

/** All areas below one, or those at the top. */
async function areasBelow(parent?: string): Promise<Area[]> {
  const found: Area[] = []
  let after: string | undefined
  do {
    const page = await get<ListPage<Area>>(
      '/api/areas',
      parent ? { parent, limit: 200, after } : { kind: 'city', limit: 200, after },
    )
    found.push(...page.items)
    after = page.next ?? undefined
  } while (after)
  return found
}

const nodeOf = (area: Area): Node => ({
  key: area.id,
  title: area.name,
  isLeaf: ['micro_grid', 'dedicated_grid'].includes(area.kind),
})

/** The first two levels, so that the tree opens with something in it. */
async function citiesWithDistricts(): Promise<Node[]> {
  const cities = await areasBelow()
  return Promise.all(
    cities.map(async (city) => ({ ...nodeOf(city), children: (await areasBelow(city.id)).map(nodeOf) })),
  )
}

function withChildren(nodes: Node[], key: string, children: Node[]): Node[] {
  return nodes.map((node) =>
    node.key === key
      ? { ...node, children, isLeaf: children.length === 0 }
      : node.children
        ? { ...node, children: withChildren(node.children, key, children) }
        : node,
  )
}

function AreaTree({ onChoose }: { onChoose(id: string): void }) {
  const [nodes, setNodes] = useState<Node[] | null>(null)
  const top = useQuery({ queryKey: ['areas', 'cities'], queryFn: citiesWithDistricts, staleTime: 600_000 })
  if (!top.data)
    return top.error ? <Failed error={top.error} onRetry={() => void top.refetch()} /> : <Loading rows={4} />
  const shown = nodes ?? top.data
  return (
    <Tree
      blockNode
      treeData={shown}
      defaultExpandedKeys={top.data.map(({ key }) => key)}
      onSelect={(keys) => keys[0] !== undefined && onChoose(String(keys[0]))}
      loadData={async (node) => {
        if (node.children) return
        const children = (await areasBelow(String(node.key))).map(nodeOf)
        setNodes((before) => withChildren(before ?? shown, String(node.key), children))
      }}
    />
  )
}

function Found({ q, onChoose }: { q: string; onChoose(id: string): void }) {
  const pick = usePick()
  const { data } = useQuery({
    queryKey: ['areas', 'found', q],
    queryFn: () => get<ListPage<Area>>('/api/areas', { q, limit: 50 }),
    placeholderData: (before) => before,
  })
  return (
    <ul className="desk-plain-list">
      {data?.items.map((area) => (
        <li key={area.id}>
          <button type="button" className="desk-text-button" onClick={() => onChoose(area.id)}>
            {area.name}
          </button>{' '}
          <small className="desk-soft">
            {pick(kindOf(area.kind))} {area.code}
          </small>
        </li>
      ))}
    </ul>
  )
}

function AreaFacts({ id }: { id: string }) {
  const say = useWords()
  const pick = usePick()
  const { data, error, refetch } = useQuery({
    queryKey: ['area', id],
    queryFn: () => get<AreaPage>(`/api/areas/${id}`),
  })
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={4} />
  const dedicated = data.dedicated_to && dedications[data.dedicated_to as keyof typeof dedications]
  return (
    <section className="desk-section">
      <h2>
        {data.name}{' '}
        <small>
          {pick(kindOf(data.kind))}
          {dedicated && ` · ${pick(dedicated)}`}
        </small>
      </h2>
      <dl className="desk-facts">
        <dt>{say('territory.code')}</dt>
        <dd>
          <code>{data.code}</code>
        </dd>
        <dt>{say('territory.parent')}</dt>
        <dd>
          {data.chain
            .filter((each) => each.id !== data.id)
            .map(({ name }) => name)
            .join(' ') || say('state.none')}
        </dd>
        <dt>{say('territory.households')}</dt>
        <dd>{data.households ?? say('state.unknown')}</dd>
        <dt>{say('territory.worker')}</dt>
        <dd>
          {data.worker
            ? `${data.worker.name} · ${data.worker.office} ${data.worker.office_phone ?? ''}`
            : say('state.none')}
        </dd>
        <dt>{say('territory.responsible')}</dt>
        <dd>{data.community ? `${data.community.name} ${data.community.phone ?? ''}` : say('state.none')}</dd>
      </dl>
    </section>
  )
}

/** The areas as a tree from the city down; one of them with who works it. */
export function Areas() {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const q = useDeferredValue(typed.trim())
  return (
    <div className="desk-split">
      <section className="desk-section">
        <Input.Search
          allowClear
          value={typed}
          placeholder={say('territory.searchArea')}
          aria-label={say('territory.searchArea')}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="desk-tree">
          {q ? <Found q={q} onChoose={setChosen} /> : <AreaTree onChoose={setChosen} />}
        </div>
      </section>
      {chosen ? <AreaFacts id={chosen} /> : <p className="desk-soft">{say('territory.chooseArea')}</p>}
    </div>
  )
}
