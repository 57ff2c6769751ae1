import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { type Both, get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { Choices, Field } from '../../foundation/field.tsx'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import { isProblem } from '../../foundation/problem-words.ts'
import { Page } from '../pieces/page.tsx'
import { Failure, Loading } from '../pieces/states.tsx'
import { useWords } from './words.ts'

/** Asks for the code on the paper. */
export function AskPollPage() {
  const say = useWords()
  return (
    <Page title={say('poll.title')} intro={say('poll.intro')}>
      <CodeForm />
    </Page>
  )
}

function CodeForm() {
  const say = useWords()
  const navigate = useNavigate()
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string>()
  function next(event: FormEvent) {
    event.preventDefault()
    const code = typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
    if (code.length >= 4 && code.length <= 40) return void navigate({ to: '/poll/$code', params: { code } })
    setFault(say('poll.codeFault'))
    focusFirstFault(form.current)
  }
  return (
    <form ref={form} className="card find" noValidate onSubmit={next}>
      <Field label={say('poll.code')} hint={say('poll.codeHint')} fault={fault}>
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={20}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button">
        {say('poll.next')}
      </button>
    </form>
  )
}

interface Paper {
  question: Both
  used: boolean
  closed: boolean
}

const answers = ['satisfied', 'dissatisfied', 'unsure'] as const
type Answer = (typeof answers)[number]

/** The question of a code, answered once. */
export function PollPage() {
  const say = useWords()
  const { code } = useParams({ from: '/poll/$code' })
  const { data, error, refetch } = useQuery({
    queryKey: ['poll', code],
    queryFn: () => get<Paper>(`/api/polls/${encodeURIComponent(code)}`),
  })
  const [isDone, setDone] = useState(false)
  const over = isDone ? 'done' : data?.closed ? 'closed' : data?.used ? 'used' : null
  if (over)
    return (
      <Page title={say(`poll.${over}`)}>
        <p className="intro">{say(`poll.${over}Hint`)}</p>
      </Page>
    )
  if (isProblem(error, 'not_found') || isProblem(error, 'input.invalid'))
    return (
      <Page title={say('poll.missing')} intro={say('poll.missingHint')}>
        <CodeForm />
      </Page>
    )
  return (
    <Page title={say('poll.title')} intro={say('poll.intro')}>
      {data ? (
        <Question
          question={data.question}
          code={code}
          onDone={() => setDone(true)}
          onChanged={() => void refetch()}
        />
      ) : error ? (
        <Failure error={error} again={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

interface QuestionProps {
  question: Both
  code: string
  onDone(): void
  onChanged(): void
}

function Question({ question, code, onDone, onChanged }: QuestionProps) {
  const say = useWords()
  const pick = usePick()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [fault, setFault] = useState<string>()
  const send = useMutation({
    mutationFn: (chosen: Answer) => post(`/api/polls/${encodeURIComponent(code)}`, { answer: chosen }),
    onSuccess: onDone,
    onError: (error) => {
      if (isProblem(error, 'conflict.exists') || isProblem(error, 'conflict.changed')) onChanged()
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (answer) return send.mutate(answer)
    setFault(say('poll.choose'))
  }
  return (
    <form className="card" noValidate onSubmit={submit}>
      <Choices
        legend={pick(question)}
        name="answer"
        value={answer}
        fault={fault}
        choices={answers.map((each) => ({ value: each, label: say(`poll.answers.${each}`) }))}
        onChange={(chosen) => {
          setAnswer(chosen)
          setFault(undefined)
        }}
      />
      {send.error && <Failure error={send.error} />}
      <p className="hint">{say('poll.once')}</p>
      <button type="submit" className="button" disabled={send.isPending}>
        {say(send.isPending ? 'poll.sending' : 'poll.send')}
      </button>
    </form>
  )
}
