import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ProblemError, post } from '../../foundation/api.ts'
import { isProblem } from '../../foundation/problem-words.ts'
import { stampWords } from '../../foundation/time.ts'
import { ProblemAlert } from '../territory/form-modal.tsx'
import { useWords, type WordKey } from '../words/index.ts'
import { changeOf, type Typed } from './deed-body.ts'
import { DeedFields, firstTyped } from './deed-fields.tsx'
import {
  type CommunityGrids,
  type Deed,
  type Drawn,
  drawingOf,
  metresWords,
  type Preview,
  type Shape,
} from './grids.ts'
import { PreviewWords } from './preview.tsx'

interface DeedPanelProps {
  deed: Deed
  shown: CommunityGrids
  drawn: Drawn | null
  onRedraw(): void
  onPlanned(planned: Shape[]): void
  onWrong(shapes: Shape[]): void
  onClose(): void
}

interface Foreseen {
  change: object
  preview: Preview
}

/** One change from the form over its preview to carrying it out. */
export function DeedPanel(props: DeedPanelProps) {
  const { deed, shown, drawn, onRedraw, onPlanned, onWrong, onClose } = props
  const say = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const [foreseen, setForeseen] = useState<Foreseen | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const drawing = drawingOf(deed)
  const grid = 'grid' in deed ? deed.grid : null

  const reread = () => client.invalidateQueries({ queryKey: ['territory'] })
  const foresee = useMutation({
    mutationFn: async (change: object) => ({
      change,
      preview: await post<Preview>('/api/grids/changes/preview', { change }),
    }),
    onSuccess: (answer) => {
      setForeseen(answer)
      onPlanned(answer.preview.areas.flatMap(({ shape }) => (shape ? [shape] : [])))
      onWrong([])
      heading.current?.focus()
    },
    onError: (error) => onWrong(wrongOf(error).map(({ geometry }) => geometry)),
  })
  const carryOut = useMutation({
    mutationFn: (typed: { reason: string; document?: string }) =>
      post('/api/grids/changes', {
        change: foreseen!.change,
        versions: foreseen!.preview.versions,
        reason: typed.reason.trim(),
        document: typed.document?.trim() || null,
      }),
    onSuccess: () => {
      message.success(say('grids.done'))
      onClose()
      return reread()
    },
    // The second of two reads what the first did.
    onError: (error) => isProblem(error, 'conflict.changed') && void reread(),
  })

  function forget() {
    setForeseen(null)
    carryOut.reset()
    onPlanned([])
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was drawn anew has not been foreseen
  useEffect(() => {
    forget()
    foresee.reset()
    onWrong([])
  }, [drawn])
  useEffect(() => heading.current?.focus(), [])

  const change = (typed: Typed) => changeOf(deed, typed, drawn, shown.community)
  const title = [say(`grids.act.${deed.kind}`), grid?.name].filter(Boolean).join(' · ')
  return (
    <section className="desk-section desk-deed" aria-labelledby="deed-title">
      <h2 id="deed-title" tabIndex={-1} ref={heading}>
        {foreseen ? say('grids.previewTitle') : title}
      </h2>
      {foreseen && <p className="desk-soft">{title}</p>}
      {drawing && !foreseen && (
        <>
          <p>{say(`grids.how.${drawing.mode}`)}</p>
          <p className="desk-toolbar" role="status">
            <strong>{say(drawn ? 'grids.how.drawn' : 'grids.how.notDrawn')}</strong>
            <Button size="small" onClick={onRedraw}>
              {say('grids.how.again')}
            </Button>
          </p>
          <p className="desk-soft">{say('grids.how.needsMap')}</p>
        </>
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        hidden={foreseen !== null}
        initialValues={firstTyped(deed)}
        onFinish={(typed) => {
          const asked = change(typed)
          if (asked && !foresee.isPending) foresee.mutate(asked)
        }}
      >
        <DeedFields deed={deed} shown={shown} />
        <Refusal error={foresee.error} />
        <p className="desk-toolbar">
          <Button
            type="primary"
            htmlType="submit"
            loading={foresee.isPending}
            disabled={drawing !== null && !drawn}
          >
            {say('grids.preview')}
          </Button>
          <Button onClick={onClose}>{say('act.cancel')}</Button>
        </p>
      </Form>
      {foreseen && (
        <>
          <PreviewWords preview={foreseen.preview} />
          <Form
            layout="vertical"
            requiredMark="optional"
            onFinish={(typed: { reason: string; document?: string }) =>
              !carryOut.isPending && carryOut.mutate(typed)
            }
          >
            <Form.Item
              name="reason"
              label={say('grids.reason')}
              extra={say('grids.reasonHint')}
              rules={[{ required: true, whitespace: true, min: 2, message: say('grids.form.required') }]}
            >
              <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
            </Form.Item>
            <Form.Item name="document" label={say('grids.document')}>
              <Input maxLength={200} />
            </Form.Item>
            <p className="desk-soft">{say('grids.undo')}</p>
            {isProblem(carryOut.error, 'conflict.changed') ? (
              <Conflict error={carryOut.error} />
            ) : (
              <Refusal error={carryOut.error} />
            )}
            <p className="desk-toolbar">
              {isProblem(carryOut.error, 'conflict.changed') ? (
                <Button
                  type="primary"
                  loading={foresee.isPending}
                  onClick={() => {
                    const { change: asked } = foreseen
                    forget()
                    foresee.mutate(asked)
                  }}
                >
                  {say('grids.previewAgain')}
                </Button>
              ) : (
                <Button type="primary" htmlType="submit" loading={carryOut.isPending}>
                  {say('grids.confirm')}
                </Button>
              )}
              <Button onClick={forget}>{say('grids.backToForm')}</Button>
              <Button type="text" onClick={onClose}>
                {say('act.cancel')}
              </Button>
            </p>
          </Form>
        </>
      )}
    </section>
  )
}

type Wrong = { geometry: Shape; square_metres: number }[]

const wrongOf = (error: unknown): Wrong =>
  error instanceof ProblemError && Array.isArray(error.extra.shapes) ? (error.extra.shapes as Wrong) : []

function Refusal({ error }: { error: unknown }) {
  const say = useWords()
  const wrong = wrongOf(error)
  return (
    <div role="alert">
      <ProblemAlert error={error} />
      {wrong.length > 0 && (
        <p className="desk-soft">
          {say('grids.wrongShapes', {
            n: wrong.length,
            areas: wrong.map(({ square_metres }) => metresWords(square_metres)).join(say('comma')),
          })}
        </p>
      )}
    </div>
  )
}

const known = ['opened', 'changed', 'shaped', 'ended', 'split', 'merged', 'succeeded'] as const

/** What the other person did meanwhile. */
function Conflict({ error }: { error: ProblemError }) {
  const say = useWords()
  const changes = Array.isArray(error.extra.changes)
    ? (error.extra.changes as { area: string; kind: string; at: string; by: string | null }[])
    : []
  const what = (kind: string): WordKey =>
    `grids.events.${known.find((each) => kind === `area.${each}`) ?? 'other'}`
  return (
    <Alert
      type="warning"
      showIcon
      title={say('grids.conflict')}
      description={
        <ul>
          {changes.map((change) => (
            <li key={`${change.at} ${change.area} ${change.kind}`}>
              {say('grids.conflictRow', {
                at: stampWords(change.at),
                by: change.by ?? say('grids.somebody'),
                area: change.area,
                what: say(what(change.kind)),
              })}
            </li>
          ))}
        </ul>
      }
    />
  )
}
