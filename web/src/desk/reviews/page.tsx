import '../styles/reviews.css'
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { about, type RoundListAnswer, type RoundState, useReviewDeed } from './reviews.ts'

const readAddress = (search: Record<string, unknown>) => ({
  year: Number(search.year) || Number(shanghaiDay(new Date()).slice(0, 4)),
  q: typeof search.q === 'string' ? search.q : undefined,
  after: typeof search.after === 'string' ? search.after : undefined,
})

/** The reviews of a year that one leads or grades in, and those that may begin. */
export function ReviewsPage() {
  const say = useWords()
  const go = useGo()
  const { year, q, after } = useAddress(readAddress)
  const [words, setWords] = useState(q ?? '')
  const { data, error, refetch } = useQuery({
    queryKey: [about, 'list', year, q, after],
    queryFn: () => get<RoundListAnswer>('/api/yearly-reviews', { year, q, after }),
  })
  return (
    <>
      <PageHead title={`${say('reviews.title')} ${year}`} hint={say('reviews.hint')}>
        <Button
          icon={<LeftOutlined />}
          aria-label={String(year - 1)}
          onClick={() => go('/reviews', { year: year - 1 })}
        />
        <Button
          icon={<RightOutlined />}
          aria-label={String(year + 1)}
          onClick={() => go('/reviews', { year: year + 1 })}
        />
      </PageHead>
      <form
        className="rev-find"
        onSubmit={(event) => {
          event.preventDefault()
          go('/reviews', { year, q: words.trim() || undefined })
        }}
      >
        <Input
          aria-label={say('reviews.find')}
          placeholder={say('reviews.find')}
          value={words}
          maxLength={100}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button htmlType="submit">{say('reviews.findDo')}</Button>
      </form>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && <Reviews list={data} />}
      {data?.next && (
        <p>
          <WayLink to="/reviews" search={{ year, q, after: data.next }}>
            {say('reviews.more')}
          </WayLink>
        </p>
      )}
    </>
  )
}

function Reviews({ list }: { list: RoundListAnswer }) {
  const say = useWords()
  const go = useGo()
  const deed = useReviewDeed<{ id: string }>()
  return (
    <div className="desk-stack">
      {list.items.length === 0 && list.may_open.length === 0 && (
        <Nothing title={say('reviews.none')} hint={say('reviews.noneHint')} />
      )}
      {list.items.length > 0 && (
        <ul className="rev-list">
          {list.items.map((round) => (
            <li key={round.id}>
              <WayLink to={`/reviews/${round.id}`}>
                <strong>{round.superior.name}</strong>
              </WayLink>
              <span>
                {say(`reviews.state.${round.state as RoundState}`)} ·{' '}
                {say('reviews.handedIn', { n: round.handed_in, of: round.reports })}
                {round.state === 'collecting' && ` · ${say('reviews.by', { day: round.hand_in_by })}`}
                {round.state === 'public' &&
                  ` · ${say('reviews.publicUntil', { day: round.public_until ?? '' })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {list.may_open.length > 0 && (
        <section className="rev-card">
          <h2>{say('reviews.mayOpen')}</h2>
          <p className="desk-soft">
            {say('reviews.mayOpenHint', { month: list.from_month })}
            {list.unverified && bracketed(say('reviews.unverified'))}
          </p>
          <ul className="rev-list">
            {list.may_open.map((superior) => (
              <li key={superior.id}>
                <span>
                  <strong>{superior.name}</strong> {say('reviews.below', { n: superior.below })}
                </span>
                <Button
                  aria-label={say('reviews.openOf', { name: superior.name })}
                  disabled={deed.isPending}
                  onClick={() =>
                    deed.mutate(
                      { path: '/api/yearly-reviews', body: { superior_id: superior.id, year: list.year } },
                      { onSuccess: ({ id }) => go(`/reviews/${id}`) },
                    )
                  }
                >
                  {say('reviews.open')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
