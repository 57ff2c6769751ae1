import './duty.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { fromToWords, useNow } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Trouble } from '../member/pieces.tsx'
import { memberReads, useRead } from '../member/reading.ts'
import { useSend } from '../member/sending.ts'
import { Empty, Failure, Page } from '../pieces/states.tsx'
import { type Duty, dutyPath, type OpenShift, type OpenShifts, useDutyWords } from './duty.ts'

/** Shifts of one mobilisation that can be taken, soonest first. */
export function ShiftsPage() {
  const say = useDutyWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const [full, setFull] = useState(false)
  const duty = useRead<Duty>('/api/mobilisation-duty')
  const call = duty.read?.value.calls.find((each) => each.id === id)
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [memberReads, 'open-shifts', id, full],
    queryFn: ({ pageParam }) =>
      get<OpenShifts>(`/api/mobilisations/${id}/open-shifts`, {
        limit: 30,
        ...(full ? { full: true } : {}),
        ...(pageParam ? { after: pageParam } : {}),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: 15_000,
  })
  const shifts = data?.pages.flatMap(({ items }) => items)
  return (
    <Page title={call?.name ?? say('shifts')} intro={say('shiftsIntro')}>
      <p className="row">
        <WayLink to={dutyPath} className="quiet">
          {say('title')}
        </WayLink>
        <button type="button" className="quiet" aria-pressed={full} onClick={() => setFull(!full)}>
          {say(full ? 'onlyOpen' : 'all')}
        </button>
        {call?.rehearsal && (
          <span className="lx-mark" data-tone="violet">
            {say('rehearsal')}
          </span>
        )}
      </p>
      {error && <Failure error={error} />}
      {!shifts && !error && <p className="loading">{say('loading')}</p>}
      {shifts?.length === 0 && <Empty title={say('none')} hint={say('noneHint')} />}
      <ul className="duty-rows">
        {shifts?.map((shift) => (
          <ShiftCard key={shift.shift_id} shift={shift} skills={duty.read?.value.skills ?? []} />
        ))}
      </ul>
      {hasNextPage && (
        <button
          type="button"
          className="quiet"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {say('more')}
        </button>
      )}
    </Page>
  )
}

type Taken = { result: 'placed' | 'already' } | { result: 'waiting' | 'stand_in'; before: number }

function ShiftCard({ shift, skills }: { shift: OpenShift; skills: Duty['skills'] }) {
  const say = useDutyWords()
  const pick = usePick()
  const now = useNow()
  const { send, isBusy, trouble } = useSend()
  const [confirmed, setConfirmed] = useState<string[]>([])
  const [taken, setTaken] = useState<Taken | null>(null)
  const gap = shift.needed - shift.taken
  const isMissing = shift.skills.some((skill) => !confirmed.includes(skill))
  const take = async (wait: 'waiting' | 'stand_in' | null) => {
    const answer = await send<Taken>(`/api/mobilisation-shifts/${shift.shift_id}/take`, {
      skills: confirmed,
      wait,
    })
    if (answer) setTaken(answer)
  }
  return (
    <li className="card">
      <h3>{shift.post}</h3>
      <p className="duty-when">
        <strong>{fromToWords(shift.starts_at, shift.ends_at, now)}</strong>
        <strong className={gap > 0 ? 'duty-gap' : undefined}>
          {gap > 0 ? say('gap', { count: gap }) : say('full')}
        </strong>
      </p>
      <p className="hint">{[shift.address, shift.unit].filter(Boolean).join(' · ')}</p>
      {shift.equipment && <p className="hint">{say('equipment', { what: shift.equipment })}</p>}
      {shift.danger && <p className="hint">{say('danger', { what: shift.danger })}</p>}
      {shift.skills.map((id) => {
        const skill = skills.find((each) => each.id === id)
        return (
          <label key={id} className="tick">
            <input
              type="checkbox"
              checked={confirmed.includes(id)}
              onChange={(event) =>
                setConfirmed(
                  event.target.checked ? [...confirmed, id] : confirmed.filter((each) => each !== id),
                )
              }
            />
            <span>
              {say('skill', { what: skill ? pick(skill) : id })}
              {skill?.proof && say('proof')}
            </span>
          </label>
        )
      })}
      <Trouble words={trouble} />
      {taken ? (
        <p className="notice notice-good" role="status">
          {taken.result === 'placed' && say('taken')}
          {taken.result === 'already' && say('already')}
          {taken.result === 'waiting' && say('inLine', { count: taken.before })}
          {taken.result === 'stand_in' && say('standing')}
        </p>
      ) : shift.clashes ? (
        <p className="hint">{say('clash')}</p>
      ) : (
        <p className="row">
          {gap > 0 ? (
            <button
              type="button"
              className="button"
              disabled={isBusy || isMissing}
              onClick={() => void take(null)}
            >
              {say('take')}
            </button>
          ) : (
            <button
              type="button"
              className="button secondary"
              disabled={isBusy || isMissing}
              onClick={() => void take('waiting')}
            >
              {say('wait')}
            </button>
          )}
          {gap <= 0 && (
            <button
              type="button"
              className="quiet"
              disabled={isBusy || isMissing}
              onClick={() => void take('stand_in')}
            >
              {say('standBy')}
            </button>
          )}
        </p>
      )}
    </li>
  )
}
