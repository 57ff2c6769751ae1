import { addWords } from '../../foundation/i18n.ts'
import { enSignIn } from './en.ts'
import { zhSignIn } from './zh.ts'

addWords('resident', { signIn: zhSignIn }, { signIn: enSignIn })

export { useWords, type WordKey } from '../words.ts'
