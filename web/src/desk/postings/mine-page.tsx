import '../styles/by-thumb.css'
import '../styles/weak.css'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { ProblemAlert, useSave } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { LeaveForm, VisitForm, WishForm } from './own-forms.tsx'
import { TermFacts } from './page.tsx'
import type { Leave, Mine, PostingDetail, Visit } from './posting.ts'
import { Judged, Leaves, Tasks, Visits } from './sections.tsx'

/** What somebody who was sent to a village needs on the way: tasks, visits, leave, how it was judged. */
export function MyPostingPage() {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'postings', 'mine'],
    queryFn: () => get<Mine>('/api/posting'),
  })
  if (error) return <Failed isPage error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.posting?.state === 'planned') return <Awaited posting={data.posting} />
  return data.posting ? (
    <MyPosting mine={{ ...data, posting: data.posting }} />
  ) : (
    <Nothing isPage title={say('postings.mineNone')} hint={say('postings.mineNoneHint')} />
  )
}

/** Where they go, from which day; what belongs to it begins with that day. */
function Awaited({ posting }: { posting: PostingDetail }) {
  const say = useWords()
  return (
    <>
      <PageHead
        title={say('postings.whereFrom', { where: posting.village.name, day: posting.from })}
        hint={say('postings.from', { unit: posting.sender.name })}
      />
      <div className="desk-stack">
        <Alert
          type="info"
          showIcon
          title={say('postings.begins', { day: posting.from })}
          description={say('postings.beginsMine')}
        />
        <TermFacts posting={posting} />
      </div>
    </>
  )
}

type Open = 'visit' | 'leave' | { visit: Visit } | null

function MyPosting({ mine }: { mine: Mine & { posting: PostingDetail } }) {
  const say = useWords()
  const { posting } = mine
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const today = shanghaiDay(new Date())
  const settle = useSave<{ leave: Leave; deed: 'withdraw' | 'come_back' }>(
    ({ leave, deed }) => post(`/api/posting-leaves/${leave.id}/settle`, { deed }),
    () => {},
  )
  return (
    <div className="desk-by-thumb">
      <PageHead
        title={say('postings.mineAt', { where: posting.village.name })}
        hint={say('postings.from', { unit: posting.sender.name })}
      >
        <Button type="primary" onClick={() => setOpen('visit')}>
          {say('postings.writeVisit')}
        </Button>
        <Button onClick={() => setOpen('leave')}>{say('postings.askLeave')}</Button>
      </PageHead>
      <div className="desk-stack">
        {posting.over && (
          <Alert
            type="warning"
            showIcon
            title={say('postings.overTitle')}
            description={say('postings.overMine')}
          />
        )}
        <Tasks posting={posting} />
        <Visits
          posting={posting}
          isOwn
          deeds={(visit) =>
            visit.wish === null && (
              <Button onClick={() => setOpen({ visit })}>{say('postings.bringHome')}</Button>
            )
          }
        />
        <ProblemAlert error={settle.error} />
        <Leaves
          posting={posting}
          deeds={(leave) =>
            leave.state === 'asked' || (leave.state === 'granted' && leave.from > today) ? (
              <Button loading={settle.isPending} onClick={() => settle.mutate({ leave, deed: 'withdraw' })}>
                {say('postings.takeBack')}
              </Button>
            ) : (
              leave.state === 'granted' && (
                <Button
                  loading={settle.isPending}
                  onClick={() => settle.mutate({ leave, deed: 'come_back' })}
                >
                  {say('postings.comeBack')}
                </Button>
              )
            )
          }
        />
        <Judged posting={posting} />
        <TermFacts posting={posting} />
      </div>
      {open === 'visit' && <VisitForm mine={mine} onClose={close} />}
      {open === 'leave' && <LeaveForm posting={posting} onClose={close} />}
      {open !== null && typeof open === 'object' && (
        <WishForm mine={mine} visit={open.visit} onClose={close} />
      )}
    </div>
  )
}
