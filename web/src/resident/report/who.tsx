import { Choices, Field } from '../../foundation/field.tsx'
import { useWords } from '../words.ts'
import { changeDraft, type Draft } from './draft.ts'

interface WhoProps {
  draft: Draft
  phoneFault: string | undefined
  signedIn: boolean
}

/** Anonymous, or a phone number and why it is asked for. */
export function Who({ draft, phoneFault, signedIn }: WhoProps) {
  const say = useWords()
  return (
    <>
      <Choices
        legend={say('report.who.title')}
        hideLegend
        name="contact"
        value={draft.contact}
        choices={[
          {
            value: 'phone',
            label: say(signedIn ? 'report.who.accountContact' : 'report.who.contact'),
            hint: say(signedIn ? 'report.who.account' : 'report.who.contactHint'),
          },
          { value: 'anonymous', label: say('report.who.anonymous'), hint: say('report.who.anonymousHint') },
        ]}
        onChange={(contact) => changeDraft({ contact })}
      />
      {draft.contact === 'phone' && (
        <div className="pair">
          <Field label={say('report.who.phone')} fault={phoneFault} optional={signedIn}>
            {(wiring) => (
              <input
                {...wiring}
                type="tel"
                inputMode="tel"
                autoComplete="tel"
                maxLength={20}
                value={draft.phone}
                onChange={(event) => changeDraft({ phone: event.target.value })}
              />
            )}
          </Field>
          <Field label={say('report.who.name')} optional>
            {(wiring) => (
              <input
                {...wiring}
                type="text"
                autoComplete="name"
                maxLength={40}
                value={draft.name}
                onChange={(event) => changeDraft({ name: event.target.value })}
              />
            )}
          </Field>
        </div>
      )}
      {draft.contact === 'phone' && (
        <details className="why">
          <summary>{say('report.who.why')}</summary>
          <p>{say('report.who.whyText')}</p>
        </details>
      )}
    </>
  )
}
