import { useFoundationWords } from './i18n.ts'
import { useSession } from './session.ts'

/** Says on every page that this is a demonstration, where it is one. */
export function DemoBanner() {
  const say = useFoundationWords()
  const { session } = useSession()
  if (!session?.demo) return null
  return (
    <section className="lx-demo" aria-label={say('demoLabel')}>
      {say('demo')}
    </section>
  )
}
