import { NetworkError, ProblemError } from '../../foundation/api.ts'
import { Choices, Field } from '../../foundation/field.tsx'
import { useFoundationWords } from '../../foundation/i18n.ts'
import { Icon } from '../../foundation/icon.tsx'
import { Part, Sheet } from '../../foundation/visual-language/sheet.tsx'
import { States } from '../../foundation/visual-language/states.tsx'
import { Measures, Type } from '../../foundation/visual-language/tokens.tsx'
import { en, useSheetWords, zh } from '../../foundation/visual-language/words.ts'
import { Page } from '../pieces/page.tsx'
import { Empty, Failure, Loading } from '../pieces/states.tsx'

const refused = new ProblemError(403, {
  code: 'permission.refused',
  title: zh.example.refused,
  title_en: en.example.refused,
})

function Buttons() {
  const say = useSheetWords()
  return (
    <Part title={say('buttons')}>
      <p className="row">
        <button type="button" className="button">
          {say('example.primary')}
        </button>
        <button type="button" className="button secondary">
          {say('example.secondary')}
        </button>
        <button type="button" className="quiet">
          {say('example.plain')}
        </button>
        <button type="button" className="button" disabled>
          {say('example.disabled')}
        </button>
        <button type="button" className="link">
          {say('example.link')}
        </button>
      </p>
    </Part>
  )
}

function Forms({ name }: { name: string }) {
  const say = useSheetWords()
  return (
    <Part title={say('forms')}>
      <div className="sheet-stack">
        <Field label={say('example.field')} hint={say('example.hint')} optional>
          {(wiring) => <input {...wiring} type="text" defaultValue={say('example.value')} />}
        </Field>
        <Field label={say('example.field')} fault={say('example.fault')}>
          {(wiring) => <input {...wiring} type="text" />}
        </Field>
        <Choices<'one' | 'two'>
          legend={say('example.choice')}
          name={name}
          value="one"
          choices={[
            { value: 'one', label: say('example.one') },
            { value: 'two', label: say('example.two') },
          ]}
          onChange={() => {}}
        />
      </div>
    </Part>
  )
}

function Answers() {
  const say = useSheetWords()
  const sayShared = useFoundationWords()
  return (
    <Part title={say('answers')}>
      <div className="sheet-stack">
        <Empty title={say('example.empty')} hint={say('example.emptyHint')} />
        <Loading />
        <Failure error={new NetworkError(true, null)} again={() => {}} />
        <Failure error={refused} />
        <p className="offline">{sayShared('offline')}</p>
      </div>
    </Part>
  )
}

function Banners() {
  const say = useSheetWords()
  return (
    <Part title={say('banners')}>
      <div className="sheet-stack">
        <div className="notice notice-good">
          <Icon name="check" />
          <p>{say('example.good')}</p>
        </div>
        <div className="notice notice-warn">
          <p>{say('example.warn')}</p>
        </div>
        <div className="notice notice-bad">
          <p>
            <strong>{say('example.bad')}</strong>
          </p>
        </div>
      </div>
    </Part>
  )
}

/** Every piece of the resident's pages as it is drawn, in both lights. */
export function VisualLanguagePage() {
  const say = useSheetWords()
  return (
    <Page title={say('title')} intro={say('intro')}>
      <p>
        <a href="/desk/visual-language">{say('deskFace')}</a>
      </p>
      <div className="sheets">
        {(['light', 'dark'] as const).map((light) => (
          <Sheet key={light} light={light}>
            <Buttons />
            <Forms name={`choice-${light}`} />
            <Answers />
            <Banners />
            <States />
            <Type />
            <Measures />
          </Sheet>
        ))}
      </div>
    </Page>
  )
}
