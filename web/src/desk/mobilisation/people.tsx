import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { get } from '../../foundation/api.ts'
import { stampWords } from '../../foundation/time.ts'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useWords, type WordKey } from '../words/index.ts'
import { hoursWords, mobilisationKey, type People, useDeed } from './mobilisation.ts'

export type Asked = Record<string, string>

/** The people behind a number. Units see their own; who runs it sees all. */
export function PeopleList({ id, asked, mayLead = false }: { id: string; asked: Asked; mayLead?: boolean }) {
  const say = useWords()
  const deed = useDeed({ done: say('state.saved') })
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey: [mobilisationKey, 'people', id, asked],
      queryFn: ({ pageParam }) =>
        get<People>(`/api/mobilisations/${id}/people`, {
          ...asked,
          ...(pageParam ? { after: pageParam } : {}),
        }),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.next,
    })
  const people = data?.pages.flatMap(({ items }) => items) ?? []
  if (isPending) return <Loading rows={3} />
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (people.length === 0) return <Nothing title={say('mobilisation.nobody')} />
  return (
    <>
      <ul className="mob-people">
        {people.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{one.name}</strong> <Tag>{say(`mobilisation.hows.${one.how}` as WordKey)}</Tag>
              {one.state !== 'held' && (
                <Tag color="orange">{say(`mobilisation.placeStates.${one.state}` as WordKey)}</Tag>
              )}
              {one.state === 'held' && !one.accepted && (
                <Tag color="blue">{say('mobilisation.unanswered')}</Tag>
              )}
              <small>
                {one.unit} · {one.post} · {hoursWords(one)}
                {one.signed_in_at &&
                  ` · ${say('mobilisation.in', { at: stampWords(one.signed_in_at).slice(11) })}`}
                {one.signed_in_by === 'offline_code' && say('mobilisation.offline')}
                {one.signed_in_by === 'leader' && say('mobilisation.byLeader')}
                {one.signed_out_at &&
                  ` · ${say('mobilisation.outAt', { at: stampWords(one.signed_out_at).slice(11), n: one.minutes ?? 0 })}`}
                {one.signed_out_by === 'house' && say('mobilisation.byHouse')}
                {one.reason && ` · ${one.reason}`}
              </small>
            </div>
            {mayLead && one.state === 'held' && !one.signed_in_at && (
              <span className="mob-ways">
                <Button
                  loading={deed.isPending}
                  onClick={() =>
                    deed.mutate({ path: `/api/mobilisation-places/${one.id}/mark`, body: { what: 'came' } })
                  }
                >
                  {say('mobilisation.markCame')}
                </Button>
                {Date.parse(one.starts_at) < Date.now() && (
                  <Button
                    danger
                    onClick={() => deed.mutate({ path: `/api/mobilisation-places/${one.id}/stand-in` })}
                  >
                    {say('mobilisation.standIn')}
                  </Button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
    </>
  )
}
