import { Button, Empty, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { ProblemError } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { useWords } from '../words/index.ts'

/** While an answer is on its way. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const say = useWords()
  return (
    <div className="desk-loading" role="status" aria-label={say('state.loading')}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  )
}

/** What went wrong, in a sentence, and another try where that can help. `isPage`: it stands instead of a whole page. */
export function Failed({
  error,
  onRetry,
  isPage,
}: {
  error: unknown
  onRetry?: () => void
  isPage?: boolean
}) {
  const say = useWords()
  const final = error instanceof ProblemError && [403, 404].includes(error.status)
  const Heading = isPage ? 'h1' : 'h2'
  const status = error instanceof ProblemError ? error.status : undefined
  const what = status === 403 ? 'state.forbidden' : status === 404 ? 'state.nothingThere' : 'state.failed'
  return (
    <div className="desk-answer" role="alert">
      <Heading>{say(what)}</Heading>
      <p>{problemWords(error)}</p>
      {onRetry && !final && (
        <Button type="primary" onClick={onRetry}>
          {say('act.retry')}
        </Button>
      )}
    </div>
  )
}

/** Nothing there, which is an answer too. */
export function Nothing({
  title,
  hint,
  isPage,
  children,
}: {
  title: string
  hint?: string
  isPage?: boolean
  children?: ReactNode
}) {
  const Heading = isPage ? 'h1' : 'h2'
  return (
    <div className="desk-answer">
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={null} />
      <Heading>{title}</Heading>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  )
}

/** A page's heading with what belongs beside it. */
export function PageHead({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <header className="desk-head">
      <div>
        <h1>{title}</h1>
        {hint && <p>{hint}</p>}
      </div>
      {children && <div className="desk-head-side">{children}</div>}
    </header>
  )
}
