import { Alert, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useLanguage } from '../../foundation/i18n.ts'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useDark, useStill } from '../shell/narrow.ts'
import { useWords } from '../words/index.ts'
import type { PostsGround } from './draw-posts.ts'
import {
  type Board,
  type Detail,
  hoursWords,
  type PostOnMap,
  type PostsOnMap,
  useMobilisation,
} from './mobilisation.ts'

/** Posts on the map with how they are filled, and the same beside it as a table, the largest gap first. */
export function PostsMap({ mobilisation }: { mobilisation: Detail }) {
  const say = useWords()
  const [starts, setStarts] = useState<string>()
  const [chosen, setChosen] = useState<string | null>(null)
  const base = `/api/mobilisations/${mobilisation.id}` as const
  const board = useMobilisation<Board>(`${base}/board`)
  const { data, error, refetch } = useMobilisation<PostsOnMap>(`${base}/map`, starts ? { starts } : {})
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const placed = data.posts.filter(({ lng }) => lng !== null)
  return (
    <>
      <p className="mob-bar">
        <Select
          className="mob-when"
          allowClear
          aria-label={say('mobilisation.onMap.when')}
          placeholder={say('mobilisation.onMap.anyTime')}
          {...(starts ? { value: starts } : {})}
          onChange={(next: string | undefined) => setStarts(next)}
          options={(board.data?.windows ?? []).map((window) => ({
            value: window.starts_at,
            label: `${hoursWords(window)} · ${window.taken}/${window.needed}`,
          }))}
        />
      </p>
      {data.posts.length === 0 ? (
        <Nothing title={say('mobilisation.noPosts')} hint={say('mobilisation.noPostsHint')} />
      ) : (
        <div className="mob-map-both" data-alone={placed.length === 0 || undefined}>
          {placed.length === 0 ? (
            <Alert type="info" showIcon title={say('mobilisation.onMap.noSpots')} />
          ) : (
            <Ground posts={data.posts} chosen={chosen} onChoose={setChosen} />
          )}
          <Table posts={data.posts} chosen={chosen} onChoose={setChosen} />
        </div>
      )}
    </>
  )
}

interface Choosing {
  posts: PostOnMap[]
  chosen: string | null
  onChoose(id: string): void
}

/** Drawn anew for another light or another language. */
function Ground(props: Choosing) {
  const isDark = useDark()
  const language = useLanguage()
  return <Drawn key={`${isDark} ${language}`} {...props} />
}

function Drawn({ posts, chosen, onChoose }: Choosing) {
  const say = useWords()
  const language = useLanguage()
  const isStill = useStill()
  const container = useRef<HTMLDivElement>(null)
  const [ground, setGround] = useState<PostsGround | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const latest = useRef({ posts, onChoose })
  latest.current = { posts, onChoose }
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn once; what changes later is told to it
  useEffect(() => {
    let isGone = false
    let drawn: PostsGround | null = null
    import('./draw-posts.ts')
      .then(({ drawPosts }) =>
        drawPosts(
          container.current!,
          latest.current.posts,
          { label: say('mobilisation.onMap.canvas'), language, isStill },
          (id) => latest.current.onChoose(id),
        ),
      )
      .then((made) => {
        if (isGone) return made.remove()
        drawn = made
        setGround(made)
      })
      .catch(() => !isGone && setFailed(true))
    return () => {
      isGone = true
      drawn?.remove()
    }
  }, [])
  useEffect(() => ground?.show(posts), [ground, posts])
  useEffect(() => ground?.choose(posts.find(({ id }) => id === chosen) ?? null), [ground, posts, chosen])
  if (hasFailed) return <Alert type="warning" showIcon title={say('mobilisation.onMap.cannot')} />
  return (
    <div className="desk-map-side mob-map">
      <div className="desk-ground" ref={container} />
    </div>
  )
}

function Table({ posts, chosen, onChoose }: Choosing) {
  const say = useWords()
  useEffect(() => {
    if (chosen) document.getElementById(`post-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div className="mob-map-table">
      <table className="desk-rows">
        <caption className="lx-hidden">{say('mobilisation.onMap.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('mobilisation.onMap.post')}</th>
            <th scope="col">{say('mobilisation.gap')}</th>
            <th scope="col">{say('mobilisation.taken')}</th>
            <th scope="col">{say('mobilisation.here')}</th>
          </tr>
        </thead>
        <tbody>
          {posts.map((post) => (
            <tr
              key={post.id}
              id={`post-${post.id}`}
              data-at={post.id === chosen ? '' : undefined}
              data-red={post.taken < post.needed || undefined}
            >
              <td>
                <button type="button" className="mob-number" onClick={() => onChoose(post.id)}>
                  {post.name}
                </button>
                <small className="desk-soft desk-block">
                  {[post.unit, post.address, post.lng === null && say('mobilisation.onMap.noSpot')]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </td>
              <td>{post.needed - post.taken}</td>
              <td>
                {post.taken}/{post.needed}
              </td>
              <td>{post.here}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
