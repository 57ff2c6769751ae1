import { addWords } from '../../foundation/i18n.ts'
import { enCertificate } from './en.ts'
import { zhCertificate } from './zh.ts'

addWords('resident', { certificate: zhCertificate }, { certificate: enCertificate })

export { useWords } from '../words.ts'
