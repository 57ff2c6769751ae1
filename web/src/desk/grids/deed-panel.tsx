import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { post } from '../../foundation/api.ts'
import { isProblem } from '../../foundation/problem-words.ts'
import { useWords } from '../words/index.ts'
import { ConfirmForm, type Decided } from './confirm-form.tsx'
import { changeOf, type Typed } from './deed-body.ts'
import { DeedFields, firstTyped } from './deed-fields.tsx'
import { type CommunityGrids, type Deed, type Drawn, drawingOf, type Preview, type Shape } from './grids.ts'
import { PreviewWords } from './preview.tsx'
import { Refusal, wrongOf } from './refusal.tsx'

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
    mutationFn: ({ on, reason, document }: Decided) =>
      post(on ? '/api/grids/planned-changes' : '/api/grids/changes', {
        change: foreseen!.change,
        versions: foreseen!.preview.versions,
        reason: reason.trim(),
        document: document?.trim() || null,
        ...(on ? { on } : {}),
      }),
    onSuccess: (_, { on }) => {
      message.success(on ? say('grids.planned.made', { on }) : say('grids.done'))
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
          <ConfirmForm
            error={carryOut.error}
            isPending={carryOut.isPending}
            isForeseeing={foresee.isPending}
            onConfirm={(decided) => carryOut.mutate(decided)}
            onAgain={() => {
              const { change: asked } = foreseen
              forget()
              foresee.mutate(asked)
            }}
            onBack={forget}
            onClose={onClose}
          />
        </>
      )}
    </section>
  )
}
