import type { MatterDetail } from '../types.ts'
import type { WordKey } from '../words/index.ts'
import type { CommandForm, Field, Option, Values } from './field.ts'

const long = (name: string, label: Field['label'], more: Partial<Field> = {}): Field =>
  ({ kind: 'text', rows: 4, most: 4000, name, label, ...more }) as Field

const reason = long('reason', 'matter.form.reason')
const photos: Field = { kind: 'photos', name: 'photos', label: 'matter.form.photos', optional: true }

const yesNo = (yes: WordKey, no: WordKey): Option[] => [
  { value: true, label: yes },
  { value: false, label: no },
]

const outcome: Field = {
  kind: 'choice',
  name: 'outcome',
  label: 'matter.form.outcome',
  wide: true,
  options: () =>
    (['solved', 'explained', 'unsolved'] as const).map((id) => ({
      value: id,
      label: `matter.form.outcomes.${id}` as const,
      hint: `matter.form.outcomeHints.${id}` as const,
    })),
}

const choose = (
  name: string,
  label: Field['label'],
  from: 'not_accepted' | 'return_grounds' | 'suspension_grounds' | 'satisfaction' | 'urgencies' | 'kinds',
  more: Partial<Field> = {},
): Field =>
  ({
    kind: 'choice',
    name,
    label,
    options: (detail: MatterDetail) =>
      detail.choices[from].map((choice) => ({ value: choice.id, label: choice })),
    ...more,
  }) as Field

/**
 * Every command a person can give, as a form. What may be given now is the server's word (`actions`); this
 * table only says how to ask for its arguments (server: `Command`).
 */
