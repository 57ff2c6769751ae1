import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { MarkWord } from '../../foundation/marks.tsx'
import { shanghaiDay } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { FormModal, orNull, useSave } from '../territory/form-modal.tsx'
import type { Page } from '../types.ts'
import { useWords } from '../words/index.ts'
import { FileDialog } from './file-dialog.tsx'
import { usePartyForm } from './form.ts'
import type { Alert as MemberAlert, MemberRow, PartyOrganisation, Stage } from './party.ts'

/** The roll of a branch. It is opened on purpose: each look is recorded. */
export function Roll({ organisation }: { organisation: PartyOrganisation }) {
  const say = useWords()
  const [isOpen, setOpen] = useState(false)
  const [isEntering, setEntering] = useState(false)
  const [isImporting, setImporting] = useState(false)
  const client = useQueryClient()
  return (
    <section className="desk-section" aria-labelledby="branch-roll">
      <div className="desk-list-head">
        <h2 id="branch-roll">{say('branch.roll')}</h2>
        {organisation.may_change_members && (
          <span className="desk-toolbar">
            <Button onClick={() => setEntering(true)}>{say('branch.enter')}</Button>
            <Button onClick={() => setImporting(true)}>{say('branch.importRoll')}</Button>
          </span>
        )}
      </div>
      <p className="desk-soft">{say('branch.rollHint')}</p>
      {isOpen ? (
        <Opened organisation={organisation} />
      ) : (
        <Button type="primary" onClick={() => setOpen(true)}>
          {say('branch.openRoll')}
        </Button>
      )}
      {isEntering && <EnterMember organisation={organisation} onClose={() => setEntering(false)} />}
      {isImporting && (
        <FileDialog
          title={say('branch.importRoll')}
          path="/api/party/member-file"
          sample="/api/party/member-file/sample"
          onClose={() => setImporting(false)}
          onWritten={() => void client.invalidateQueries({ queryKey: ['party'] })}
        />
      )}
    </section>
  )
}

export function AlertMarks({ alerts }: { alerts: MemberAlert[] }) {
  const say = useWords()
  return (
    <>
      {alerts.map((alert) => (
        <MarkWord
          key={alert.silence}
          mark={alert.level === 'leaving' ? { tone: 'red', icon: 'alarm' } : { tone: 'amber', icon: 'late' }}
          words={say(`branch.silence.${alert.silence}`, { n: alert.months })}
          plain
        />
      ))}
    </>
  )
}

