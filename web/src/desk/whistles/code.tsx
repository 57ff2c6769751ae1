import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { Failed } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'

/** The code that those who arrive type in; another each minute, only on the caller's own screen. */
export function SiteCode({ id }: { id: string }) {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['whistle-code', id],
    queryFn: () =>
      get<{ code: string; until: string }>(`/api/whistles/${id}/code`, undefined, { background: true }),
    refetchOnWindowFocus: true,
    gcTime: 0,
  })
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (!data) return
    const look = () => {
      const seconds = Math.ceil((new Date(data.until).getTime() - Date.now()) / 1000)
      setLeft(Math.max(0, seconds))
      if (seconds <= 0) void refetch()
    }
    look()
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [data, refetch])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return (
    <section className="whistle-code" aria-label={say('whistles.code')}>
      <h2>{say('whistles.code')}</h2>
      <output>{data ? `${data.code.slice(0, 3)} ${data.code.slice(3)}` : '······'}</output>
      <p>{say('whistles.codeShow', { n: left })}</p>
    </section>
  )
}
