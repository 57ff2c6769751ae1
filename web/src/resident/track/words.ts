import { addWords } from '../../foundation/i18n.ts'
import { enTrack } from './en.ts'
import { zhTrack } from './zh.ts'

addWords('resident', { track: zhTrack }, { track: enTrack })

export { useWords, type WordKey } from '../words.ts'
