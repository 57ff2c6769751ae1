import { addWords } from '../../foundation/i18n.ts'
import { enCare } from './en.ts'
import { zhCare } from './zh.ts'

addWords('resident', { care: zhCare }, { care: enCare })

export { useWords } from '../words.ts'
