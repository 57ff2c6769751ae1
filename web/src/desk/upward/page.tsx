import '../styles/by-thumb.css'
import '../styles/weak.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { stampWords } from '../../foundation/time.ts'
import { toMatter, useGo, WayLink } from '../../foundation/ways.tsx'
import { DocumentsList } from '../commands/documents-list.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { FormModal, orNull, ProblemAlert, useSave } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { StageTag } from './list-page.tsx'
import type { PaperDetail, PaperForm, Verdict } from './paper.ts'
import { SendForm } from './send-form.tsx'

type Open = 'answer' | 'withdraw' | 'again' | null

/** One paper: what was asked, by when, what was answered. */
export function PaperPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'upward', id],
    queryFn: () => get<PaperDetail>(`/api/upward/${id}`),
  })
  if (data) return <OnePaper paper={data} />
  return error ? <Failed isPage error={error} onRetry={() => void refetch()} /> : <Loading />
}

function OnePaper({ paper }: { paper: PaperDetail }) {
  const say = useWords()
  const pick = usePick()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const { may, kind } = paper
  const receive = useSave<void>(
    () => post(`/api/upward/${paper.id}/receive`, { version: paper.version }),
    () => {},
  )
  return (
    <div className="desk-by-thumb">
      <PageHead
        title={paper.title}
        hint={say('upward.fromTo', { from: paper.asker.name, to: paper.superior.name })}
      >
        <StageTag paper={paper} />
        {may.withdraw && <Button onClick={() => setOpen('withdraw')}>{say('upward.withdraw')}</Button>}
        {may.ask_again && <Button onClick={() => setOpen('again')}>{say('upward.again')}</Button>}
        {may.receive && (
          <Button type="primary" loading={receive.isPending} onClick={() => receive.mutate()}>
            {say('upward.receive')}
          </Button>
        )}
        {may.answer.length > 0 && (
          <Button type="primary" onClick={() => setOpen('answer')}>
            {say(`upward.answer.${kind.form}`)}
          </Button>
        )}
      </PageHead>
      <div className="desk-stack">
        <ProblemAlert error={receive.error} />
        {kind.form === 'ask' && !paper.may_proceed && paper.stage !== 'withdrawn' && (
          <Alert type="info" showIcon title={say('upward.notYet')} />
        )}
        {paper.answer && paper.verdict && (
          <section className="desk-section" aria-labelledby="paper-answer">
            <h2 id="paper-answer">
              {say(`upward.answer.${kind.form}`)}{' '}
              <small>{[paper.answer.by, stampWords(paper.answer.at)].filter(Boolean).join(' · ')}</small>
            </h2>
            <p>
              <strong>{say(`upward.verdicts.${paper.verdict}`)}</strong>
            </p>
            {paper.answer.words && <p className="desk-weak-plan">{paper.answer.words}</p>}
          </section>
        )}
        <section className="desk-section" aria-labelledby="paper-body">
          <h2 id="paper-body">{pick(kind)}</h2>
          <p className="desk-weak-plan">{paper.body}</p>
          {paper.documents.length > 0 && (
            <DocumentsList
              documents={paper.documents}
              addressOf={(id) => `/api/upward/${paper.id}/documents/${id}`}
            />
          )}
          {paper.photos.length > 0 && (
            <ul className="desk-paper-photos">
              {paper.photos.map((photo, index) => (
                <li key={photo.id}>
                  <a href={photo.url} target="_blank" rel="noreferrer">
                    <img src={photo.thumb} alt={say('upward.photo', { n: index + 1 })} />
                  </a>
                </li>
              ))}
            </ul>
          )}
          <dl className="desk-facts">
            <dt>{say('upward.sentAt')}</dt>
            <dd>{stampWords(paper.created_at)}</dd>
            <dt>{say('upward.clock')}</dt>
            <dd>
              {say('upward.answerBy', { day: paper.answer_by })}
              <small className="desk-soft desk-block">
                {kind.source}
                {kind.unverified && bracketed(say('postings.unverified'))}
              </small>
            </dd>
            <dt>{say('upward.number')}</dt>
            <dd>
              <WayLink to={toMatter(paper.id)}>{paper.number}</WayLink>
            </dd>
            {paper.follows && (
              <>
                <dt>{say('upward.before')}</dt>
                <dd>
                  <WayLink to={`/upward/${paper.follows}`}>{say('postings.openIt')}</WayLink>
                </dd>
              </>
            )}
            {paper.followed_by && (
              <>
                <dt>{say('upward.after')}</dt>
                <dd>
                  <WayLink to={`/upward/${paper.followed_by}`}>{say('postings.openIt')}</WayLink>
                </dd>
              </>
            )}
          </dl>
          <p className="desk-soft">{say('upward.whoReads')}</p>
        </section>
      </div>
      {open === 'answer' && <AnswerForm paper={paper} onClose={close} />}
      {open === 'withdraw' && <WithdrawForm paper={paper} onClose={close} />}
      {open === 'again' && <Again paper={paper} onClose={close} />}
    </div>
  )
}

interface FormProps {
  paper: PaperDetail
  onClose(): void
}

function AnswerForm({ paper, onClose }: FormProps) {
  const say = useWords()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const save = useSave<{ verdict: Verdict; words?: string }>(
    ({ words, ...said }) =>
      post(`/api/upward/${paper.id}/answer`, { version: paper.version, ...said, words: orNull(words) }),
    onClose,
  )
  const title = say(`upward.answer.${paper.kind.form}`)
  const needsWords = verdict !== null && verdict !== 'agreed' && verdict !== 'noted'
  return (
    <FormModal<{ verdict: Verdict; words?: string }, unknown>
      title={`${title} · ${paper.title}`}
      okText={title}
      className="desk-by-thumb-dialog"
      save={save}
      onClose={onClose}
    >
      <Form.Item
        name="verdict"
        label={say('upward.verdict')}
        rules={[{ required: true, message: say('upward.required') }]}
      >
        <Radio.Group
          onChange={(event) => setVerdict(event.target.value as Verdict)}
          options={paper.may.answer.map((each) => ({ value: each, label: say(`upward.verdicts.${each}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="words"
        label={say(needsWords ? 'upward.why' : 'upward.wordsIfAny')}
        rules={needsWords ? [{ required: true, whitespace: true, message: say('upward.required') }] : []}
      >
        <Input.TextArea maxLength={3000} autoSize={{ minRows: 3 }} />
      </Form.Item>
    </FormModal>
  )
}

function WithdrawForm({ paper, onClose }: FormProps) {
  const say = useWords()
  const save = useSave<{ reason: string }>(
    ({ reason }) => post(`/api/upward/${paper.id}/withdraw`, { version: paper.version, reason }),
    onClose,
  )
  return (
    <FormModal<{ reason: string }, unknown>
      title={`${say('upward.withdraw')} · ${paper.title}`}
      okText={say('upward.withdraw')}
      danger
      save={save}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={say('postings.reason')}
        rules={[{ required: true, whitespace: true, min: 2, message: say('upward.required') }]}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormModal>
  )
}

function Again({ paper, onClose }: FormProps) {
  const go = useGo()
  const { data } = useQuery({
    queryKey: ['territory', 'upward', 'form'],
    queryFn: () => get<PaperForm>('/api/upward/form'),
  })
  return data ? (
    <SendForm
      form={data}
      follows={paper}
      onClose={onClose}
      onSent={(id) => {
        onClose()
        go(`/upward/${id}`)
      }}
    />
  ) : null
}
