import { addWords } from '../../foundation/i18n.ts'
import { enMy } from './en.ts'
import { zhMy } from './zh.ts'

addWords('resident', { my: zhMy }, { my: enMy })

export { useWords, type WordKey } from '../words.ts'
