import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import type { CategoryNode, TriageSuggestion } from '../types.ts'
import { useWords } from '../words/index.ts'
import type { Values } from './field.ts'

export function useSuggestion(matterId: string) {
  return useQuery({
    queryKey: ['triage', matterId],
    queryFn: () => get<TriageSuggestion>(`/api/matters/${matterId}/triage`),
    staleTime: 60_000,
    retry: false,
  })
}

function pathOf(
  category: CategoryNode & { path?: CategoryNode[] },
  pick: (words: CategoryNode) => string,
): string {
  return (category.path?.length ? category.path : [category]).map(pick).join(' / ')
}

/** What the house would say this is, and why; the clerk takes it or not. */
export function TriageAid({ matterId, onUse }: { matterId: string; onUse(values: Values): void }) {
  const say = useWords()
  const pick = usePick()
  const { data } = useSuggestion(matterId)
  if (!data?.category) return null
  const use = (category: CategoryNode) =>
    onUse({
      category: category.id,
      ...(data.urgency ? { urgency: data.urgency.id } : {}),
      ...(data.kind ? { requestKind: data.kind.id } : {}),
    })
  return (
    <div className="desk-aid">
      <h3>
        {say('matter.form.suggestion')}{' '}
        <small>{say(data.source === 'learned' ? 'matter.form.learned' : 'matter.form.byWords')}</small>
      </h3>
      <p>
        <strong>{pathOf(data.category, pick)}</strong>
        {data.urgency && ` · ${pick(data.urgency)}`}
        {data.kind && ` · ${pick(data.kind)}`}{' '}
        <Button size="small" onClick={() => use(data.category!)}>
          {say('matter.form.useSuggestion')}
        </Button>
      </p>
      {data.because.length > 0 && (
        <p className="desk-soft">
          {say('matter.form.because')}
          {say('colon')}
          {data.because.join(say('comma'))}
        </p>
      )}
      {data.alternatives.length > 0 && (
        <p className="desk-aid-others">
          {data.alternatives.map((other) => (
            <Button key={other.id} size="small" type="dashed" onClick={() => use(other)}>
              {pathOf(other, pick)}
            </Button>
          ))}
        </p>
      )}
    </div>
  )
}

/** Organisations that the rules name for this category and place, each with its reason. */
export function OwnersAid({ matterId, onUse }: { matterId: string; onUse(values: Values): void }) {
  const say = useWords()
  const pick = usePick()
  const { data } = useSuggestion(matterId)
  if (!data?.owners?.length) return null
  return (
    <div className="desk-aid">
      <h3>{say('matter.form.suggestedOwners')}</h3>
      <ul>
        {data.owners.map((owner) => (
          <li key={owner.id}>
            <Button size="small" onClick={() => onUse({ to: owner.id })}>
              {owner.name}
            </Button>{' '}
            <span className="desk-soft">{pick(owner.because)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