function Opened({ organisation }: { organisation: PartyOrganisation }) {
  const say = useWords()
  const pick = usePick()
  const { message } = App.useApp()
  const client = useQueryClient()
  const form = usePartyForm()
  const [stage, setStage] = useState<Stage | ''>('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [month, setMonth] = useState(shanghaiDay(new Date()).slice(0, 7))
  const query = useInfiniteQuery({
    queryKey: ['party', 'roll', organisation.id, stage],
    queryFn: ({ pageParam }) =>
      get<Page<MemberRow>>(`/api/party/organisations/${organisation.id}/members`, {
        ...(stage ? { stage } : {}),
        after: pageParam,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    // A look is recorded: it is not taken again for a window that comes back into view.
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const stageWords = (id: Stage) => {
    const found = form?.stages.find((one) => one.id === id)
    return found ? pick(found) : id
  }
  const [isNoting, setNoting] = useState(false)
  async function noteDues() {
    setNoting(true)
    try {
      const { noted } = await post<{ noted: number }>(`/api/party/organisations/${organisation.id}/dues`, {
        month: `${month}-01`,
        members: [...chosen],
      })
      message.success(say('branch.noted', { n: noted }))
      setChosen(new Set())
      await client.invalidateQueries({ queryKey: ['party'] })
    } catch (error) {
      message.error((error as Error).message)
    } finally {
      setNoting(false)
    }
  }
  const mayNote = organisation.may_change_members
  return (
    <>
      <div className="desk-toolbar">
        <Select
          aria-label={say('branch.stage')}
          value={stage}
          style={{ minWidth: 160 }}
          onChange={setStage}
          options={[
            { value: '', label: say('branch.allStages') },
            ...(form?.stages.map((one) => ({ value: one.id, label: pick(one) })) ?? []),
          ]}
        />
        {mayNote && (
          <>
            <Input
              type="month"
              aria-label={say('branch.month')}
              value={month}
              style={{ width: 160 }}
              onChange={(event) => setMonth(event.target.value)}
            />
            <Button
              disabled={chosen.size === 0 || !/^\d{4}-\d{2}$/.test(month)}
              loading={isNoting}
              onClick={() => void noteDues()}
            >
              {say('branch.noteDues')} · {say('branch.noteAll', { n: chosen.size })}
            </Button>
          </>
        )}
      </div>
      {mayNote && <p className="desk-soft">{say('branch.noteDuesHint')}</p>}
      {query.isPending && <Loading rows={4} />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <Nothing title={say('branch.noMembers')} />}
      {items.length > 0 && (
        <div className="desk-table-scroll">
          <table className="desk-table desk-grids-table">
            <thead>
              <tr>
                <th scope="col">{say('branch.name')}</th>
                <th scope="col">{say('branch.stage')}</th>
                <th scope="col">{say('branch.group')}</th>
                <th scope="col">{say('branch.dues')}</th>
                <th scope="col">{say('branch.alert')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((member) => (
                <tr key={member.id}>
                  <th scope="row">
                    {mayNote && (member.stage === 'full' || member.stage === 'probationary') && (
                      <Checkbox
                        aria-label={`${say('branch.noteDues')} ${member.name}`}
                        checked={chosen.has(member.id)}
                        onChange={({ target }) => {
                          const next = new Set(chosen)
                          if (target.checked) next.add(member.id)
                          else next.delete(member.id)
                          setChosen(next)
                        }}
                      />
                    )}{' '}
                    <WayLink to={`/party/members/${member.id}`}>{member.name}</WayLink>
                    {member.away_to && (
                      <small className="desk-soft desk-block">
                        {say('branch.awayTo', { where: member.away_to })}
                      </small>
                    )}
                  </th>
                  <td data-label={say('branch.stage')}>{stageWords(member.stage)}</td>
                  <td data-label={say('branch.group')}>{member.group?.name ?? '—'}</td>
                  <td data-label={say('branch.dues')}>{member.dues_until ?? '—'}</td>
                  <td data-label={say('branch.alert')}>
                    {member.alerts.length === 0 ? '—' : <AlertMarks alerts={member.alerts} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
    </>
  )
}

interface TypedMember {
  name: string
  phone: string
  applied_on?: string
  activist_on?: string
  prospect_on?: string
  admitted_on?: string
  full_on?: string
  since?: string
  group_id?: string
  education?: string
  birth_year?: string
}

function EnterMember({ organisation, onClose }: { organisation: PartyOrganisation; onClose(): void }) {
  const say = useWords()
  const pick = usePick()
  const form = usePartyForm()
  const save = useSave(
    (typed: TypedMember) =>
      post(`/api/party/organisations/${organisation.id}/members`, {
        name: typed.name.trim(),
        phone: typed.phone.trim(),
        ...(typed.since ? { since: typed.since } : {}),
        applied_on: orNull(typed.applied_on),
        activist_on: orNull(typed.activist_on),
        prospect_on: orNull(typed.prospect_on),
        admitted_on: orNull(typed.admitted_on),
        full_on: orNull(typed.full_on),
        group_id: typed.group_id ?? null,
        education: typed.education ?? null,
        birth_year: typed.birth_year ? Number(typed.birth_year) : null,
      }),
    onClose,
    ['party'],
  )
  const days = ['applied_on', 'activist_on', 'prospect_on', 'admitted_on', 'full_on'] as const
  return (
    <FormModal title={say('branch.enter')} save={save} onClose={onClose}>
      <Alert type="info" title={say('branch.enterHint')} />
      <Form.Item
        name="name"
        label={say('branch.name')}
        rules={[{ required: true, message: say('grids.form.required') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="phone"
        label={say('branch.phone')}
        rules={[{ required: true, message: say('grids.form.required') }]}
      >
        <Input inputMode="tel" maxLength={30} />
      </Form.Item>
      {days.map((day) => (
        <Form.Item key={day} name={day} label={say(`member.${day}`)}>
          <Input type="date" />
        </Form.Item>
      ))}
      <Form.Item name="since" label={say('branch.since')}>
        <Input type="date" />
      </Form.Item>
      {organisation.groups.length > 0 && (
        <Form.Item name="group_id" label={say('branch.group')}>
          <Select
            allowClear
            options={organisation.groups.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      <Form.Item name="birth_year" label={say('member.birthYear')}>
        <Input inputMode="numeric" maxLength={4} />
      </Form.Item>
      <Form.Item name="education" label={say('member.education')}>
        <Select
          allowClear
          options={form?.education.map((one) => ({ value: one.id, label: pick(one) })) ?? []}
        />
      </Form.Item>
    </FormModal>
  )
}
