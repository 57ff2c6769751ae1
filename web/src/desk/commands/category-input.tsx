import { TreeSelect } from 'antd'
import { usePick } from '../../foundation/both.ts'
import { useTerms } from '../terms.ts'
import type { CategoryNode } from '../types.ts'
import { useWords } from '../words/index.ts'

interface CategoryInputProps {
  id?: string
  value?: string
  onChange?: (value: string | undefined) => void
  clearable?: boolean
}

interface TreeNode {
  value: string
  title: string
  children: TreeNode[]
}

/** A category out of the tree of the rules; found by typing any part of its name. */
export function CategoryInput({ id, value, onChange, clearable }: CategoryInputProps) {
  const say = useWords()
  const pick = usePick()
  const { categories } = useTerms()
  const nodes = (list: CategoryNode[]): TreeNode[] =>
    list.map((node) => ({ value: node.id, title: pick(node), children: nodes(node.children ?? []) }))
  return (
    <TreeSelect
      {...(id ? { id } : {})}
      showSearch={{
        filterTreeNode: (typed, node) => String(node.title).toLowerCase().includes(typed.toLowerCase()),
      }}
      allowClear={clearable ?? false}
      value={value ?? null}
      placeholder={say('matter.form.choose')}
      onChange={(next: string | null | undefined) => onChange?.(next ?? undefined)}
      treeData={nodes(categories)}
      style={{ width: '100%' }}
      listHeight={320}
    />
  )
}
