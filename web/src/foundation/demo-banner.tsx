import { useFoundationWords } from './i18n.ts'
import { useSession } from './session.ts'

/** Says on every page that this is a demonstration, where it is one. */
export function DemoBanner() {
  const { session } = useSession()
  return session?.demo ? <DemoNote /> : null
}

export function DemoNote() {
  const say = useFoundationWords()
  return (
    <section className="lx-demo" aria-label={say('demoLabel')}>
      {say('demo')}
    </section>
  )
}
