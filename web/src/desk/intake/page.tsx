import { Alert, Button, Checkbox, Form, Input, Radio, Segmented, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ProblemError, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { CategoryInput } from '../commands/category-input.tsx'
import { PhotosInput } from '../commands/photos-input.tsx'
import { PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useTerms } from '../terms.ts'
import { useWords } from '../words/index.ts'
import { IntakeAside } from './aside.tsx'
import {
  bodyOf,
  dropDraft,
  emptyDraft,
  type IntakeDraft,
  isBegun,
  isPhone,
  keepDraft,
  readDraft,
} from './draft.ts'
import { PlaceInput } from './place-input.tsx'
import { type Accepted, Saved } from './saved.tsx'
import { Suggestion } from './suggestion.tsx'

type Change = (more: Partial<IntakeDraft>) => void

function About({ draft, change }: { draft: IntakeDraft; change: Change }) {
  const say = useWords()
  const pick = usePick()
  const { kinds, urgencies, maxText } = useTerms()
  return (
    <section className="desk-section">
      <Form.Item label={say('matter.intake.channel')}>
        <Segmented
          value={draft.channel}
          onChange={(channel) => change({ channel })}
          options={(['phone', 'counter'] as const).map((value) => ({
            value,
            label: say(`matter.intake.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item label={say('matter.intake.text')} htmlFor="intake-text" required>
        <Input.TextArea
          id="intake-text"
          autoFocus
          value={draft.text}
          placeholder={say('matter.intake.textHint')}
          autoSize={{ minRows: 5, maxRows: 14 }}
          maxLength={maxText}
          onChange={(event) => change({ text: event.target.value })}
        />
      </Form.Item>
      <Suggestion draft={draft} onUse={change} />
      <div className="desk-form-row">
        <Form.Item label={say('matter.intake.category')} htmlFor="intake-category">
          <CategoryInput
            id="intake-category"
            clearable
            {...(draft.category ? { value: draft.category } : {})}
            onChange={(category) => change({ category })}
          />
        </Form.Item>
        <Form.Item label={say('matter.intake.urgency')} htmlFor="intake-urgency">
          <Select
            id="intake-urgency"
            allowClear
            value={draft.urgency ?? null}
            placeholder={say('matter.form.choose')}
            onChange={(urgency: string | null | undefined) => change({ urgency: urgency ?? undefined })}
            options={urgencies.map((each) => ({ value: each.id, label: pick(each) }))}
          />
        </Form.Item>
      </div>
      <Form.Item label={say('matter.intake.kind')}>
        <Radio.Group value={draft.kind} onChange={(event) => change({ kind: event.target.value })}>
          {kinds.map((kind) => (
            <Radio key={kind.id} value={kind.id}>
              {pick(kind)}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item label={say('matter.intake.titleField')} htmlFor="intake-title">
        <Input
          id="intake-title"
          value={draft.title}
          maxLength={200}
          onChange={(event) => change({ title: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={say('matter.intake.photos')}>
        <PhotosInput onChange={(photos) => change({ photos })} />
      </Form.Item>
    </section>
  )
}

function Contact({ draft, change }: { draft: IntakeDraft; change: Change }) {
  const say = useWords()
  const me = useMyself()
  const isWrong = draft.phone.trim() !== '' && !isPhone(draft.phone)
  return (
    <section className="desk-section">
      <h2>{say('matter.intake.contact')}</h2>
      <Form.Item extra={say('matter.intake.anonymousHint')}>
        <Checkbox checked={draft.anonymous} onChange={(event) => change({ anonymous: event.target.checked })}>
          {say('matter.intake.anonymous')}
        </Checkbox>
      </Form.Item>
      {!draft.anonymous && (
        <>
          <div className="desk-form-row">
            <Form.Item label={say('matter.intake.name')} htmlFor="intake-name">
              <Input
                id="intake-name"
                value={draft.name}
                maxLength={60}
                autoComplete="off"
                onChange={(event) => change({ name: event.target.value })}
              />
            </Form.Item>
            <Form.Item
              label={say('matter.intake.phoneNumber')}
              htmlFor="intake-phone"
              {...(isWrong
                ? { validateStatus: 'error' as const, help: say('matter.intake.phoneFault') }
                : {})}
            >
              <Input
                id="intake-phone"
                type="tel"
                value={draft.phone}
                maxLength={24}
                autoComplete="off"
                onChange={(event) => change({ phone: event.target.value })}
              />
            </Form.Item>
          </div>
          {me.may('caller.history') && (
            <Form.Item extra={say('matter.intake.consentHint')}>
              <Checkbox
                checked={draft.consent}
                onChange={(event) => change({ consent: event.target.checked })}
              >
                {say('matter.intake.consent')}
              </Checkbox>
            </Form.Item>
          )}
        </>
      )}
    </section>
  )
}

/** Sends the draft once, however often the button is pressed. */
function useSubmit(onAccepted: (accepted: Accepted) => void) {
  const underWay = useRef(false)
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function submit(draft: IntakeDraft) {
    if (underWay.current) return
    underWay.current = true
    setSending(true)
    setError(null)
    try {
      onAccepted(await post<Accepted>('/api/intake', bodyOf(draft), { idempotencyKey: draft.key }))
    } catch (failure) {
      setError(failure)
    } finally {
      underWay.current = false
      setSending(false)
    }
  }
  return { submit, isSending, error }
}

/** For a caller or somebody at the counter: their words, the place, how to reach them; then the code to read out. */
export function IntakePage() {
  const say = useWords()
  const me = useMyself()
  const [restored] = useState(() => readDraft(me.key))
  const [draft, setDraft] = useState<IntakeDraft>(() => restored ?? emptyDraft())
  const [isRestored, setRestored] = useState(restored !== undefined && isBegun(restored))
  const [accepted, setAccepted] = useState<Accepted | null>(null)
  const { submit, isSending, error } = useSubmit((answer) => {
    dropDraft(me.key)
    setAccepted(answer)
  })
  // The server refused this key's content, so a corrected draft is another one. After a lost answer the key stays:
  // what was sent may have arrived.
  const isRefused = error instanceof ProblemError
  const change: Change = (more) =>
    setDraft((before) => ({ ...before, ...more, ...(isRefused ? { key: crypto.randomUUID() } : {}) }))
  useEffect(() => {
    if (!accepted && isBegun(draft)) keepDraft(me.key, draft)
  }, [draft, accepted, me.key])
  const restart = () => {
    dropDraft(me.key)
    setDraft(emptyDraft(draft.channel))
    setAccepted(null)
    setRestored(false)
  }
  if (accepted) return <Saved accepted={accepted} onAnother={restart} />
  const isReady =
    draft.text.trim().length >= 2 && (draft.anonymous || draft.phone.trim() === '' || isPhone(draft.phone))
  return (
    <>
      <PageHead title={say('matter.intake.title')} hint={say('matter.intake.hint')} />
      {isRestored && (
        <Alert
          type="info"
          showIcon
          className="desk-conflict"
          title={say('matter.intake.draftRestored')}
          action={
            <Button size="small" onClick={restart}>
              {say('matter.intake.clearDraft')}
            </Button>
          }
        />
      )}
      <div className="desk-intake">
        <Form layout="vertical" onFinish={() => void submit(draft)} className="desk-stack">
          <About draft={draft} change={change} />
          <section className="desk-section">
            <h2>{say('matter.intake.place')}</h2>
            <PlaceInput value={draft.place} onChange={(place) => change({ place })} />
            {!draft.place.placeCode && !draft.place.areaId && !draft.place.address && (
              <p className="desk-soft">{say('matter.intake.noPlace')}</p>
            )}
          </section>
          <Contact draft={draft} change={change} />
          {error !== null && <Alert type="error" showIcon role="alert" title={problemWords(error)} />}
          <div className="desk-submit">
            <Button type="primary" size="large" htmlType="submit" loading={isSending} disabled={!isReady}>
              {say('matter.intake.submit')}
            </Button>
          </div>
        </Form>
        <IntakeAside draft={draft} />
      </div>
    </>
  )
}
