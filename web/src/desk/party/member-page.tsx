import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed, listed } from '../../foundation/punctuation.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { useGo, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { FormModal, orNull, useSave } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { BranchInput } from './branch-input.tsx'
import { usePartyForm } from './form.ts'
import type { Member, PartyOrganisation, Stage } from './party.ts'
import { AlertMarks } from './roll.tsx'

const days = ['applied_on', 'activist_on', 'prospect_on', 'admitted_on', 'full_on'] as const
const nextStage: Partial<Record<Stage, Stage>> = {
  applicant: 'activist',
  activist: 'prospect',
  prospect: 'probationary',
  probationary: 'full',
}
type Deed = 'change' | 'advance' | 'transfer' | 'leave'

/** One member, for those who answer for the branch. The look is recorded, and the page says so. */
export function MemberPage() {
  const say = useWords()
  const pick = usePick()
  const form = usePartyForm()
  const { id } = useParams({ strict: false }) as { id: string }
  const [deed, setDeed] = useState<Deed | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['party', 'member', id],
    queryFn: () => get<Member>(`/api/party/members/${id}`),
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  })
  if (!data)
    return (
      <>
        <PageHead title={say('member.title')} />
        {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />}
      </>
    )
  const stage = form?.stages.find((one) => one.id === data.stage)
  const next = nextStage[data.stage]
  const following = form?.stages.find((one) => one.id === next)
  const close = () => setDeed(null)
  return (
    <>
      <PageHead title={data.name} hint={say('member.looked')}>
        {data.branch && <WayLink to={`/party/branches/${data.branch.id}`}>{say('branch.back')}</WayLink>}
      </PageHead>
      <section className="desk-section">
        <dl className="desk-party-facts">
          <dt>{say('branch.stage')}</dt>
          <dd>
            {stage ? pick(stage) : data.stage}
            {data.left_on && ` · ${say('member.left', { day: data.left_on })}`}
            {data.earliest_full && ` · ${say('member.earliestFull', { day: data.earliest_full })}`}
          </dd>
          <dt>{say('member.branch')}</dt>
          <dd>{[data.branch?.name, data.group?.name].filter(Boolean).join(' · ') || '—'}</dd>
          {data.alerts.length > 0 && (
            <>
              <dt>{say('branch.alert')}</dt>
              <dd>
                <AlertMarks alerts={data.alerts} />
                {data.alerts.map(({ silence, rule }) => (
                  <small key={silence} className="desk-soft desk-block">
                    {pick(rule)} · {say('party.source', { source: rule.source })}
                    {rule.unverified && bracketed(say('party.unverified'))}
                  </small>
                ))}
              </dd>
            </>
          )}
          <dt>{say('member.days')}</dt>
          <dd>
            {days
              .filter((day) => data[day])
              .map((day) => `${say(`member.${day}`)} ${data[day]}`)
              .join(' · ') || '—'}
          </dd>
          <dt>{say('member.unit')}</dt>
          <dd>{data.unit ?? '—'}</dd>
          <dt>{say('member.community')}</dt>
          <dd>{data.community?.name ?? '—'}</dd>
          <dt>{say('member.birthYear')}</dt>
          <dd>{data.birth_year ?? '—'}</dd>
          <dt>{say('member.education')}</dt>
          <dd>{data.education ? pick(data.education) : '—'}</dd>
          <dt>{say('member.away')}</dt>
          <dd>
            {data.away_to
              ? say('member.awaySince', { where: data.away_to, day: data.away_since ?? '' })
              : say('member.home')}
          </dd>
          <dt>{say('member.dues')}</dt>
          <dd>{data.dues.length === 0 ? say('member.noDues') : listed(data.dues)}</dd>
          <dt>{say('member.lastActivity')}</dt>
          <dd>{data.last_activity_on ?? '—'}</dd>
          <dt>{say('member.periods')}</dt>
          <dd>
            <ul className="desk-plain-list">
              {data.periods.map(({ branch, from, until }) => (
                <li key={`${branch.id}${from}`}>
                  {until
                    ? say('member.periodEnded', { name: branch.name, from, until })
                    : say('member.periodRow', { name: branch.name, from })}
                </li>
              ))}
            </ul>
          </dd>
        </dl>
        {data.transfer && (
          <p>
            <WayLink to="/party/transfers">{say('member.transferOpen', { to: data.transfer.to })}</WayLink>
          </p>
        )}
        {data.may_change && (
          <p className="desk-toolbar">
            <Button onClick={() => setDeed('change')}>{say('member.change')}</Button>
            {next && <Button onClick={() => setDeed('advance')}>{say('member.advance')}</Button>}
            {!data.transfer && <Button onClick={() => setDeed('transfer')}>{say('member.transfer')}</Button>}
            <Button danger onClick={() => setDeed('leave')}>
              {say('member.leave')}
            </Button>
          </p>
        )}
      </section>
      {deed === 'change' && <Change member={data} onClose={close} />}
      {deed === 'advance' && next && (
        <Advance member={data} to={next} words={following ? pick(following) : next} onClose={close} />
      )}
      {deed === 'transfer' && <Transfer member={data} onClose={close} />}
      {deed === 'leave' && <Leave member={data} onClose={close} />}
    </>
  )
}

interface TypedChange {
  unit?: string
  birth_year?: string
  education?: string
  group_id?: string
  away_to?: string
  away_since?: string
}

