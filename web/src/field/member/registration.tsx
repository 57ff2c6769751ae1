import { type FormEvent, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { dateTimeWords, useNow } from '../../foundation/time.ts'
import type { CommunityList, MemberHome } from './member-types.ts'
import { Shown, Trouble } from './pieces.tsx'
import { useRead } from './reading.ts'
import { useSend } from './sending.ts'
import { useMemberWords } from './words.ts'

/** With which community this member has reported in, and how to change it. */
export function Registration() {
  const say = useMemberWords()
  const now = useNow()
  const reading = useRead<MemberHome>('/api/member/home')
  const { send, trouble, isBusy } = useSend()
  const [isOpen, setOpen] = useState(false)
  return (
    <section className="card">
      <h2>{say('me.registration')}</h2>
      <Shown reading={reading}>
        {({ registration, asked, refused }) => (
          <>
            {registration && (
              <p>
                {say('me.at', {
                  community: registration.community.name,
                  when: dateTimeWords(registration.since, now),
                })}
              </p>
            )}
            {asked && (
              <p>
                {say('me.waiting', { community: asked.community.name })}
                {asked.by_branch && say('me.byBranch')}
              </p>
            )}
            {refused && (
              <p className="notice notice-warn">
                {say('me.refused', { community: refused.community.name, reason: refused.reason ?? '' })}
              </p>
            )}
            {!registration && !asked && <p className="hint">{say('me.none')}</p>}
            <Trouble words={trouble} />
            {asked && (
              <button
                type="button"
                className="quiet"
                disabled={isBusy}
                onClick={() => void send('/api/member/registration/withdraw')}
              >
                {say('me.takeBack')}
              </button>
            )}
            {isOpen ? (
              <Choose onDone={() => setOpen(false)} />
            ) : (
              <button
                type="button"
                className={registration || asked ? 'quiet' : 'button big'}
                onClick={() => setOpen(true)}
              >
                {say(registration || asked ? 'me.move' : 'me.report')}
              </button>
            )}
          </>
        )}
      </Shown>
    </section>
  )
}

function Choose({ onDone }: { onDone(): void }) {
  const say = useMemberWords()
  const { send, trouble, isBusy } = useSend()
  const [words, setWords] = useState('')
  const [found, setFound] = useState<CommunityList['items'] | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  async function find(event: FormEvent) {
    event.preventDefault()
    try {
      setFound((await get<CommunityList>('/api/reporting/communities/find', { q: words.trim() })).items)
      setFault(null)
    } catch (error) {
      setFault(problemWords(error))
    }
  }
  async function choose(id: string) {
    if (await send('/api/member/registration', { community_id: id })) onDone()
  }
  return (
    <>
      <form className="field" onSubmit={(event) => void find(event)}>
        <label htmlFor="community-name">{say('me.find')}</label>
        <div className="with-button">
          <input
            id="community-name"
            type="search"
            required
            maxLength={40}
            value={words}
            aria-describedby="community-name-hint"
            onChange={(event) => setWords(event.target.value)}
          />
          <button type="submit" className="quiet">
            {say('me.search')}
          </button>
        </div>
        <p id="community-name-hint" className="hint">
          {say('me.findHint')}
        </p>
      </form>
      <Trouble words={fault ?? trouble} />
      {found?.length === 0 && <p role="status">{say('me.nothing')}</p>}
      {found && found.length > 0 && (
        <ul className="deeds">
          {found.map(({ id, name, above }) => (
            <li key={id}>
              <button type="button" className="quiet big" disabled={isBusy} onClick={() => void choose(id)}>
                {say('me.choose', { community: name })}
                {above && <small>{above}</small>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
