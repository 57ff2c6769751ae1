import { useEffect, useState } from 'react'
import { setLarge, useLarge } from '../../foundation/comfort.ts'
import { Icon } from '../../foundation/icon.tsx'
import { LanguageSwitch } from '../../foundation/language-switch.tsx'
import { problemWords } from '../../foundation/problem-words.ts'
import { dateTimeWords, useNow } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { leave, useField } from '../keeping/field.ts'
import { useKept } from '../keeping/kept.ts'
import { Page } from '../pieces/states.tsx'
import { useWords } from '../words.ts'
import { askInstall, useInstallable } from './install.ts'

export function MePage() {
  const say = useWords()
  const now = useNow()
  const large = useLarge()
  const { kept } = useKept()
  const isInstallable = useInstallable()
  const { pack, fetchedAt } = kept
  const points = pack.rounds.reduce((sum, round) => sum + round.points.length, 0)
  const grids = pack.grids.filter(({ kind }) => kind !== 'micro_grid')
  return (
    <Page title={pack.me.name} intro={pack.me.organisations.map(({ name }) => name).join('、')}>
      <section className="card list">
        <ul className="rows">
          <li>
            <WayLink to="/recorded" className="go">
              <Icon name="eye" />
              <span className="go-words">
                <strong>{say('me.recorded')}</strong>
                <small>{say('me.recordedHint')}</small>
              </span>
              <Icon name="right" />
            </WayLink>
          </li>
          <li>
            <WayLink to="/map" className="go">
              <Icon name="map" />
              <span className="go-words">
                <strong>{say('me.map')}</strong>
                <small>{(grids.length > 0 ? grids : pack.grids).map(({ name }) => name).join('、')}</small>
              </span>
              <Icon name="right" />
            </WayLink>
          </li>
        </ul>
      </section>
      <section className="card settings">
        <p>
          <span>{say('me.large')}</span>
          <button
            type="button"
            role="switch"
            className="quiet"
            aria-checked={large}
            aria-label={say('me.large')}
            onClick={() => setLarge(!large)}
          >
            <Icon name={large ? 'check' : 'text'} />
          </button>
        </p>
        <p>
          <span>{say('me.language')}</span>
          <LanguageSwitch className="quiet" />
        </p>
        {isInstallable && (
          <p>
            <button type="button" className="button big" onClick={() => void askInstall()}>
              {say('me.install')}
            </button>
          </p>
        )}
      </section>
      <section className="card">
        <h2>{say('me.pack')}</h2>
        <p>
          {say('me.packWords', {
            when: dateTimeWords(fetchedAt, now),
            points,
            matters: pack.matters.length,
            codes: pack.codes.length,
          })}
        </p>
        {(pack.left_out.grids || pack.left_out.codes || pack.left_out.matters) && (
          <p className="hint">{say('me.packMore')}</p>
        )}
        <Storage />
      </section>
      <SignOut />
    </Page>
  )
}

/** Whether the phone may clear what waits when it is full. */
function Storage() {
  const say = useWords()
  const [isSafe, setSafe] = useState<boolean | null>(null)
  useEffect(() => {
    void navigator.storage?.persisted?.().then(setSafe, () => {})
  }, [])
  if (isSafe === null) return null
  return (
    <>
      <p className="hint">{say(isSafe ? 'me.storageSafe' : 'me.storageLoose')}</p>
      {!isSafe && (
        <button
          type="button"
          className="quiet"
          onClick={() => void navigator.storage.persist().then(setSafe)}
        >
          {say('me.storageAsk')}
        </button>
      )}
    </>
  )
}

function SignOut() {
  const say = useWords()
  const { entries, reach } = useField()
  const [trouble, setTrouble] = useState<string | null>(null)
  const unsent = entries.filter(({ state }) => state !== 'sent').length
  async function go() {
    if (unsent > 0 && !confirm(say('me.signOutSure', { count: unsent }))) return
    try {
      await leave()
      location.assign('/sign-in?next=/field')
    } catch (error) {
      setTrouble(problemWords(error))
    }
  }
  return (
    <>
      {trouble && (
        <p className="fault" role="alert">
          {trouble}
        </p>
      )}
      {reach === 'online' ? (
        <button type="button" className="quiet big" onClick={() => void go()}>
          {say('me.signOut')}
        </button>
      ) : (
        <p className="hint">{say('me.signOutOffline')}</p>
      )}
    </>
  )
}
