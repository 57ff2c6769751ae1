import { WayLink } from '../../foundation/ways.tsx'
import { useWords } from '../words/index.ts'
import { useMyself } from './me.ts'
import { pagesFor } from './pages.tsx'

/** The pages of the desk; the same list in the narrow column and in the phone's drawer. */
export function Navigation({ onChosen }: { onChosen?: () => void }) {
  const say = useWords()
  const me = useMyself()
  return (
    <nav aria-label={say('nav.main')} className="desk-nav">
      <ul>
        {pagesFor(me).map((page) => (
          <li key={page.path}>
            <WayLink to={page.path} exact={page.path === '/'} onClick={() => onChosen?.()}>
              <span aria-hidden="true" className="desk-nav-icon">
                {page.icon}
              </span>
              <span>{say(page.label)}</span>
            </WayLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
