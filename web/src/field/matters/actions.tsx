import { useState } from 'react'
import type { PackMatter } from '../keeping/pack.ts'
import { useDeeds } from '../keeping/use-deeds.ts'
import { about, titles } from '../outbox/deeds.ts'
import type { Entry } from '../outbox/entry.ts'
import { NotKept } from '../pieces/not-kept.tsx'
import { useWords } from '../words.ts'
import { ActionForm, type Filled } from './action-form.tsx'
import { decidedOn, deedsOn, notSent } from './overlay.ts'

const atOnce = ['sign', 'take'] as const
const withForm = ['contact', 'progress', 'answer', 'carry_up', 'note'] as const
export type FormAction = (typeof withForm)[number]
type AtOnce = (typeof atOnce)[number]

interface ActionsProps {
  matter: PackMatter
  actions: string[]
  entries: Entry[]
}

/** What may be done with a matter outdoors. Each goes through the outbox, with a signal or without. */
export function Actions({ matter, actions, entries }: ActionsProps) {
  const say = useWords()
  const [open, setOpen] = useState<FormAction | null>(null)
  const { run, isBusy, isFailed } = useDeeds()
  const now = atOnce.filter((action) => actions.includes(action))
  const forms = withForm.filter((action) => actions.includes(action))
  const unsent = deedsOn(matter.id, entries).filter(notSent)
  const first = forms.includes('contact') ? 'contact' : forms.includes('answer') ? 'answer' : null

  async function decide(command: AtOnce) {
    const { version, after } = decidedOn(matter, entries)
    await run([
      {
        kind: 'command',
        after,
        title: about(titles[command], matter.title),
        body: { of: matter.id, version, command: { type: command } },
      },
    ])
  }

  async function fill(action: FormAction, filled: Filled) {
    const { text, photos } = filled
    const { version, after } = decidedOn(matter, entries)
    const base = { after, photos: photos.map(({ blob }) => ({ blob, purpose: 'after' as const })) }
    const of = matter.id
    const deed = {
      contact: () => ({
        kind: 'command' as const,
        title: about(titles.contact, text),
        body: { of, version, command: { type: 'contact', reached: filled.yes, note: text } },
      }),
      answer: () => ({
        kind: 'command' as const,
        title: about(titles.answer, text),
        body: { of, version, command: { type: 'answer', outcome: filled.outcome, text } },
      }),
      progress: () => ({
        kind: 'add' as const,
        title: about(titles.add, text),
        body: { of, text, open: filled.yes },
      }),
      carry_up: () => ({
        kind: 'carry_up' as const,
        title: about(titles.carry_up, text || matter.title),
        body: { of, ...(text ? { reason: text } : {}) },
      }),
      note: () => ({
        kind: 'command' as const,
        title: about(titles.note, text),
        body: { of, command: { type: 'note', text } },
      }),
    }[action]()
    if (await run([{ ...base, ...deed }])) setOpen(null)
  }

  return (
    <section className="actions" aria-label={say('matter.actions')}>
      {now.map((action) => (
        <button
          key={action}
          type="button"
          className="button big"
          disabled={isBusy}
          onClick={() => void decide(action)}
        >
          {say(`matter.commands.${action}`)}
        </button>
      ))}
      {open ? (
        <ActionForm
          key={open}
          action={open}
          matter={matter}
          isBusy={isBusy}
          onFill={(filled) => void fill(open, filled)}
          onCancel={() => setOpen(null)}
        />
      ) : (
        <div className="deeds-small">
          {forms.map((action) => (
            <button
              key={action}
              type="button"
              className={action === first && now.length === 0 ? 'button' : 'quiet'}
              onClick={() => setOpen(action)}
            >
              {say(`matter.commands.${action}`)}
            </button>
          ))}
        </div>
      )}
      <NotKept isFailed={isFailed} />
      {unsent.length === 0 && (
        <p>
          <a className="quiet" href={`/desk/matters/${matter.id}`}>
            {say('matter.toDesk')}
          </a>
        </p>
      )}
    </section>
  )
}
