import '../styles/weak.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Button, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Codes } from '../paper-polls/codes.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { ProblemAlert, useSave } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { AssessForm, LeaveAnswerForm, PollForm } from './judging-forms.tsx'
import type { Leave, PostingDetail, PostingForm } from './posting.ts'
import { History, Judged, Leaves, Tasks, Visits } from './sections.tsx'
import { CallOffForm, EndForm, ExtendForm, ReplaceForm, TaskForm } from './term-forms.tsx'

type Open =
  | 'extend'
  | 'end'
  | 'replace'
  | 'callOff'
  | 'task'
  | 'poll'
  | 'assess'
  | { leave: Leave; grant: boolean }
  | { codes: string[] }
  | null

/** One posting: its term, what was given, what was done, how it was judged. */
export function PostingPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'postings', id],
    queryFn: () => get<PostingDetail>(`/api/postings/${id}`),
  })
  if (data) return <OnePosting posting={data} />
  return error ? <Failed isPage error={error} onRetry={() => void refetch()} /> : <Loading />
}

function OnePosting({ posting }: { posting: PostingDetail }) {
  const say = useWords()
  const [open, setOpen] = useState<Open>(null)
  const { may } = posting
  return (
    <>
      <PageHead
        title={say('postings.whoWhere', { who: posting.person.name, where: posting.village.name })}
        hint={say('postings.from', { unit: posting.sender.name })}
      >
        {may.call_off && (
          <Button danger onClick={() => setOpen('callOff')}>
            {say('postings.callOff')}
          </Button>
        )}
        {may.make && (
          <>
            <Button onClick={() => setOpen('extend')}>{say('postings.extend')}</Button>
            <Button onClick={() => setOpen('replace')}>{say('postings.replace')}</Button>
            <Button danger onClick={() => setOpen('end')}>
              {say('postings.end')}
            </Button>
          </>
        )}
      </PageHead>
      <div className="desk-stack">
        {posting.state === 'planned' && (
          <Alert
            type="info"
            showIcon
            title={say('postings.begins', { day: posting.from })}
            description={say('postings.beginsHint')}
          />
        )}
        {posting.over && (
          <Alert
            type="warning"
            showIcon
            title={say('postings.overTitle')}
            description={say('postings.overHint')}
          />
        )}
        <TermFacts posting={posting} />
        {hasBegun(posting) && <Work posting={posting} onOpen={setOpen} />}
        <History posting={posting} />
      </div>
      <Dialogs posting={posting} open={open} onOpen={setOpen} />
    </>
  )
}

/** Until the first day nothing was given, done or judged. */
const hasBegun = ({ state }: PostingDetail) => state === 'running' || state === 'ended'

function Work({ posting, onOpen: setOpen }: WithOpen) {
  const say = useWords()
  const { may } = posting
  return (
    <>
      <Tasks
        posting={posting}
        side={
          may.give && (
            <Button size="small" disabled={posting.over} onClick={() => setOpen('task')}>
              {say('postings.giveTask')}
            </Button>
          )
        }
      />
      <Visits posting={posting} />
      <Leaves
        posting={posting}
        deeds={(leave) =>
          may.lead &&
          leave.state === 'asked' && (
            <span className="desk-toolbar">
              <Button size="small" onClick={() => setOpen({ leave, grant: false })}>
                {say('postings.refuse')}
              </Button>
              <Button size="small" type="primary" onClick={() => setOpen({ leave, grant: true })}>
                {say('postings.grant')}
              </Button>
            </span>
          )
        }
      />
      <JudgedWithDeeds posting={posting} onOpen={setOpen} />
    </>
  )
}

