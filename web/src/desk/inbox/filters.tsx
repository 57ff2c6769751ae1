import { Button, Select, TreeSelect } from 'antd'
import { stateWords } from '../../../../server/src/matters/words.ts'
import { usePick } from '../../foundation/both.ts'
import { stateMarks } from '../../foundation/marks.tsx'
import { useTerms } from '../terms.ts'
import { useWords } from '../words/index.ts'
import { type InboxAddress, isFiltered } from './address.ts'

interface FiltersProps {
  address: InboxAddress
  onChange(change: Partial<Record<keyof InboxAddress, string | undefined>>): void
}

/** Narrows the list; every choice stands in the page's address. */
export function Filters({ address, onChange }: FiltersProps) {
  const say = useWords()
  const pick = usePick()
  const { categories, urgencies } = useTerms()
  const states = Object.keys(stateMarks)
  return (
    <div className="desk-filters">
      <Select
        allowClear
        aria-label={say('inbox.stateFilter')}
        placeholder={say('inbox.anyState')}
        value={address.state}
        onChange={(state) => onChange({ state })}
        options={states.map((state) => ({
          value: state,
          label: pick(stateWords[state as keyof typeof stateWords]),
        }))}
      />
      <TreeSelect
        allowClear
        showSearch={{ filterTreeNode: (typed, node) => String(node.title).includes(typed) }}
        aria-label={say('inbox.categoryFilter')}
        placeholder={say('inbox.anyCategory')}
        value={address.category}
        onChange={(category) => onChange({ category })}
        treeData={categories.map((top) => ({
          value: top.id,
          title: pick(top),
          children: (top.children ?? []).map((each) => ({ value: each.id, title: pick(each) })),
        }))}
        popupMatchSelectWidth={280}
      />
      <Select
        allowClear
        aria-label={say('inbox.urgencyFilter')}
        placeholder={say('inbox.anyUrgency')}
        value={address.urgency}
        onChange={(urgency) => onChange({ urgency })}
        options={urgencies.map((urgency) => ({ value: urgency.id, label: pick(urgency) }))}
      />
      {isFiltered(address) && (
        <Button
          type="link"
          onClick={() =>
            onChange({
              state: undefined,
              category: undefined,
              urgency: undefined,
              kind: undefined,
              q: undefined,
              owner: undefined,
            })
          }
        >
          {say('inbox.clearFilters')}
        </Button>
      )}
    </div>
  )
}
