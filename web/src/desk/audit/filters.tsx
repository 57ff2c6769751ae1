import { Button, Input, Select } from 'antd'
import { matrix } from '../../../../server/src/kernel/permissions/matrix.ts'
import { usePick } from '../../foundation/both.ts'
import { FoundInput } from '../territory/found-input.tsx'
import { useWords } from '../words/index.ts'
import { auditedActions, auditWords } from './action-words.ts'
import type { AuditFilter } from './filter.ts'

interface FiltersProps {
  filter: AuditFilter
  onChange(change: { [Field in keyof AuditFilter]?: string | undefined }): void
  onClear(): void
}

/** Narrows the log by who, what, outcome and days. */
export function AuditFilters({ filter, onChange, onClear }: FiltersProps) {
  const say = useWords()
  const pick = usePick()
  const actions = [...new Set([...auditedActions, ...Object.keys(matrix)])]
  return (
    <div className="desk-filters desk-audit-filters">
      <FoundInput
        path="/api/people"
        clearable
        label={say('operator.byPerson')}
        placeholder={say('operator.byPerson')}
        {...(filter.person ? { value: filter.person } : {})}
        onChange={(person) => onChange({ person })}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={say('operator.byAction')}
        placeholder={say('operator.byAction')}
        value={filter.action}
        onChange={(action) => onChange({ action })}
        options={actions.map((value) => ({ value, label: pick(auditWords(value)) }))}
      />
      <Select
        allowClear
        aria-label={say('operator.byOutcome')}
        placeholder={say('operator.byOutcome')}
        value={filter.outcome}
        onChange={(outcome) => onChange({ outcome })}
        options={[
          { value: 'done', label: say('audit.granted') },
          { value: 'refused', label: say('audit.refused') },
        ]}
      />
      <label className="desk-from-to" htmlFor="audit-from">
        {say('operator.fromDate')}{' '}
        <Input
          id="audit-from"
          type="date"
          value={filter.from ?? ''}
          onChange={(event) => onChange({ from: event.target.value || undefined })}
        />
      </label>
      <label className="desk-from-to" htmlFor="audit-to">
        {say('operator.toDate')}{' '}
        <Input
          id="audit-to"
          type="date"
          value={filter.to ?? ''}
          onChange={(event) => onChange({ to: event.target.value || undefined })}
        />
      </label>
      {Object.keys(filter).length > 0 && (
        <Button type="link" onClick={onClear}>
          {say('inbox.clearFilters')}
        </Button>
      )}
    </div>
  )
}