export function TermFacts({ posting }: { posting: PostingDetail }) {
  const say = useWords()
  const pick = usePick()
  return (
    <section className="desk-section" aria-label={say('postings.termTitle')}>
      <dl className="desk-facts">
        <dt>{say('postings.kind')}</dt>
        <dd>
          {pick(posting.kind)} {posting.kind.unverified && <Tag>{say('postings.unverified')}</Tag>}
        </dd>
        {posting.team && (
          <>
            <dt>{say('postings.team')}</dt>
            <dd>{posting.team}</dd>
          </>
        )}
        <dt>{say('postings.termTitle')}</dt>
        <dd>
          {say('postings.term', { from: posting.from, until: posting.until })}
          {posting.extensions > 0 && (
            <span className="desk-soft"> {say('postings.extended', { n: posting.extensions })}</span>
          )}
        </dd>
        {posting.ended_on && (
          <>
            <dt>{say(posting.state === 'called_off' ? 'postings.calledOff' : 'postings.endedOn')}</dt>
            <dd>
              {posting.ended_on}
              {posting.ended_as && ` · ${say(`postings.endedAs.${posting.ended_as}`)}`}
              {posting.ended_because && ` · ${posting.ended_because}`}
            </dd>
          </>
        )}
        {posting.replaced_by && (
          <>
            <dt>{say('postings.successor')}</dt>
            <dd>
              <WayLink to={`/postings/${posting.replaced_by}`}>{say('postings.openIt')}</WayLink>
            </dd>
          </>
        )}
        {posting.replaces && !posting.may.own && (
          <>
            <dt>{say('postings.predecessor')}</dt>
            <dd>
              <WayLink to={`/postings/${posting.replaces}`}>{say('postings.openIt')}</WayLink>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

interface WithOpen {
  posting: PostingDetail
  onOpen(open: Open): void
}

function JudgedWithDeeds({ posting, onOpen }: WithOpen) {
  const say = useWords()
  const { may } = posting
  const isRunning = posting.polls.some(({ closed_at }) => closed_at === null)
  const end = useSave<void>(
    () => post(`/api/postings/${posting.id}/poll/close`, { version: posting.version }),
    () => {},
  )
  return (
    <Judged
      posting={posting}
      side={
        <span className="desk-toolbar">
          {may.assess && (
            <Button size="small" onClick={() => onOpen('assess')}>
              {say('postings.assess')}
            </Button>
          )}
          {may.lead && !isRunning && (
            <Button size="small" onClick={() => onOpen('poll')}>
              {say('postings.openPoll')}
            </Button>
          )}
          {may.lead && isRunning && (
            <Popconfirm
              title={say('weak.closePoll')}
              description={say('weak.closePollSure')}
              okText={say('weak.closePoll')}
              cancelText={say('act.cancel')}
              onConfirm={() => end.mutate()}
            >
              <Button size="small" loading={end.isPending}>
                {say('weak.closePoll')}
              </Button>
            </Popconfirm>
          )}
        </span>
      }
    >
      <ProblemAlert error={end.error} />
    </Judged>
  )
}

function Dialogs({ posting, open, onOpen }: WithOpen & { open: Open }) {
  const close = () => onOpen(null)
  const { data: form } = useQuery({
    queryKey: ['territory', 'postings', 'form'],
    queryFn: () => get<PostingForm>('/api/postings/form'),
    enabled: open === 'assess',
  })
  switch (open) {
    case null:
      return null
    case 'extend':
      return <ExtendForm posting={posting} onClose={close} />
    case 'end':
      return <EndForm posting={posting} onClose={close} />
    case 'replace':
      return <ReplaceForm posting={posting} onClose={close} />
    case 'callOff':
      return <CallOffForm posting={posting} onClose={close} />
    case 'task':
      return <TaskForm posting={posting} onClose={close} />
    case 'poll':
      return <PollForm posting={posting} onClose={close} onCodes={(codes) => onOpen({ codes })} />
    case 'assess':
      return form ? <AssessForm posting={posting} grades={form.grades} onClose={close} /> : null
    default:
      return 'codes' in open ? (
        <Codes codes={open.codes} onClose={close} />
      ) : (
        <LeaveAnswerForm leave={open.leave} grant={open.grant} onClose={close} />
      )
  }
}
