import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Switch, Tag } from 'antd'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import { useLive } from '../live/stream.ts'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { Manning } from './manning.tsx'
import {
  type Detail,
  hoursWords,
  mobilisationKey,
  type Post,
  type Posts,
  type Shift,
  useDeed,
} from './mobilisation.ts'
import { PasteModal } from './paste.tsx'

/** Posts with their shifts; a shift is red until it is filled, and opens to its people. */
export function PostsTable({ mobilisation }: { mobilisation: Detail }) {
  const say = useWords()
  const client = useQueryClient()
  const [gaps, setGaps] = useState(false)
  const [isPasting, setPasting] = useState(false)
  const [open, setOpen] = useState<{ post: Post; shift: Shift } | null>(null)
  const queryKey = [mobilisationKey, 'posts', mobilisation.id, gaps]
  useLive(() => void client.invalidateQueries({ queryKey }), 1500)
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey,
      queryFn: ({ pageParam }) =>
        get<Posts>(`/api/mobilisations/${mobilisation.id}/posts`, {
          limit: 50,
          ...(gaps ? { gaps: true } : {}),
          ...(pageParam ? { after: pageParam } : {}),
        }),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.next,
    })
  const posts = data?.pages.flatMap(({ items }) => items) ?? []
  const shown = open && {
    post: posts.find(({ id }) => id === open.post.id) ?? open.post,
    shift: posts.flatMap(({ shifts }) => shifts).find(({ id }) => id === open.shift.id) ?? open.shift,
  }
  return (
    <>
      <p className="mob-bar">
        <span className="mob-switch">
          <Switch id="only-gaps" checked={gaps} onChange={setGaps} />
          <label htmlFor="only-gaps">{say('mobilisation.onlyGaps')}</label>
        </span>
        {mobilisation.may_plan && mobilisation.state === 'prepared' && (
          <Button type="primary" onClick={() => setPasting(true)}>
            {say('mobilisation.paste')}
          </Button>
        )}
      </p>
      {isPending && <Loading />}
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {data && posts.length === 0 && (
        <Nothing
          title={say(gaps ? 'mobilisation.noGaps' : 'mobilisation.noPosts')}
          hint={say(gaps ? 'mobilisation.noGapsHint' : 'mobilisation.noPostsHint')}
        />
      )}
      <ul className="mob-posts">
        {posts.map((post) => (
          <PostRow
            key={post.id}
            post={post}
            isPrepared={mobilisation.may_plan && mobilisation.state === 'prepared'}
            onOpen={(shift) => setOpen({ post, shift })}
          />
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
      {isPasting && <PasteModal id={mobilisation.id} onClose={() => setPasting(false)} />}
      {shown && (
        <Manning
          mobilisation={mobilisation}
          post={shown.post}
          shift={shown.shift}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

function PostRow({
  post,
  isPrepared,
  onOpen,
}: {
  post: Post
  isPrepared: boolean
  onOpen(shift: Shift): void
}) {
  const say = useWords()
  const remove = useDeed({ done: say('state.saved') })
  return (
    <li>
      <div>
        <strong>{post.name}</strong>
        <small>
          {[post.unit.name, post.address, post.equipment].filter(Boolean).join(' · ')}
          {post.leader && ` · ${say('mobilisation.leaderIs', { name: post.leader.name })}`}
        </small>
        {post.danger && (
          <Tag color={post.insured ? 'green' : 'red'}>
            {say(post.insured ? 'mobilisation.insured' : 'mobilisation.dangerous', { what: post.danger })}
          </Tag>
        )}
      </div>
      <div className="mob-shifts">
        {post.shifts.map((shift) => (
          <button
            key={shift.id}
            type="button"
            data-red={shift.taken < shift.needed || undefined}
            onClick={() => onOpen(shift)}
            aria-label={say('mobilisation.shiftLabel', {
              post: post.name,
              hours: hoursWords(shift),
              taken: shift.taken,
              needed: shift.needed,
            })}
          >
            <span>{hoursWords(shift)}</span>
            <strong>
              {shift.taken}/{shift.needed}
            </strong>
            {shift.waiting > 0 && <small>{say('mobilisation.waiting', { n: shift.waiting })}</small>}
          </button>
        ))}
        {isPrepared && (
          <Button
            size="small"
            onClick={() => remove.mutate({ path: `/api/mobilisation-posts/${post.id}/remove` })}
          >
            {say('act.remove')}
          </Button>
        )}
      </div>
    </li>
  )
}
