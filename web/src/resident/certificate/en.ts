import type { SameKeys } from '../../foundation/i18n.ts'
import type { zhCertificate } from './zh.ts'

export const enCertificate: SameKeys<typeof zhCertificate> = {
  title: 'Check a certificate of service',
  intro: 'Enter the code of the certificate to see whether it is true. Only who was given the code finds it.',
  code: 'Code',
  codeHint: 'Three groups of letters and digits, such as ABCD-EFGH-JKMN',
  check: 'Check',
  real: 'This certificate is true',
  text: '{{name}} served {{tasks}} times between {{from}} and {{to}}, {{hours}} hours in all.',
  by: 'Recorded by: {{names}}',
  issued: 'Issued: {{when}}',
  compare: 'Compare name and hours with the paper; if they differ, the paper is not this certificate.',
}
