import { type ReactNode, useEffect } from 'react'
import { useFoundationWords } from '../../foundation/i18n.ts'
import { languageOf } from '../../foundation/language-of.ts'

interface PageProps {
  title: string
  intro?: string
  aside?: ReactNode
  children: ReactNode
}

/** A page: its heading, which receives the focus after moving here, and its name in the window's title. */
export function Page({ title, intro, aside, children }: PageProps) {
  const say = useFoundationWords()
  const house = say('name')
  useEffect(() => {
    document.title = `${title} · ${house}`
  }, [title, house])
  return (
    <div className={aside ? 'page page-wide' : 'page'}>
      <div className="page-main">
        <h1 tabIndex={-1} lang={languageOf(title)}>
          {title}
        </h1>
        {intro && <p className="intro">{intro}</p>}
        {children}
      </div>
      {aside && <aside>{aside}</aside>}
    </div>
  )
}
