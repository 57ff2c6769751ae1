import type { Both } from '../../foundation/api.ts'
import { useLanguage } from '../../foundation/i18n.ts'
import { Icon } from '../../foundation/icon.tsx'
import { dateTimeWords, useNow } from '../../foundation/time.ts'
import { type Way, WayLink } from '../../foundation/ways.tsx'
import { Shown, Trouble } from './pieces.tsx'
import { useRead } from './reading.ts'
import { useSend } from './sending.ts'
import { useMemberWords } from './words.ts'

interface NoticeList {
  notices: { id: string; words: Both; link: string | null; created_at: string; read_at: string | null }[]
  unread: number
}

/** A notice links to a page of any face; what lies in this one opens in place. */
const inThisFace = (link: string | null): Way | null =>
  link?.startsWith('/field/') ? (link.slice('/field'.length) as Way) : null

/** What is new for this person, until they say that they know. */
export function Notices() {
  const say = useMemberWords()
  const language = useLanguage()
  const now = useNow()
  const reading = useRead<NoticeList>('/api/notices')
  const { send, trouble, isBusy } = useSend()
  return (
    <section className="card list">
      <h2>{say('notices.title')}</h2>
      <Trouble words={trouble} />
      <Shown reading={reading}>
        {({ notices }) => {
          const news = notices.filter(({ read_at }) => read_at === null)
          if (news.length === 0) return <p className="hint">{say('notices.noneHint')}</p>
          return (
            <>
              <ul className="rows">
                {news.map(({ id, words, link, created_at }) => {
                  const to = inThisFace(link)
                  const said = (
                    <span className="go-words">
                      <strong>{words[language]}</strong>
                      <small>{dateTimeWords(created_at, now)}</small>
                    </span>
                  )
                  return (
                    <li key={id} className="go">
                      {to ? (
                        <WayLink to={to} className="go-in">
                          {said}
                          <Icon name="right" />
                        </WayLink>
                      ) : (
                        said
                      )}
                    </li>
                  )
                })}
              </ul>
              <p>
                <button
                  type="button"
                  className="quiet"
                  disabled={isBusy}
                  onClick={() => void send('/api/notices/read', { ids: news.map(({ id }) => id) })}
                >
                  {say('notices.readAll')}
                </button>
              </p>
            </>
          )
        }}
      </Shown>
    </section>
  )
}
