import './duty.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { Field } from '../../foundation/field.tsx'
import { fromToWords, useNow } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { memberReads, useRead } from '../member/reading.ts'
import { Empty, Failure, Page } from '../pieces/states.tsx'
import { type Board, type Duty, dutyPath, type OpenShift, type OpenShifts, useDutyWords } from './duty.ts'
import { ShiftCard, type Taken } from './shift-card.tsx'

/** What somebody asked for stays where it stood, with the answer: a shift that is full now is not among the open ones. */
function withAnswered(shifts: OpenShift[], answered: Answered): OpenShift[] {
  const shown = new Set(shifts.map(({ shift_id }) => shift_id))
  const gone = [...answered.values()]
    .filter(({ shift }) => !shown.has(shift.shift_id))
    .map(({ shift }) => ({ ...shift, taken: Math.max(shift.taken, shift.needed) }))
  return [...shifts, ...gone].sort(
    (a, b) => a.starts_at.localeCompare(b.starts_at) || a.shift_id.localeCompare(b.shift_id),
  )
}

type Answered = ReadonlyMap<string, { shift: OpenShift; taken?: Taken }>

/** Shifts of one mobilisation that can be taken, soonest first; by their time, and by words of the place. */
export function ShiftsPage() {
  const say = useDutyWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const [full, setFull] = useState(false)
  const [starts, setStarts] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [answered, setAnswered] = useState<Answered>(new Map())
  const q = useDeferredValue(typed.trim())
  const duty = useRead<Duty>('/api/mobilisation-duty')
  const call = duty.read?.value.calls.find((each) => each.id === id)
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [memberReads, 'open-shifts', id, full, starts, q],
    queryFn: ({ pageParam }) =>
      get<OpenShifts>(`/api/mobilisations/${id}/open-shifts`, {
        limit: 30,
        ...(full ? { full: true } : {}),
        ...(starts ? { starts } : {}),
        ...(q ? { q } : {}),
        ...(pageParam ? { after: pageParam } : {}),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
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
      <Windows id={id} chosen={starts} onChoose={setStarts} />
      <Field label={say('find')}>
        {(wiring) => (
          <input
            {...wiring}
            type="search"
            maxLength={50}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {error && <Failure error={error} />}
      {!shifts && !error && <p className="loading">{say('loading')}</p>}
      {shifts?.length === 0 && answered.size === 0 && (
        <Empty title={say(q ? 'noneOf' : 'none')} hint={say('noneHint')} />
      )}
      <ul className="duty-rows">
        {shifts &&
          withAnswered(shifts, answered).map((shift) => (
            <ShiftCard
              key={shift.shift_id}
              shift={shift}
              skills={duty.read?.value.skills ?? []}
              taken={answered.get(shift.shift_id)?.taken}
              onAsked={(taken) =>
                setAnswered((before) =>
                  new Map(before).set(shift.shift_id, { shift, ...(taken ? { taken } : {}) }),
                )
              }
            />
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

/** The times at which shifts begin, each with how many are missing then. */
function Windows({
  id,
  chosen,
  onChoose,
}: {
  id: string
  chosen: string | null
  onChoose(starts: string | null): void
}) {
  const say = useDutyWords()
  const now = useNow()
  const { data } = useQuery({
    queryKey: [memberReads, 'windows', id],
    queryFn: () => get<Board>(`/api/mobilisations/${id}/board`),
    refetchInterval: 15_000,
  })
  const open = data?.windows.filter(({ ends_at }) => ends_at > data.at) ?? []
  if (open.length < 2) return null
  return (
    <fieldset className="duty-windows">
      <legend className="lx-hidden">{say('when')}</legend>
      {open.map(({ starts_at, ends_at, needed, taken }) => (
        <button
          key={`${starts_at}${ends_at}`}
          type="button"
          className="quiet small"
          aria-pressed={chosen === starts_at}
          onClick={() => onChoose(chosen === starts_at ? null : starts_at)}
        >
          {fromToWords(starts_at, ends_at, now)}
          <strong className={needed > taken ? 'duty-gap' : undefined}>
            {needed > taken ? say('gap', { count: needed - taken }) : say('filled')}
          </strong>
        </button>
      ))}
    </fieldset>
  )
}
