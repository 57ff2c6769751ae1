import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Drawer, Form } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { post } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { Loading } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useNarrow } from '../shell/narrow.ts'
import type { MatterRow } from '../types.ts'
import { useWords } from '../words/index.ts'
import { type Batch, type BulkType, carryOut, giveUp, newBatch, waiting } from './batch.ts'
import { BulkForm, type BulkValues, commandOf } from './form.tsx'
import { type Preview, PreviewList } from './preview.tsx'
import { Results } from './results.tsx'

/** Asks what would happen, and forgets an answer that was overtaken by a later question. */
function usePreview(matters: MatterRow[]) {
  const [preview, setPreview] = useState<Preview | null>(null)
  const [command, setCommand] = useState<Record<string, unknown> | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isAsking, setAsking] = useState(false)
  const asked = useRef(0)
  async function ask(next: Record<string, unknown>, rows: { id: string; to?: string }[]) {
    const mine = ++asked.current
    setAsking(true)
    setError(null)
    try {
      const answer = await post<Preview>('/api/matters/bulk/preview', { command: next, rows })
      return mine === asked.current ? answer : null
    } catch (failure) {
      if (mine === asked.current) setError(failure)
      return null
    } finally {
      if (mine === asked.current) setAsking(false)
    }
  }
  return {
    preview,
    error,
    isAsking,
    isForEach: command?.type === 'dispatch' && command.to === undefined,
    async whole(next: Record<string, unknown>) {
      setCommand(next)
      const answer = await ask(
        next,
        matters.map(({ id }) => ({ id })),
      )
      if (answer) setPreview(answer)
    },
    async target(id: string, to: string) {
      if (!command) return
      const answer = await ask(command, [{ id, to }])
      const row = answer?.items[0]
      if (row)
        setPreview(
          (known) =>
            known && { ...known, items: known.items.map((each) => (each.matter.id === id ? row : each)) },
        )
    },
    back: () => setPreview(null),
  }
}

/** Carries a batch out, once however often it is pressed. */
function useCarryOut(start: Batch | null) {
  const client = useQueryClient()
  const { key } = useMyself()
  const [batch, setBatch] = useState<Batch | null>(start)
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const underWay = useRef(false)
  async function run(next: Batch) {
    if (underWay.current) return
    underWay.current = true
    setBatch(next)
    setRunning(true)
    setError(null)
    try {
      setBatch(await carryOut(key, next, setBatch))
    } catch (failure) {
      setError(failure)
    } finally {
      underWay.current = false
      setRunning(false)
      void client.invalidateQueries({ queryKey: ['matters', 'counts'] })
      for (const { id } of next.rows) void client.invalidateQueries({ queryKey: ['matter', id] })
    }
  }
  return { batch, isRunning, error, run, giveUp: () => giveUp(key) }
}

interface BulkDrawerProps {
  type: BulkType
  matters: MatterRow[]
  /** A batch that was interrupted, to go on with. */
  resumed: Batch | null
  onClose(finished: Batch | null): void
}

/** One command for many: what it asks for, what it would do to each, and then what it did. */
export function BulkDrawer({ type, matters, resumed, onClose }: BulkDrawerProps) {
  const say = useWords()
  const isNarrow = useNarrow()
  const [form] = Form.useForm<BulkValues>()
  const [excluded, setExcluded] = useState<ReadonlySet<string>>(new Set())
  const { preview, error, isAsking, isForEach, whole, target, back } = usePreview(matters)
  const { batch, isRunning, error: broken, run, giveUp: forget } = useCarryOut(resumed)
  // What asks for nothing is foreseen at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => {
    if (type === 'sign' && !resumed) void whole({ type })
  }, [])
  const rows = (preview?.items ?? []).filter((row) => row.allowed && !excluded.has(row.matter.id))
  const refused = (preview?.items ?? []).filter((row) => !row.allowed).length
  const title = say('bulk.title', {
    what: say(`bulk.what.${type}`),
    n: batch ? batch.rows.length : matters.length,
  })
  const start = () =>
    void run(
      newBatch(
        type,
        rows.map(({ matter, command }) => ({
          id: matter.id,
          number: matter.number,
          title: matter.title,
          version: matter.version,
          command: command!,
        })),
      ),
    )
  const close = () => {
    if (batch && waiting(batch).length === 0) forget()
    onClose(batch)
  }

  const footer = batch ? (
    <>
      {broken !== null && (
        <Button
          danger
          onClick={() => {
            forget()
            onClose(batch)
          }}
        >
          {say('bulk.abandon')}
        </Button>
      )}
      <Button type="primary" disabled={isRunning} onClick={close}>
        {say('bulk.close')}
      </Button>
    </>
  ) : preview ? (
    <>
      {type !== 'sign' && <Button onClick={back}>{say('bulk.back')}</Button>}
      <Button type="primary" disabled={rows.length === 0 || isAsking} onClick={start}>
        {rows.length > 0 ? say('bulk.go', { n: rows.length }) : say('bulk.nothing')}
      </Button>
    </>
  ) : (
    <>
      <Button onClick={close}>{say('act.cancel')}</Button>
      <Button
        type="primary"
        loading={isAsking}
        onClick={() => (type === 'sign' ? void whole({ type }) : form.submit())}
      >
        {say('bulk.preview')}
      </Button>
    </>
  )

  return (
    <Drawer
      open
      onClose={close}
      closable={!isRunning}
      keyboard={!isRunning}
      mask={{ closable: !isRunning }}
      title={title}
      placement={isNarrow ? 'bottom' : 'right'}
      size={isNarrow ? '92%' : 720}
      footer={<div className="desk-command-foot">{footer}</div>}
    >
      {error !== null && <Alert type="error" showIcon role="alert" title={problemWords(error)} />}
      {batch ? (
        <Results batch={batch} isRunning={isRunning} error={broken} onResume={() => void run(batch)} />
      ) : (
        <>
          <div hidden={preview !== null || type === 'sign'}>
            <BulkForm
              type={type}
              matters={matters}
              form={form}
              onSubmit={(values) => void whole(commandOf(type, values))}
            />
          </div>
          {isAsking && !preview && (
            <>
              <p role="status">{say('bulk.previewing')}</p>
              <Loading rows={4} />
            </>
          )}
          {preview && (
            <>
              <p role="status" className="desk-bulk-sum">
                <strong>{say('bulk.willDo', { n: rows.length })}</strong>
                {refused > 0 && <span>{say('bulk.cannot', { n: refused })}</span>}
                {excluded.size > 0 && <span>{say('bulk.excluded', { n: excluded.size })}</span>}
                {preview.missing.length > 0 && (
                  <span>{say('bulk.missing', { n: preview.missing.length })}</span>
                )}
              </p>
              <PreviewList
                preview={preview}
                excluded={excluded}
                onExclude={(id, isExcluded) =>
                  setExcluded((known) => {
                    const next = new Set(known)
                    if (isExcluded) next.add(id)
                    else next.delete(id)
                    return next
                  })
                }
                onTarget={isForEach ? (id, to) => void target(id, to) : null}
              />
            </>
          )}
        </>
      )}
    </Drawer>
  )
}
