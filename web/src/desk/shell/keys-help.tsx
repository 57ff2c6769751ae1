import { Modal } from 'antd'
import { useWords } from '../words/index.ts'
import { type KeyBinding, useShownKeys } from './keys.ts'

function Keys({ binding }: { binding: KeyBinding }) {
  const say = useWords()
  return (
    <div className="desk-keys-row">
      <dt>
        {binding.keys.split(' ').map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{say(binding.label)}</dd>
    </div>
  )
}

/** The list of keys that work here. */
export function KeysHelp({ open, onClose }: { open: boolean; onClose(): void }) {
  const say = useWords()
  const shown = useShownKeys()
  const groups = (['here', 'anywhere'] as const).map((scope) => ({
    scope,
    bindings: shown.filter((binding) => binding.scope === scope),
  }))
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={say('keys.title')} width={480}>
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
