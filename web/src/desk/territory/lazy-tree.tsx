import { useQueries } from '@tanstack/react-query'
import { Tree } from 'antd'
import { useEffect, useState } from 'react'
import { get } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import type { ListPage } from './territory.ts'

interface Item {
  id: string
  name: string
  kind: string
}

interface Node {
  key: string
  title: string
  isLeaf: boolean
  children?: Node[]
}

interface LazyTreeProps {
  path: ApiPath
  /** What asks for those with nothing above them. */
  top: Record<string, string | boolean>
  /** Kinds that hold nothing. */
  leaves?: string[]
  /** Levels that stand open at first. */
  openLevels: number
  chosen: string | undefined
  empty: string
  onChoose(id: string): void
}

async function allBelow(path: ApiPath, search: Record<string, string | boolean>): Promise<Item[]> {
  const found: Item[] = []
  let after: string | undefined
  do {
    const page = await get<ListPage<Item>>(path, { ...search, limit: 200, after })
    found.push(...page.items)
    after = page.next ?? undefined
  } while (after)
  return found
}

const root = ''

/** A tree whose branches are read when they are opened, and read again when the register changes. */
export function LazyTree({ path, top, leaves = [], openLevels, chosen, empty, onChoose }: LazyTreeProps) {
  const say = useWords()
  const [open, setOpen] = useState<string[]>([])
  const [openedLevels, setOpenedLevels] = useState(0)
  const keys = [root, ...open]
  const answers = useQueries({
    queries: keys.map((key) => ({
      queryKey: ['territory', 'below', path, key],
      queryFn: () => allBelow(path, key === root ? top : { parent: key }),
      staleTime: 60_000,
    })),
  })
  const below = new Map(keys.map((key, index) => [key, answers[index]?.data]))
  const first = answers[0]!
  const waiting = answers.some(({ isPending }) => isPending)
  const fresh = openedLevels < openLevels && !waiting
  useEffect(() => {
    if (!fresh) return
    setOpenedLevels((level) => level + 1)
    setOpen((before) => [
      ...new Set([
        ...before,
        ...[...below.values()].flatMap((items) =>
          (items ?? []).filter(({ kind }) => !leaves.includes(kind)).map(({ id }) => id),
        ),
      ]),
    ])
  })
  if (!first.data)
    return first.error ? (
      <Failed error={first.error} onRetry={() => void first.refetch()} />
    ) : (
      <Loading rows={4} />
    )
  if (first.data.length === 0) return <Nothing title={empty} />
  const nodes = (key: string): Node[] =>
    (below.get(key) ?? []).map((item) => {
      const read = below.get(item.id)
      return {
        key: item.id,
        title: item.name,
        isLeaf: leaves.includes(item.kind) || read?.length === 0,
        ...(read ? { children: nodes(item.id) } : {}),
      }
    })
  return (
    <Tree
      blockNode
      aria-label={say('territory.title')}
      treeData={nodes(root)}
      expandedKeys={open}
      onExpand={(next) => setOpen(next.map(String))}
      selectedKeys={chosen ? [chosen] : []}
      onSelect={(picked) => picked[0] !== undefined && onChoose(String(picked[0]))}
    />
  )
}
