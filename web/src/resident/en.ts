import type { SameKeys } from '../foundation/i18n.ts'
import { enReport } from './report/en.ts'
import type { zh } from './zh.ts'

export const en: SameKeys<typeof zh> = {
  brand: 'Lianxin',
  brandLine: 'Say it, and hear back',
  nav: {
    label: 'Main pages',
    report: 'Report',
    track: 'Follow',
    my: 'My matters',
    staff: 'Staff sign-in',
    privacy: 'How your information is used',
  },
  large: { on: 'Large type', off: 'Normal type', label: 'Large type' },
  footer: {
    promise: 'Whatever you ask has an owner, a deadline and an answer, and you judge it.',
    privacy: 'We collect only what the work needs; every look at your contact details is recorded.',
  },
  form: {
    optional: 'optional',
    faults_one: '{{count}} thing needs a change',
    faults_other: '{{count}} things need a change',
    sending: 'Sending…',
  },
  report: enReport,
}
