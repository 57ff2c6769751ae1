import { useEffect, useState } from 'react'
import { setLarge, useLarge } from '../../foundation/comfort.ts'
import { Icon } from '../../foundation/icon.tsx'
import { LanguageSwitch } from '../../foundation/language-switch.tsx'
import { problemWords } from '../../foundation/problem-words.ts'
import { leave, useField } from '../keeping/field.ts'
import { useWords } from '../words.ts'
import { askInstall, useInstallable } from './install.ts'

/** Type size, language, and whether the face stands on the phone's own screen. */
export function Settings() {
  const say = useWords()
  const large = useLarge()
  const isInstallable = useInstallable()
  return (
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
          {say(large ? 'me.largeOn' : 'me.largeOff')}
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
  )
}

/** Whether the phone may clear what waits when it is full. */
export function Storage() {
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

export function SignOut() {
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
