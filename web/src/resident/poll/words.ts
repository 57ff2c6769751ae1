import { addWords } from '../../foundation/i18n.ts'
import { enPoll } from './en.ts'
import { zhPoll } from './zh.ts'

addWords('resident', { poll: zhPoll }, { poll: enPoll })

export { useWords } from '../words.ts'
