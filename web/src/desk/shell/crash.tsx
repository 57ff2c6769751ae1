import { Button } from 'antd'
import { useGo } from '../../foundation/ways.tsx'
import { useWords } from '../words/index.ts'
import { Failed, Nothing } from './answers.tsx'

/** No such page below `/desk`. */
export function NoPage() {
  const say = useWords()
  const go = useGo()
  return (
    <Nothing isPage title={say('state.notFound')} hint={say('state.notFoundHint')}>
      <Button type="primary" onClick={() => go('/')}>
        {say('keys.toInbox')}
      </Button>
    </Nothing>
  )
}

/** A page broke: the sentence, and another try. */
export function Crash({ error, reset }: { error: unknown; reset: () => void }) {
  return <Failed isPage error={error} onRetry={reset} />
}
