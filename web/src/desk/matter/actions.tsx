import { App, Button, Collapse } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { CommandDrawer } from '../commands/drawer.tsx'
import type { CommandForm } from '../commands/field.ts'
import { formOf } from '../commands/forms.ts'
import { useGive } from '../commands/give.ts'
import { type Me, useMyself } from '../shell/me.ts'
import type { Action, MatterDetail } from '../types.ts'
import { useWords } from '../words/index.ts'
import { commandKeys } from './command-keys.ts'

export interface Possible {
  action: Action
  form: CommandForm
}

const groups = ['work', 'judge', 'move', 'ask', 'oversee'] as const

/** What this person may do now, the usual next step first. */
export function possibleOf(detail: MatterDetail, me: Me): Possible[] {
  const allowed = detail.actions.flatMap((action) => {
    const form = formOf(action.command)
    return action.allowed && form ? [{ action, form }] : []
  })
  const next = nextStep(detail, me)
  const rank = ({ form }: Possible) =>
    groups.indexOf(form.group) + (next === form.type ? -10 : isPrimary(form, detail) ? -5 : 0)
  return allowed.toSorted((a, b) => rank(a) - rank(b))
}

/** The one to stand out; where nothing has to be done now, none does. */
export function firstOf(possible: Possible[], detail: MatterDetail, me: Me): Possible | undefined {
  const next = nextStep(detail, me)
  return possible.find(({ form }) => isPrimary(form, detail) || form.type === next)
}

/** The person was called already: another call is possible, but not what the matter waits for. */
const isPrimary = (form: CommandForm, detail: MatterDetail) =>
  form.tone === 'primary' && !(form.type === 'contact' && detail.five.done.contacted_at)

/** The step that the running deadline waits for. */
function nextStep(detail: MatterDetail, me: Me): string | undefined {
  const has = (command: string) =>
    detail.actions.some((action) => action.command === command && action.allowed)
  // Who decides over others passes on; who does not, does the work (小事网格办).
  const onward = me.may('matter.decide') ? ['dispatch', 'take'] : ['take', 'dispatch']
  const waitsFor: Record<string, string[]> = {
    dispatch: detail.category ? onward : ['triage', ...onward],
    sign: ['sign'],
    part_sign: ['sign'],
    task_sign: ['sign'],
    contact: ['contact'],
    feedback: ['answer'],
    part_feedback: ['answer'],
    task_feedback: ['answer'],
    arbitration: ['arbitrate'],
    judgement: ['judge', 'accept_part'],
    review: ['review', 'resume'],
    decision: ['decide_proposal'],
  }
  if (detail.proposal && has('decide_proposal')) return 'decide_proposal'
  return (waitsFor[detail.step ?? ''] ?? []).find(has)
}

/** What needs no words is done at once, everything else opens its form. */
export function usePress(detail: MatterDetail, onOpen: (command: string) => void) {
  const say = useWords()
  const pick = usePick()
  const { message } = App.useApp()
  const { give, isSending } = useGive(detail.id, (error) => void message.error(problemWords(error)))
  return {
    isSending,
    async press({ action, form }: Possible) {
      if (!form.atOnce) return onOpen(form.type)
      if (await give(detail.version, { type: form.type, ...form.fixed }))
        message.success(say('matter.form.done', { what: pick(action.words) }))
    },
  }
}

/** After a form is closed or a command given, the keyboard stands where it was, or at the head of what may be done. */
function useReturningFocus(opened: string | null, version: number) {
  const before = useRef({ opened, version })
  useEffect(() => {
    const { opened: wasOpen, version: was } = before.current
    before.current = { opened, version }
    if (opened || (!wasOpen && was === version)) return
    // The drawer gives the focus back first, perhaps to a button that has just gone.
    const timer = setTimeout(() => {
      if (document.activeElement && document.activeElement !== document.body) return
      const button = wasOpen && document.querySelector<HTMLElement>(`[data-command="${wasOpen}"]`)
      const target = button || document.getElementById('actions-title')
      target?.focus({ preventScroll: true })
    }, 350)
    return () => clearTimeout(timer)
  }, [opened, version])
}

/** Buttons for what may be done, the form that opens, and why the rest may not. */
export function Actions({
  detail,
  opened,
  onOpen,
}: {
  detail: MatterDetail
  opened: string | null
  onOpen(command: string | null): void
}) {
  const say = useWords()
  const pick = usePick()
  const me = useMyself()
  const possible = possibleOf(detail, me)
  const first = firstOf(possible, detail, me)?.form.type
  const [kept, setKept] = useState<Possible | null>(null)
  // A form stays open though its command has just become impossible: what was typed must not vanish.
  const open = opened
    ? (possible.find(({ form }) => form.type === opened) ?? (kept?.form.type === opened ? kept : null))
    : null
  const refused = detail.actions.filter((action) => !action.allowed && action.why_not)
  useReturningFocus(opened, detail.version)
  return (
    <section className="desk-actions" id="actions" aria-labelledby="actions-title">
      <h2 id="actions-title" tabIndex={-1}>
        {say('matter.actions.title')}
      </h2>
      {possible.length === 0 && <p className="desk-soft">{say('matter.actions.none')}</p>}
      <div className="desk-actions-list">
        {possible.map((each) => (
          <ActionButton
            key={each.form.type}
            possible={each}
            detail={detail}
            isFirst={each.form.type === first}
            onOpen={() => {
              setKept(each)
              onOpen(each.form.type)
            }}
          />
        ))}
      </div>
      {refused.length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'why',
              label: say('matter.actions.whyNot'),
              children: (
                <dl className="desk-why-not">
                  {refused.map((action) => (
                    <div key={action.command}>
                      <dt>{pick(action.words)}</dt>
                      <dd>{pick(action.why_not)}</dd>
                    </div>
                  ))}
                </dl>
              ),
            },
          ]}
        />
      )}
      {open && (
        <CommandDrawer
          key={open.form.type}
          action={open.action}
          form={open.form}
          detail={detail}
          onClose={() => onOpen(null)}
        />
      )}
    </section>
  )
}

interface ActionButtonProps {
  possible: Possible
  detail: MatterDetail
  isFirst: boolean
  onOpen(): void
}

/** One action, with the letter that does the same. */
function ActionButton({ possible, detail, isFirst, onOpen }: ActionButtonProps) {
  const pick = usePick()
  const { press, isSending } = usePress(detail, onOpen)
  const { action, form } = possible
  return (
    <Button
      block
      type={isFirst ? 'primary' : 'default'}
      danger={form.tone === 'danger'}
      loading={isSending}
      data-command={form.type}
      {...(commandKeys[form.type] ? { 'aria-keyshortcuts': commandKeys[form.type] } : {})}
      onClick={() => void press(possible)}
    >
      {pick(action.words)}
    </Button>
  )
}
