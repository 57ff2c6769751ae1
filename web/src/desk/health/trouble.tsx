import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { post } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { stampWords } from '../../foundation/time.ts'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import type { Health } from './health.ts'

/** Jobs that were given up, why, and the way to try them again. */
export function FailedJobs({ jobs }: { jobs: Health['failed_jobs'] }) {
  const say = useWords()
  const me = useMyself()
  const client = useQueryClient()
  const { message } = App.useApp()
  const retry = useMutation({
    mutationFn: () => post<{ retried: number }>('/api/health/retry-jobs'),
    onSuccess: ({ retried }) => {
      message.success(say('operator.retried', { n: retried }))
      return client.invalidateQueries({ queryKey: ['health'] })
    },
    onError: (error) => void message.error(problemWords(error)),
  })
  if (jobs.length === 0) return null
  return (
    <>
      <ul className="desk-failed-jobs">
        {jobs.map((job) => (
          <li key={job.id}>
            <code>{job.task}</code> <small className="desk-soft">{stampWords(job.at)}</small>
            <div>{job.error}</div>
          </li>
        ))}
      </ul>
      {me.may('job.retry') && (
        <Button size="small" loading={retry.isPending} onClick={() => retry.mutate()}>
          {say('operator.retryJobs')}
        </Button>
      )}
    </>
  )
}
