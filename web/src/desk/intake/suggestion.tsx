import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import type { CategoryNode, Choice } from '../types.ts'
import { useWords } from '../words/index.ts'
import type { IntakeDraft } from './draft.ts'
import { useSettled } from './settled.ts'

type Category = CategoryNode & { path?: CategoryNode[] }

interface Suggested {
  kind: Choice | null
  category: Category | null
  alternatives: Category[]
  urgency: Choice
  because: string[]
}

/** While the words are written: what this probably is, taken over with one press. */
export function Suggestion({ draft, onUse }: { draft: IntakeDraft; onUse(use: Partial<IntakeDraft>): void }) {
  const say = useWords()
  const pick = usePick()
  const text = useSettled(draft.text.trim(), 600)
  const { data } = useQuery({
    queryKey: ['suggest', text],
    queryFn: () => post<Suggested>('/api/requests/suggest', { text }),
    enabled: text.length >= 4,
    placeholderData: (before) => before,
  })
  if (!data || text.length < 4) return null
  const { category, kind, urgency, because } = data
  const path = category ? (category.path ?? [category]).map(pick).join(' / ') : null
  return (
    <div className="desk-aid" role="status">
      <p>
        <strong>{say('matter.intake.suggested')}</strong>{' '}
        {[path, pick(kind), pick(urgency)].filter(Boolean).join(' · ')}{' '}
        <Button
          size="small"
          onClick={() =>
            onUse({
              ...(category ? { category: category.id } : {}),
              ...(kind ? { kind: kind.id } : {}),
              urgency: urgency.id,
            })
          }
        >
          {say('matter.form.useSuggestion')}
        </Button>
      </p>
      {because.length > 0 && (
        <p className="desk-soft">
          {say('matter.form.because')}
          {say('colon')}
          {because.join(say('comma'))}
        </p>
      )}
    </div>
  )
}
