import { useWords } from '../words.ts'

/** The phone could not keep what was done: said at once, before anybody walks away. */
export function NotKept({ isFailed }: { isFailed: boolean }) {
  const say = useWords()
  if (!isFailed) return null
  return (
    <p className="notice notice-bad" role="alert">
      {say('notKept')}
    </p>
  )
}
