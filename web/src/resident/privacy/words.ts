import { addWords } from '../../foundation/i18n.ts'
import { enPrivacy } from './en.ts'
import { zhPrivacy } from './zh.ts'

addWords('resident', { privacy: zhPrivacy }, { privacy: enPrivacy })

export { useWords } from '../words.ts'
