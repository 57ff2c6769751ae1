import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { MarkWord } from '../../foundation/marks.tsx'
import { Failed, Loading } from '../shell/answers.tsx'
import { FormModal, orNull, useSave } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import type { PartyOrganisation } from './party.ts'
import { Roll } from './roll.tsx'
import { Sound } from './sound.tsx'

const termMarks = {
  unknown: { tone: 'grey', icon: 'unknown' },
  running: { tone: 'green', icon: 'check' },
  due: { tone: 'amber', icon: 'clock' },
  over: { tone: 'red', icon: 'late' },
} as const

/** What a branch is, whether it is sound and why, and who is in it. */
export function BranchView({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['party', 'organisation', id],
    queryFn: () => get<PartyOrganisation>(`/api/party/organisations/${id}`),
  })
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  return (
    <div className="desk-stack">
      {data.form === 'branch' && <Sound id={id} />}
      <FactsOf organisation={data} />
      {data.may_read_members && <Roll organisation={data} />}
    </div>
  )
}

function FactsOf({ organisation: one }: { organisation: PartyOrganisation }) {
  const say = useWords()
  const pick = usePick()
  const [isEditing, setEditing] = useState(false)
  return (
    <section className="desk-section" aria-labelledby="branch-facts">
      <div className="desk-list-head">
        <h2 id="branch-facts">{say('branch.facts')}</h2>
        {one.may_write && <Button onClick={() => setEditing(true)}>{say('branch.edit')}</Button>}
      </div>
      <dl className="desk-party-facts">
        <dt>{say('branch.kind')}</dt>
        <dd>{pick(one.kind)}</dd>
        {one.area && (
          <>
            <dt>{say('branch.area')}</dt>
            <dd>{one.area.name}</dd>
          </>
        )}
        {one.parent && (
          <>
            <dt>{say('branch.parent')}</dt>
            <dd>{one.parent.name}</dd>
          </>
        )}
        <dt>{say('branch.elected')}</dt>
        <dd>
          {one.term_from ?? '—'}
          {one.term_until && ` · ${say('branch.termUntil')} ${one.term_until}`}
          {` · ${say('branch.termYears', { n: one.term_years })} `}
          <MarkWord mark={termMarks[one.term]} words={say(`branch.term.${one.term}`)} plain />
        </dd>
        <dt>{say('branch.officers')}</dt>
        <dd>
          {one.officers.length === 0
            ? say('branch.noOfficers')
            : one.officers.map(({ name, role }) => `${pick(role)} ${name}`).join(' · ')}
        </dd>
        <dt>{say('branch.groups')}</dt>
        <dd>
          {one.groups.length === 0 ? say('branch.noGroups') : one.groups.map(({ name }) => name).join(' · ')}
        </dd>
        <dt>{say('branch.roll')}</dt>
        <dd>{say('branch.counts', one.members)}</dd>
        {one.units.length > 0 && (
          <>
            <dt>{say('branch.units')}</dt>
            <dd>{one.units.join(' · ')}</dd>
          </>
        )}
        {one.purpose && (
          <>
            <dt>{say('branch.purpose')}</dt>
            <dd>{one.purpose}</dd>
          </>
        )}
        {one.stands_until && (
          <>
            <dt>{say('branch.standsUntil')}</dt>
            <dd>{one.stands_until}</dd>
          </>
        )}
      </dl>
      {one.size.length > 0 && (
        <>
          <h3>{say('branch.sizeTitle')}</h3>
          <ul>
            {one.size.map((finding) => (
              <li key={finding.id}>
                {pick(finding)}{' '}
                <small className="desk-soft">{say('party.source', { source: finding.source })}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      {isEditing && <EditFacts organisation={one} onClose={() => setEditing(false)} />}
    </section>
  )
}

interface TypedFacts {
  founded_on?: string
  elected_on?: string
  committee_seats?: number | null
  units?: string
  purpose?: string
  stands_until?: string
}

function EditFacts({ organisation: one, onClose }: { organisation: PartyOrganisation; onClose(): void }) {
  const say = useWords()
  const save = useSave(
    (typed: TypedFacts) =>
      post(`/api/party/organisations/${one.id}`, {
        version: one.version,
        founded_on: orNull(typed.founded_on),
        elected_on: orNull(typed.elected_on),
        committee_seats: typed.committee_seats ?? null,
        ...(one.type === 'joint'
          ? {
              units: (typed.units ?? '')
                .split('\n')
                .map((each) => each.trim())
                .filter(Boolean),
            }
          : {}),
        ...(one.type === 'temporary'
          ? { purpose: orNull(typed.purpose), stands_until: orNull(typed.stands_until) }
          : {}),
      }),
    onClose,
    ['party'],
  )
  return (
    <FormModal
      title={say('branch.edit')}
      save={save}
      onClose={onClose}
      initial={{
        ...(one.founded_on ? { founded_on: one.founded_on } : {}),
        ...(one.term_from ? { elected_on: one.term_from } : {}),
        committee_seats: one.committee_seats,
        units: one.units.join('\n'),
        ...(one.purpose ? { purpose: one.purpose } : {}),
        ...(one.stands_until ? { stands_until: one.stands_until } : {}),
      }}
    >
      <Form.Item name="founded_on" label={say('branch.founded')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="elected_on"
        label={say('branch.elected')}
        extra={say('branch.termYears', { n: one.term_years })}
      >
        <Input type="date" />
      </Form.Item>
      <Form.Item name="committee_seats" label={say('branch.seats')}>
        <InputNumber min={1} max={50} />
      </Form.Item>
      {one.type === 'joint' && (
        <Form.Item name="units" label={say('branch.units')} extra={say('branch.unitsHint')}>
          <Input.TextArea rows={5} />
        </Form.Item>
      )}
      {one.type === 'temporary' && (
        <>
          <Form.Item name="purpose" label={say('branch.purpose')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="stands_until" label={say('branch.standsUntil')}>
            <Input type="date" />
          </Form.Item>
        </>
      )}
    </FormModal>
  )
}
