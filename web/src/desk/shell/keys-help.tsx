import { Modal, Switch } from 'antd'
import { useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { useWords } from '../words/index.ts'
import { areKeysOn, type KeyBinding, switchKeys, useShownKeys } from './keys.ts'

function Keys({ binding }: { binding: KeyBinding }) {
  const say = useWords()
  const pick = usePick()
  return (
    <div className="desk-keys-row">
      <dt>
        {binding.keys.split(' ').map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{typeof binding.label === 'string' ? say(binding.label) : pick(binding.label)}</dd>
    </div>
  )
}

/** The list of keys that work here. */
export function KeysHelp({ open, onClose }: { open: boolean; onClose(): void }) {
  const say = useWords()
  const shown = useShownKeys()
  const [isOn, setOn] = useState(areKeysOn)
  const groups = (['here', 'anywhere'] as const).map((scope) => ({
    scope,
    bindings: shown.filter((binding) => binding.scope === scope),
  }))
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={say('keys.title')} width={480}>
      <label className="desk-keys-switch" htmlFor="keys-switch">
        <Switch
          id="keys-switch"
          size="small"
          checked={isOn}
          onChange={(on) => {
            switchKeys(on)
            setOn(on)
          }}
        />
        <span>
          {say('keysSwitch')}
          <small className="desk-soft">{say('keysSwitchHint')}</small>
        </span>
      </label>
      {groups.map(({ scope, bindings }) => (
        <section key={scope} className="desk-keys">
          <h3>{say(`keys.${scope}`)}</h3>
          {bindings.length === 0 ? (
            <p>{say('keys.none')}</p>
          ) : (
            <dl>
              {bindings.map((binding) => (
                <Keys key={binding.keys} binding={binding} />
              ))}
            </dl>
          )}
        </section>
      ))}
    </Modal>
  )
}
