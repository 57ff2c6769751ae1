import { useQueryClient } from '@tanstack/react-query'
import { Button, Select, Tag, TreeSelect } from 'antd'
import { stateWords } from '../../../../server/src/matters/words.ts'
import { usePick } from '../../foundation/both.ts'
import { stateMarks } from '../../foundation/marks.tsx'
import { nameKey } from '../find/names.ts'
import type { SavedView } from '../saved/saved.ts'
import { useTerms } from '../terms.ts'
import { useArea } from '../territory/area.ts'
import type { MatterRow } from '../types.ts'
import { useWords } from '../words/index.ts'
import { type InboxAddress, isFiltered } from './address.ts'

interface FiltersProps {
  address: InboxAddress
  rows: MatterRow[]
  onChange(change: Partial<Record<keyof InboxAddress, string | undefined>>): void
}

/** Whose matters: an owner or a handler that was chosen in the search box, told by name. */
function Whose({ address, rows, onChange }: FiltersProps) {
  const say = useWords()
  const client = useQueryClient()
  const saved = client.getQueryData<SavedView[]>(['views'])?.find(({ id }) => id === address.saved)?.names
  const known = (id: string) => client.getQueryData<string>(nameKey(id))
  const { owner, handler } = address
  const chips = [
    owner && {
      field: 'owner' as const,
      words: say('find.ownerChip', {
        name:
          known(owner) ??
          rows.find((row) => row.owner.id === owner)?.owner.name ??
          saved?.owner ??
          say('find.somewhere'),
      }),
    },
    handler && {
      field: 'handler' as const,
      words: say('find.handlerChip', {
        name:
          known(handler) ??
          rows.find((row) => row.handler?.id === handler)?.handler?.name ??
          saved?.handler ??
          say('find.someone'),
      }),
    },
  ].filter((chip) => typeof chip === 'object')
  return chips.map(({ field, words }) => (
    <Chip key={field} words={words} onDrop={() => onChange({ [field]: undefined })} />
  ))
}

function Chip({ words, onDrop }: { words: string; onDrop(): void }) {
  const say = useWords()
  return (
    <Tag
      className="desk-chip"
      closable
      closeIcon={
        <span role="img" aria-label={say('find.drop', { what: words })}>
          ×
        </span>
      }
      onClose={(event) => {
        event.preventDefault()
        onDrop()
      }}
    >
      {words}
    </Tag>
  )
}

/** Where: an area that was chosen on the map or among the levels; and that only what is open is wanted. */
function Where({ address, onChange }: Omit<FiltersProps, 'rows'>) {
  const say = useWords()
  const pick = usePick()
  const { data: area } = useArea(address.area)
  return (
    <>
      {address.area && (
        <Chip
          words={say(address.here ? 'onMap.hereChip' : 'onMap.areaChip', {
            name: area ? pick({ zh: area.name, en: area.name_en ?? area.name }) : '…',
          })}
          onDrop={() => onChange({ area: undefined, here: undefined })}
        />
      )}
      {address.open && <Chip words={say('onMap.openChip')} onDrop={() => onChange({ open: undefined })} />}
    </>
  )
}

/** Narrows the list; every choice stands in the page's address. */
export function Filters({ address, rows, onChange }: FiltersProps) {
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
      <Whose address={address} rows={rows} onChange={onChange} />
      <Where address={address} onChange={onChange} />
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
              area: undefined,
              here: undefined,
              open: undefined,
              owner: undefined,
              handler: undefined,
              saved: undefined,
            })
          }
        >
          {say('inbox.clearFilters')}
        </Button>
      )}
    </div>
  )
}