export const commandForms: CommandForm[] = [
  { type: 'sign', tone: 'primary', group: 'work', fields: [], atOnce: true },
  { type: 'take', tone: 'primary', group: 'work', fields: [], atOnce: true },
  {
    type: 'triage',
    tone: 'plain',
    group: 'work',
    aid: 'triage',
    fields: [
      {
        kind: 'category',
        name: 'category',
        label: 'matter.form.category',
        initial: (detail) => detail.category?.id,
      },
      choose('urgency', 'matter.form.urgency', 'urgencies', { initial: (detail) => detail.urgency.id }),
      choose('requestKind', 'matter.form.requestKind', 'kinds', {
        optional: true,
        initial: (detail) => detail.request_kind?.id,
      }),
    ],
  },
  {
    type: 'dispatch',
    tone: 'primary',
    group: 'work',
    aid: 'owners',
    fields: [
      { kind: 'organisation', name: 'to', label: 'matter.form.to' },
      long('note', 'matter.form.note', { optional: true }),
    ],
  },
  {
    type: 'arbitrate',
    tone: 'primary',
    group: 'work',
    aid: 'owners',
    fields: [{ kind: 'organisation', name: 'to', label: 'matter.form.to' }, reason],
  },
  {
    type: 'contact',
    tone: 'primary',
    group: 'work',
    fields: [
      {
        kind: 'choice',
        name: 'reached',
        label: 'matter.form.reached',
        initial: () => true,
        options: () => yesNo('matter.form.reachedYes', 'matter.form.reachedNo'),
      },
      long('note', 'matter.form.contactNote'),
    ],
  },
  {
    type: 'progress',
    tone: 'plain',
    group: 'work',
    fields: [
      long('text', 'matter.form.progressText'),
      {
        kind: 'choice',
        name: 'open',
        label: 'matter.form.visible',
        initial: () => true,
        options: () => yesNo('matter.form.visibleOpen', 'matter.form.visibleInternal'),
      },
      photos,
    ],
  },
  {
    type: 'answer',
    tone: 'primary',
    group: 'work',
    aid: 'preview',
    fields: [
      outcome,
      long('text', 'matter.form.answerText', {
        rows: 7,
        templates: true,
        when: (_, { kind }) => kind === 'request',
      } as Partial<Field>),
      long('text', 'matter.form.partAnswerText', { rows: 5, when: (_, { kind }) => kind !== 'request' }),
      photos,
    ],
  },
  {
    type: 'decide_proposal',
    tone: 'primary',
    group: 'judge',
    aid: 'proposal',
    fields: [
      {
        kind: 'choice',
        name: 'approve',
        label: 'matter.form.approve',
        options: ({ proposal_detail }) =>
          proposal_detail?.kind === 'hand_over'
            ? yesNo('matter.form.handOverYes', 'matter.form.handOverNo')
            : yesNo('matter.form.approveYes', 'matter.form.approveNo'),
      },
      reason,
    ],
  },
  {
    type: 'accept_part',
    tone: 'primary',
    group: 'judge',
    fields: [
      {
        kind: 'choice',
        name: 'accept',
        label: 'matter.form.accept',
        options: () => yesNo('matter.form.acceptYes', 'matter.form.acceptNo'),
      },
      reason,
    ],
  },
  {
    type: 'judge',
    tone: 'primary',
    group: 'judge',
    fixed: { channel: 'call_back', wantsRework: false },
    fields: [
      {
        kind: 'choice',
        name: 'solved',
        label: 'matter.form.solved',
        options: () => yesNo('matter.form.acceptSolved', 'matter.form.acceptUnsolved'),
      },
      choose('satisfaction', 'matter.form.satisfaction', 'satisfaction'),
      {
        kind: 'choice',
        name: 'contacted',
        label: 'matter.form.contacted',
        optional: true,
        options: () => yesNo('matter.form.contactedYes', 'matter.form.contactedNo'),
      },
      long('comment', 'matter.form.comment', { optional: true }),
      {
        kind: 'choice',
        name: 'wantsRework',
        label: 'matter.form.wantsRework',
        // What went badly is done again unless the person says otherwise, here as on their own form.
        when: (values, detail) =>
          values.solved === false ||
          (values.satisfaction !== undefined &&
            values.satisfaction === detail.choices.satisfaction.at(-1)?.id),
        initial: () => true,
        options: () => yesNo('matter.form.wantsReworkYes', 'matter.form.wantsReworkNo'),
      },
    ],
  },
  {
    type: 'review',
    tone: 'primary',
    group: 'judge',
    fields: [
      {
        kind: 'choice',
        name: 'rework',
        label: 'matter.form.rework',
        wide: true,
        options: () => yesNo('matter.form.reworkYes', 'matter.form.reworkNo'),
      },
      long('text', 'matter.form.reviewText'),
    ],
  },
  { type: 'resume', tone: 'primary', group: 'work', fields: [reason] },
  {
    type: 'assign',
    tone: 'plain',
    group: 'work',
    fields: [{ kind: 'handler', name: 'handler', label: 'matter.form.handler' }],
  },
  { type: 'note', tone: 'plain', group: 'work', fields: [long('text', 'matter.form.text')] },
  {
    type: 'ask_partner',
    tone: 'plain',
    group: 'move',
    fields: [{ kind: 'organisation', name: 'to', label: 'matter.form.to' }, long('task', 'matter.form.task')],
  },
  { type: 'carry_up', tone: 'plain', group: 'move', fields: [reason] },
  {
    type: 'propose_hand_over',
    tone: 'plain',
    group: 'move',
    fields: [{ kind: 'organisation', name: 'to', label: 'matter.form.to' }, reason],
  },
  {
    type: 'merge',
    tone: 'plain',
    group: 'move',
    fields: [{ kind: 'similar', name: 'into', label: 'matter.form.into' }, reason],
  },
  {
    type: 'return',
    tone: 'danger',
    group: 'move',
    fields: [
      choose('ground', 'matter.form.ground', 'return_grounds', { wide: true } as Partial<Field>),
      reason,
    ],
  },
  {
    type: 'decline',
    tone: 'danger',
    group: 'move',
    aid: 'tell',
    fields: [
      choose('ground', 'matter.form.ground', 'not_accepted', { wide: true } as Partial<Field>),
      long('text', 'matter.form.extra', { optional: true }),
    ],
  },
  { type: 'propose_extension', tone: 'plain', group: 'ask', fields: [reason] },
  {
    type: 'propose_suspension',
    tone: 'plain',
    group: 'ask',
    fields: [
      choose('ground', 'matter.form.ground', 'suspension_grounds', { wide: true } as Partial<Field>),
      reason,
      { kind: 'day', name: 'reviewOn', label: 'matter.form.reviewOn' },
    ],
  },
  { type: 'withdraw_proposal', tone: 'plain', group: 'ask', fields: [] },
  { type: 'recall_part', tone: 'danger', group: 'ask', fields: [reason] },
  { type: 'supervise', tone: 'plain', group: 'oversee', fields: [reason] },
  {
    type: 'reassign',
    tone: 'plain',
    group: 'oversee',
    fields: [{ kind: 'organisation', name: 'to', label: 'matter.form.to' }, reason],
  },
  { type: 'unmerge', tone: 'plain', group: 'oversee', fields: [reason] },
  { type: 'reopen', tone: 'plain', group: 'oversee', fields: [reason] },
]

const byType = new Map(commandForms.map((form) => [form.type, form]))

/** How to ask for a command; undefined for one that only the person or the house gives. */
export function formOf(type: string): CommandForm | undefined {
  return byType.get(type)
}

/** The arguments of a command from what was typed: empty optional fields are left out, texts trimmed. */
export function argumentsOf(
  form: CommandForm,
  values: Values,
  detail: MatterDetail,
): Record<string, unknown> {
  const given: Record<string, unknown> = { type: form.type, ...form.fixed }
  for (const field of form.fields) {
    if (field.kind === 'photos' || (field.when && !field.when(values, detail))) continue
    const value = values[field.name]
    const clean = typeof value === 'string' ? value.trim() : value
    if (clean !== undefined && clean !== '') given[field.name] = clean
  }
  return given
}
