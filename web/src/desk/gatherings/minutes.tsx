import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, App, Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { get, NetworkError, ProblemError, post, put } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { named } from '../../foundation/punctuation.ts'
import { clockWords, stampWords } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { Facts } from './facts.tsx'
import { about, type MinutesAnswer, useGathering } from './reading.ts'

type Content = MinutesAnswer['content']

interface Draft {
  version: number
  content: Content
}

interface Conflict {
  version: number
  content: Content
  by: string | null
}

const keptKey = (id: string) => `lianxin.minutes.${id}`

function keptDraft(id: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(keptKey(id)) ?? 'null') as Draft | null
  } catch {
    return null
  }
}

/** The minutes on one screen: written from the agenda, kept by themselves, signed by two. */
export function MinutesPage() {
  const say = useWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useQuery({
    queryKey: [about, 'minutes', id],
    queryFn: () => get<MinutesAnswer>(`/api/gatherings/${id}/minutes`),
    refetchOnWindowFocus: false,
  })
  const { data: gathering } = useGathering(id)
  return (
    <div className="gat-page">
      <PageHead
        title={say('gatherings.minutes')}
        hint={gathering ? `${gathering.row.organisation.name} · ${gathering.row.title}` : ''}
      >
        <WayLink to={`/gatherings/${id}`} className="gat-link gat-no-print">
          {say('gatherings.backToGathering')}
        </WayLink>
      </PageHead>
      {gathering && (
        <section className="gat-card">
          <Facts detail={gathering} />
        </section>
      )}
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.may_edit && <Editor key={id} id={id} minutes={data} />}
      {data && !data.may_edit && <Reading minutes={data} />}
      {data && <Signatures id={id} minutes={data} />}
    </div>
  )
}

function Editor({ id, minutes }: { id: string; minutes: MinutesAnswer }) {
  const say = useWords()
  const client = useQueryClient()
  const [content, setContent] = useState<Content>(() => keptDraft(id)?.content ?? minutes.content)
  const version = useRef(keptDraft(id)?.version ?? minutes.version)
  const [state, setState] = useState<'clean' | 'typed' | 'saving' | 'kept'>(keptDraft(id) ? 'typed' : 'clean')
  const [savedAt, setSavedAt] = useState<string | null>(minutes.edited_at)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)
  const type = (next: Content) => {
    setContent(next)
    setState('typed')
    localStorage.setItem(keptKey(id), JSON.stringify({ version: version.current, content: next }))
  }
  const save = async (what: Content, over = version.current) => {
    setState('saving')
    try {
      const answer = await put<{ version: number }>(`/api/gatherings/${id}/minutes`, {
        version: over,
        content: what,
      })
      version.current = answer.version
      localStorage.removeItem(keptKey(id))
      setSavedAt(new Date().toISOString())
      setConflict(null)
      setTrouble(null)
      setState('clean')
      client.setQueryData<MinutesAnswer>([about, 'minutes', id], (before) =>
        before ? { ...before, version: answer.version, content: what } : before,
      )
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'conflict.changed')
        setConflict({
          version: Number(error.extra.version),
          content: error.extra.content as Content,
          by: error.extra.by as string | null,
        })
      else if (!(error instanceof NetworkError)) setTrouble(error)
      setState('kept')
    }
  }
  const latest = useRef(save)
  latest.current = save
  useEffect(() => {
    if (conflict || (state !== 'typed' && state !== 'kept')) return
    const timer = setTimeout(() => void latest.current(content), state === 'typed' ? 1200 : 5000)
    return () => clearTimeout(timer)
  }, [content, state, conflict])
  const status =
    state === 'saving' || state === 'typed'
      ? say('gatherings.saving')
      : state === 'kept'
        ? say('gatherings.kept')
        : savedAt
          ? say('gatherings.saved', { at: clockWords(savedAt) })
          : ''
  return (
    <section className="gat-card">
      <p role="status" className="desk-soft">
        {status}
      </p>
      {trouble !== null && <Alert type="error" showIcon title={problemWords(trouble)} />}
      {conflict && (
        <ConflictShown
          mine={content}
          conflict={conflict}
          onTake={() => {
            version.current = conflict.version
            localStorage.removeItem(keptKey(id))
            setContent(conflict.content)
            setConflict(null)
            setState('clean')
          }}
          onKeep={() => void save(content, conflict.version)}
        />
      )}
      {content.items.map((item, index) => (
        <fieldset key={item.title} className="gat-item">
          <legend>
            {index + 1}. {item.title}
          </legend>
          <Input.TextArea
            aria-label={`${item.title} ${say('gatherings.words')}`}
            placeholder={say('gatherings.words')}
            autoSize={{ minRows: 2 }}
            maxLength={20_000}
            value={item.words}
            onChange={(event) => type(withItem(content, index, { words: event.target.value }))}
          />
          <Input.TextArea
            aria-label={`${item.title} ${say('gatherings.decision')}`}
            placeholder={say('gatherings.decision')}
            autoSize={{ minRows: 1 }}
            maxLength={5000}
            value={item.decision}
            onChange={(event) => type(withItem(content, index, { decision: event.target.value }))}
          />
        </fieldset>
      ))}
      <Input.TextArea
        aria-label={say('gatherings.other')}
        placeholder={say('gatherings.other')}
        autoSize={{ minRows: 1 }}
        maxLength={20_000}
        value={content.other}
        onChange={(event) => type({ ...content, other: event.target.value })}
      />
    </section>
  )
}

