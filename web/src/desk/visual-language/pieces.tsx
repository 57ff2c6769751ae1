import { Alert, Button, Form, Input } from 'antd'
import { NetworkError, ProblemError } from '../../foundation/api.ts'
import { Part } from '../../foundation/visual-language/sheet.tsx'
import { en, useSheetWords, zh } from '../../foundation/visual-language/words.ts'
import { ChoiceInput } from '../commands/choice-input.tsx'
import { ConflictNote } from '../commands/conflict.tsx'
import { Flags } from '../inbox/flags.tsx'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import type { MatterRow } from '../types.ts'
import { useWords } from '../words/index.ts'

const refused = new ProblemError(403, {
  code: 'permission.refused',
  title: zh.example.refused,
  title_en: en.example.refused,
})
const flagged = {
  supervised: true,
  proposal: 'extension',
  reworks: 1,
  kind: 'part',
  open_parts: 2,
  followers: 3,
} as MatterRow

function Buttons() {
  const say = useSheetWords()
  return (
    <Part title={say('buttons')}>
      <p className="sheet-row">
        <Button type="primary">{say('example.primary')}</Button>
        <Button>{say('example.plain')}</Button>
        <Button danger>{say('example.danger')}</Button>
        <Button type="primary" danger>
          {say('example.danger')}
        </Button>
        <Button disabled>{say('example.disabled')}</Button>
        <Button type="primary" loading>
          {say('example.busy')}
        </Button>
        <button type="button" className="desk-text-button">
          {say('example.link')}
        </button>
      </p>
    </Part>
  )
}

function Forms() {
  const say = useSheetWords()
  return (
    <Part title={say('forms')}>
      <Form layout="vertical" requiredMark="optional" className="sheet-columns" component="div">
        <Form.Item label={say('example.field')} extra={say('example.hint')}>
          <Input defaultValue={say('example.value')} aria-label={say('example.field')} />
        </Form.Item>
        <Form.Item
          label={say('example.field')}
          required
          validateStatus="error"
          help={<span role="note">{say('example.fault')}</span>}
        >
          <Input aria-label={say('example.field')} />
        </Form.Item>
        <Form.Item label={say('example.choice')}>
          <ChoiceInput
            value
            options={[
              { value: true, label: 'matter.form.reachedYes' },
              { value: false, label: 'matter.form.reachedNo' },
            ]}
          />
        </Form.Item>
      </Form>
    </Part>
  )
}

function Answers() {
  const say = useSheetWords()
  const sayDesk = useWords()
  return (
    <Part title={say('answers')}>
      <div className="sheet-columns">
        <Nothing title={say('example.empty')} hint={say('example.emptyHint')} />
        <Failed error={new NetworkError(true, null)} onRetry={() => {}} />
        <Failed error={refused} />
        <Failed error={new NetworkError(false, null)} onRetry={() => {}} />
      </div>
      <Loading rows={2} />
      <p className="desk-soft">{sayDesk('live.polling')}</p>
      <ConflictNote
        conflict={{
          version: 3,
          changes: [{ kind: 'matter.progressed', at: new Date().toISOString(), by: say('example.late') }],
        }}
        action={undefined}
      />
    </Part>
  )
}

function Banners() {
  const say = useSheetWords()
  return (
    <Part title={say('banners')}>
      <div className="sheet-stack">
        <p className="sheet-row">
          <Flags row={flagged} />
        </p>
        <Alert type="success" showIcon title={say('example.good')} />
        <Alert type="info" showIcon title={say('example.info')} />
        <Alert type="warning" showIcon title={say('example.warn')} />
        <Alert type="error" showIcon title={say('example.bad')} />
      </div>
    </Part>
  )
}

/** The pieces of which the desk is made, each as it is used. */
export function Pieces() {
  return (
    <>
      <Buttons />
      <Forms />
      <Answers />
      <Banners />
    </>
  )
}