function Change({ member, onClose }: { member: Member; onClose(): void }) {
  const say = useWords()
  const pick = usePick()
  const form = usePartyForm()
  const { data: branch } = useQuery({
    queryKey: ['party', 'organisation', member.branch?.id],
    queryFn: () => get<PartyOrganisation>(`/api/party/organisations/${member.branch!.id}`),
    enabled: member.branch !== null,
  })
  const save = useSave(
    (typed: TypedChange) =>
      post(`/api/party/members/${member.id}`, {
        version: member.version,
        unit: orNull(typed.unit),
        birth_year: typed.birth_year ? Number(typed.birth_year) : null,
        education: typed.education ?? null,
        group_id: typed.group_id ?? null,
        away_to: orNull(typed.away_to),
        away_since: orNull(typed.away_to) === null ? null : orNull(typed.away_since),
      }),
    onClose,
    ['party'],
  )
  return (
    <FormModal
      title={say('member.change')}
      save={save}
      onClose={onClose}
      initial={{
        ...(member.unit ? { unit: member.unit } : {}),
        ...(member.birth_year ? { birth_year: String(member.birth_year) } : {}),
        ...(member.education ? { education: member.education.id } : {}),
        ...(member.group ? { group_id: member.group.id } : {}),
        ...(member.away_to ? { away_to: member.away_to } : {}),
        ...(member.away_since ? { away_since: member.away_since } : {}),
      }}
    >
      <Form.Item name="group_id" label={say('branch.group')}>
        <Select
          allowClear
          options={(branch?.groups ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="unit" label={say('member.unit')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="birth_year" label={say('member.birthYear')}>
        <Input inputMode="numeric" maxLength={4} />
      </Form.Item>
      <Form.Item name="education" label={say('member.education')}>
        <Select
          allowClear
          options={form?.education.map((one) => ({ value: one.id, label: pick(one) })) ?? []}
        />
      </Form.Item>
      <Form.Item name="away_to" label={say('member.awayTo')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="away_since" label={say('member.awayFrom')}>
        <Input type="date" />
      </Form.Item>
    </FormModal>
  )
}

function Advance(props: { member: Member; to: Stage; words: string; onClose(): void }) {
  const { member, to, words, onClose } = props
  const say = useWords()
  const save = useSave(
    (typed: { on: string }) =>
      post(`/api/party/members/${member.id}/stage`, { version: member.version, to, on: typed.on }),
    onClose,
    ['party'],
  )
  return (
    <FormModal
      title={say('member.advanceTo', { stage: words })}
      save={save}
      onClose={onClose}
      initial={{ on: shanghaiDay(new Date()) }}
    >
      <Form.Item
        name="on"
        label={say('member.on')}
        rules={[{ required: true, message: say('grids.form.required') }]}
      >
        <Input type="date" />
      </Form.Item>
    </FormModal>
  )
}

interface TypedTransfer {
  way: 'here' | 'elsewhere'
  branch?: string
  elsewhere?: string
  reason: string
}

function Transfer({ member, onClose }: { member: Member; onClose(): void }) {
  const say = useWords()
  const go = useGo()
  const save = useSave(
    ({ way, branch, elsewhere, reason }: TypedTransfer) =>
      post(`/api/party/members/${member.id}/transfer`, {
        version: member.version,
        ...(way === 'here' ? { to_branch_id: branch } : { elsewhere: elsewhere?.trim() }),
        reason: reason.trim(),
      }),
    () => go('/party/transfers'),
    ['party'],
  )
  const required = [{ required: true, message: say('grids.form.required') }]
  return (
    <FormModal
      title={say('member.transfer')}
      okText={say('member.propose')}
      save={save}
      onClose={onClose}
      initial={{ way: 'here' }}
    >
      <Form.Item name="way" label={say('member.whereTo')}>
        <Radio.Group
          options={[
            { value: 'here', label: say('member.transferHere') },
            { value: 'elsewhere', label: say('member.transferElsewhere') },
          ]}
        />
      </Form.Item>
      <Form.Item
        noStyle
        shouldUpdate={(before: TypedTransfer, after: TypedTransfer) => before.way !== after.way}
      >
        {({ getFieldValue }) =>
          getFieldValue('way') === 'here' ? (
            <Form.Item name="branch" label={say('member.code')} rules={required}>
              <BranchInput />
            </Form.Item>
          ) : (
            <Form.Item name="elsewhere" label={say('member.transferElsewhere')} rules={required}>
              <Input maxLength={200} />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="reason" label={say('member.reason')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
    </FormModal>
  )
}

function Leave({ member, onClose }: { member: Member; onClose(): void }) {
  const say = useWords()
  const go = useGo()
  const reasons = member.admitted_on
    ? (['withdrew', 'removed', 'died'] as const)
    : (['not_admitted', 'died'] as const)
  const save = useSave(
    (typed: { as: string }) =>
      post(`/api/party/members/${member.id}/leave`, { version: member.version, as: typed.as }),
    () => go(member.branch ? `/party/branches/${member.branch.id}` : '/party'),
    ['party'],
  )
  return (
    <FormModal title={say('member.leave')} danger save={save} onClose={onClose}>
      <p className="desk-soft">{say('member.leaveHint')}</p>
      <Form.Item
        name="as"
        label={say('member.reason')}
        rules={[{ required: true, message: say('grids.form.required') }]}
      >
        <Radio.Group
          options={reasons.map((each) => ({ value: each, label: say(`member.leaveAs.${each}`) }))}
        />
      </Form.Item>
    </FormModal>
  )
}