const withItem = (content: Content, at: number, change: Partial<Content['items'][number]>): Content => ({
  ...content,
  items: content.items.map((item, index) => (index === at ? { ...item, ...change } : item)),
})

interface ConflictShownProps {
  mine: Content
  conflict: Conflict
  onTake(): void
  onKeep(): void
}

/** What the other wrote, line by line where it differs, so that nobody's words are lost unseen. */
function ConflictShown({ mine, conflict, onTake, onKeep }: ConflictShownProps) {
  const say = useWords()
  const differing = [
    ...conflict.content.items.flatMap((item, index) => {
      const own = mine.items[index]
      return [
        { where: `${item.title} · ${say('gatherings.words')}`, theirs: item.words, own: own?.words },
        { where: `${item.title} · ${say('gatherings.decision')}`, theirs: item.decision, own: own?.decision },
      ]
    }),
    { where: say('gatherings.other'), theirs: conflict.content.other, own: mine.other },
  ].filter(({ theirs, own }) => theirs !== own)
  return (
    <Alert
      type="warning"
      showIcon
      className="desk-conflict"
      title={say('gatherings.conflict', { who: conflict.by ?? '' })}
      description={
        <>
          <p>{say('gatherings.conflictHint')}</p>
          <dl>
            {differing.map(({ where, theirs }) => (
              <div key={where}>
                <dt>{where}</dt>
                <dd className="gat-words">{named(say('gatherings.theirs'), theirs || '—')}</dd>
              </div>
            ))}
          </dl>
          <Button onClick={onTake}>{say('gatherings.takeTheirs')}</Button>{' '}
          <Button type="primary" onClick={onKeep}>
            {say('gatherings.keepMine')}
          </Button>
        </>
      }
    />
  )
}

function Reading({ minutes }: { minutes: MinutesAnswer }) {
  const say = useWords()
  return (
    <article className="gat-card gat-paper">
      {minutes.content.items.map((item, index) => (
        <section key={item.title}>
          <h2>
            {index + 1}. {item.title}
          </h2>
          <p className="gat-words">{item.words || '—'}</p>
          {item.decision && <p>{named(say('gatherings.decision'), item.decision)}</p>}
        </section>
      ))}
      {minutes.content.other && (
        <section>
          <h2>{say('gatherings.other')}</h2>
          <p className="gat-words">{minutes.content.other}</p>
        </section>
      )}
    </article>
  )
}

function Signatures({ id, minutes }: { id: string; minutes: MinutesAnswer }) {
  const say = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const sign = useMutation({
    mutationFn: (way: 'sign' | 'withdraw') =>
      way === 'sign'
        ? post(`/api/gatherings/${id}/minutes/sign`, { as: minutes.sign_as, version: minutes.version })
        : post(`/api/gatherings/${id}/minutes/withdraw`),
    onError: (error) => void message.error(problemWords(error)),
    onSettled: () => client.invalidateQueries({ queryKey: [about] }),
  })
  const line = (
    word: 'gatherings.recorder' | 'gatherings.chair',
    signed: { name: string; at: string } | null,
  ) => (
    <p>
      {named(
        say(word),
        signed
          ? say('gatherings.signedBy', { name: signed.name, at: stampWords(signed.at) })
          : say('gatherings.notSigned'),
      )}
    </p>
  )
  const maySign =
    minutes.version > 0 &&
    ((minutes.sign_as === 'recorder' && !minutes.recorder) ||
      (minutes.sign_as === 'chair' && minutes.recorder && !minutes.chair))
  return (
    <section className="gat-card">
      {line('gatherings.recorder', minutes.recorder)}
      {line('gatherings.chair', minutes.chair)}
      {minutes.fixed && <p className="gat-good">{say('gatherings.fixed')}</p>}
      <p className="gat-deeds gat-no-print">
        {maySign && (
          <Button type="primary" loading={sign.isPending} onClick={() => sign.mutate('sign')}>
            {say(minutes.sign_as === 'chair' ? 'gatherings.signChair' : 'gatherings.signRecorder')}
          </Button>
        )}
        {minutes.sign_as === 'recorder' && minutes.recorder && !minutes.fixed && (
          <Button loading={sign.isPending} onClick={() => sign.mutate('withdraw')}>
            {say('gatherings.withdraw')}
          </Button>
        )}
        {minutes.version > 0 && (
          <>
            <a className="gat-button" href={`/api/gatherings/${id}/minutes.docx`}>
              {say('gatherings.word')}
            </a>
            <Button onClick={() => window.print()}>{say('gatherings.print')}</Button>
          </>
        )}
      </p>
    </section>
  )
}
