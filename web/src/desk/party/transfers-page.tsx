import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { MarkWord } from '../../foundation/marks.tsx'
import { problemWords } from '../../foundation/problem-words.ts'
import { stampWords } from '../../foundation/time.ts'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { FormModal, useSave } from '../territory/form-modal.tsx'
import type { Named, Page } from '../types.ts'
import { useWords } from '../words/index.ts'
import { FromElsewhere } from './from-elsewhere.tsx'
import { download } from './signed-file.ts'

export interface Transfer {
  id: string
  name: string
  from: string | null
  to: string | null
  elsewhere: string | null
  reason: string
  state: 'proposed' | 'received' | 'refused' | 'withdrawn'
  proposed_at: string
  decided_at: string | null
  decision_reason: string | null
  groups: Named[]
  may: ('receive' | 'refuse' | 'withdraw' | 'file')[]
}

const marks = {
  proposed: { tone: 'amber', icon: 'clock' },
  received: { tone: 'green', icon: 'check' },
  refused: { tone: 'red', icon: 'alarm' },
  withdrawn: { tone: 'grey', icon: 'pause' },
} as const

/** Transfers of membership from and to what the reader answers for. */
export function TransfersPage() {
  const say = useWords()
  const [isOpenOnly, setOpenOnly] = useState(true)
  const query = useInfiniteQuery({
    queryKey: ['party', 'transfers', isOpenOnly],
    queryFn: ({ pageParam }) =>
      get<Page<Transfer>>('/api/party/transfers', {
        ...(isOpenOnly ? { open: true } : {}),
        after: pageParam,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHead title={say('transfers.title')} hint={say('transfers.hint')} />
      <div className="desk-stack">
        <section className="desk-section">
          <Checkbox checked={isOpenOnly} onChange={({ target }) => setOpenOnly(target.checked)}>
            {say('transfers.open')}
          </Checkbox>
          {query.isPending && <Loading rows={3} />}
          {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
          {query.isSuccess && items.length === 0 && <Nothing title={say('transfers.none')} />}
          <ul className="desk-findings">
            {items.map((transfer) => (
              <TransferItem key={transfer.id} transfer={transfer} />
            ))}
          </ul>
          {query.hasNextPage && (
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {say('act.more')}
            </Button>
          )}
        </section>
        <FromElsewhere />
      </div>
    </>
  )
}

function TransferItem({ transfer }: { transfer: Transfer }) {
  const say = useWords()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [deed, setDeed] = useState<'receive' | 'refuse' | null>(null)
  const place = (name: string | null) =>
    name ?? (transfer.elsewhere ? say('transfers.elsewhere', { name: transfer.elsewhere }) : '—')
  async function carryOut(work: () => Promise<unknown>) {
    try {
      await work()
      await client.invalidateQueries({ queryKey: ['party'] })
    } catch (error) {
      message.error(problemWords(error))
    }
  }
  return (
    <li>
      <div>
        <strong>{transfer.name}</strong>{' '}
        <MarkWord mark={marks[transfer.state]} words={say(`transfers.state.${transfer.state}`)} plain />
        <small className="desk-soft desk-block">
          {say('transfers.from')} {place(transfer.from)} → {place(transfer.to)}
        </small>
        <small className="desk-soft desk-block">
          {transfer.reason} · {stampWords(transfer.proposed_at)}
          {transfer.decision_reason && ` · ${transfer.decision_reason}`}
        </small>
      </div>
      <span className="desk-toolbar">
        {transfer.may.includes('receive') && (
          <Button type="primary" onClick={() => setDeed('receive')}>
            {say('transfers.receive')}
          </Button>
        )}
        {transfer.may.includes('refuse') && (
          <Button onClick={() => setDeed('refuse')}>{say('transfers.refuse')}</Button>
        )}
        {transfer.may.includes('file') && (
          <Button
            onClick={() =>
              void carryOut(async () =>
                download(
                  `transfer-${transfer.id.slice(0, 8)}.json`,
                  await post(`/api/party/transfers/${transfer.id}/file`),
                ),
              )
            }
          >
            {say('transfers.file')}
          </Button>
        )}
        {transfer.may.includes('withdraw') && (
          <Button onClick={() => void carryOut(() => post(`/api/party/transfers/${transfer.id}/withdraw`))}>
            {say('transfers.withdraw')}
          </Button>
        )}
      </span>
      {deed === 'receive' && <Receive transfer={transfer} onClose={() => setDeed(null)} />}
      {deed === 'refuse' && <Refuse transfer={transfer} onClose={() => setDeed(null)} />}
    </li>
  )
}

function Receive({ transfer, onClose }: { transfer: Transfer; onClose(): void }) {
  const say = useWords()
  const save = useSave(
    (typed: { group?: string }) =>
      post(`/api/party/transfers/${transfer.id}/receive`, { group_id: typed.group ?? null }),
    onClose,
    ['party'],
  )
  return (
    <FormModal
      title={`${say('transfers.receive')} · ${transfer.name}`}
      okText={say('transfers.receive')}
      save={save}
      onClose={onClose}
    >
      <Form.Item name="group" label={say('transfers.group')}>
        <Select
          allowClear
          placeholder={say('transfers.noGroup')}
          options={transfer.groups.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </FormModal>
  )
}

function Refuse({ transfer, onClose }: { transfer: Transfer; onClose(): void }) {
  const say = useWords()
  const save = useSave(
    (typed: { reason: string }) =>
      post(`/api/party/transfers/${transfer.id}/refuse`, { reason: typed.reason.trim() }),
    onClose,
    ['party'],
  )
  return (
    <FormModal
      title={`${say('transfers.refuse')} · ${transfer.name}`}
      okText={say('transfers.refuse')}
      danger
      save={save}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={say('transfers.refuseReason')}
        rules={[{ required: true, message: say('grids.form.required') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormModal>
  )
}
