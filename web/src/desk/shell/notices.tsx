import { BellOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { relativeWords, useNow } from '../../foundation/time.ts'
import { useGo, type Way } from '../../foundation/ways.tsx'
import { useLive } from '../live/stream.ts'
import type { Notice } from '../types.ts'
import { useWords } from '../words/index.ts'
import { useNarrow } from './narrow.ts'

interface NoticePage {
  notices: Notice[]
  unread: number
  cursor: string | null
}

const noticesKey = ['notices'] as const

function useNotices() {
  const client = useQueryClient()
  const query = useInfiniteQuery({
    queryKey: noticesKey,
    queryFn: ({ pageParam }) => get<NoticePage>('/api/notices', { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor ?? undefined,
    staleTime: 30_000,
  })
  useLive(() => void client.invalidateQueries({ queryKey: noticesKey }), 3000)
  const read = useMutation({
    mutationFn: (which: { ids: string[] } | { all: true }) => post('/api/notices/read', which),
    onSettled: () => client.invalidateQueries({ queryKey: noticesKey }),
  })
  return { query, read }
}

/** The bell: how many notices are unread, and what they say. */
export function Notices() {
  const isNarrow = useNarrow()
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const go = useGo()
  const [open, setOpen] = useState(false)
  const { query, read } = useNotices()
  const unread = query.data?.pages[0]?.unread ?? 0
  const notices = query.data?.pages.flatMap((page) => page.notices) ?? []

  function follow(notice: Notice) {
    if (!notice.read_at) read.mutate({ ids: [notice.id] })
    setOpen(false)
    if (notice.link?.startsWith('/desk/')) go(notice.link.slice('/desk'.length) as Way)
    else if (notice.link) location.assign(notice.link)
  }

  const list = (
    <div className="desk-notices">
      <header>
        <strong>{say('top.notices')}</strong>
        {unread > 0 && (
          <Button
            type="link"
            size="small"
            loading={read.isPending}
            onClick={() => read.mutate({ all: true })}
          >
            {say('top.readAll')}
          </Button>
        )}
      </header>
      {notices.length === 0 && <p className="desk-soft">{say('top.noNotices')}</p>}
      <ul>
        {notices.map((notice) => (
          <li key={notice.id}>
            <button
              type="button"
              data-unread={notice.read_at ? undefined : ''}
              data-urgent={notice.urgent ? '' : undefined}
              onClick={() => follow(notice)}
            >
              <span>{pick(notice.words)}</span>
              <time dateTime={notice.created_at}>{relativeWords(notice.created_at, now)}</time>
            </button>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          block
          type="text"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('top.moreNotices')}
        </Button>
      )}
    </div>
  )

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement={isNarrow ? 'bottom' : 'bottomRight'}
      content={list}
    >
      <Button
        type="text"
        aria-label={unread > 0 ? say('top.unread', { n: unread }) : say('top.notices')}
        icon={
          <Badge count={unread} size="small" overflowCount={99} offset={[unread > 9 ? 8 : 4, -1]}>
            <BellOutlined className="desk-top-icon" />
          </Badge>
        }
      />
    </Popover>
  )
}
