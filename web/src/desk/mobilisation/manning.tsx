import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, InputNumber, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { useWords } from '../words/index.ts'
import { Labelled } from './labelled.tsx'
import {
  type Candidates,
  type Detail,
  hoursWords,
  mobilisationKey,
  type Post,
  type Shift,
  useDeed,
} from './mobilisation.ts'
import { PeopleList } from './people.tsx'

interface Nominated {
  placed: string[]
  clashed: string[]
  full: string[]
  unknown: string[]
}

/** One shift of a post: who is on it, whom a unit sends, how many are needed, who leads the post. */
export function Manning({
  mobilisation,
  post,
  shift,
  onClose,
}: {
  mobilisation: Detail
  post: Post
  shift: Shift
  onClose(): void
}) {
  const say = useWords()
  const [chosen, setChosen] = useState<string[]>([])
  const [told, setTold] = useState<Nominated | null>(null)
  const send = useDeed<Nominated>({ done: '' }, (answer) => {
    setTold(answer)
    setChosen([])
  })
  const deed = useDeed({ done: say('state.saved') })
  const isRunning = mobilisation.state === 'running'
  const maySend =
    isRunning && mobilisation.kind === 'party' && (mobilisation.may_plan || mobilisation.may_nominate)
  return (
    <Drawer open onClose={onClose} size="large" title={`${post.name} · ${hoursWords(shift)}`}>
      <p className="mob-count" data-red={shift.taken < shift.needed || undefined}>
        {say('mobilisation.takenOf', { taken: shift.taken, needed: shift.needed })}
      </p>
      {maySend && (
        <section className="mob-section">
          <h3>{say('mobilisation.send')}</h3>
          <p className="desk-soft">{say('mobilisation.sendHint')}</p>
          <PeopleInput shift={shift.id} value={chosen} onChange={setChosen} />
          <Button
            type="primary"
            disabled={chosen.length === 0}
            loading={send.isPending}
            onClick={() =>
              send.mutate({
                path: `/api/mobilisation-shifts/${shift.id}/nominate`,
                body: { person_ids: chosen },
              })
            }
          >
            {say('mobilisation.sendNow')}
          </Button>
          {told && (
            <p role="status">
              {say('mobilisation.sent', {
                placed: told.placed.length,
                clashed: told.clashed.length,
                full: told.full.length,
              })}
            </p>
          )}
        </section>
      )}
      {mobilisation.may_plan && mobilisation.state !== 'ended' && mobilisation.state !== 'cancelled' && (
        <section className="mob-section">
          <Labelled label={say('mobilisation.neededHere')}>
            {(id) => (
              <InputNumber
                id={id}
                min={shift.taken}
                max={10_000}
                value={shift.needed}
                onChange={(needed) =>
                  needed !== null &&
                  deed.mutate({ path: `/api/mobilisation-shifts/${shift.id}/needed`, body: { needed } })
                }
              />
            )}
          </Labelled>
          <Labelled label={say('mobilisation.leader')}>
            {(id) => (
              <PeopleInput
                id={id}
                shift={shift.id}
                isOne
                value={post.leader ? [post.leader.id] : []}
                known={post.leader}
                onChange={([leader]) =>
                  deed.mutate({
                    path: `/api/mobilisation-posts/${post.id}/leader`,
                    body: { leader_id: leader ?? null },
                  })
                }
              />
            )}
          </Labelled>
        </section>
      )}
      <h3>{say('mobilisation.people')}</h3>
      <PeopleList
        id={mobilisation.id}
        asked={{ shift: shift.id, group: 'all' }}
        mayLead={post.may_lead && isRunning}
      />
    </Drawer>
  )
}

function PeopleInput({
  id,
  shift,
  value,
  onChange,
  isOne,
  known,
}: {
  id?: string
  shift: string
  value: string[]
  onChange(value: string[]): void
  isOne?: boolean
  known?: { id: string; name: string } | null
}) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data, isFetching } = useQuery({
    queryKey: [mobilisationKey, 'candidates', shift, q],
    queryFn: () =>
      get<Candidates>(`/api/mobilisation-shifts/${shift}/candidates`, { ...(q ? { q } : {}), limit: 50 }),
    placeholderData: (before) => before,
  })
  const options = (data?.items ?? []).map((one) => ({
    value: one.person_id,
    label: `${one.name} · ${one.organisation}${one.absent ? ` · ${say('mobilisation.absent')}` : one.places > 0 ? ` · ${say('mobilisation.hasPlaces', { n: one.places })}` : ''}`,
  }))
  if (known && !options.some((option) => option.value === known.id))
    options.unshift({ value: known.id, label: known.name })
  return (
    <Select
      {...(id ? { id } : {})}
      className="mob-wide"
      mode={isOne ? undefined : 'multiple'}
      allowClear
      aria-label={say(isOne ? 'mobilisation.leader' : 'mobilisation.who')}
      placeholder={say('mobilisation.who')}
      value={(isOne ? (value[0] ?? null) : value) as string[]}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      options={options}
      onChange={(next: string[] | string | undefined) =>
        onChange(Array.isArray(next) ? next : next ? [next] : [])
      }
    />
  )
}
