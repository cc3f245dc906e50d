/** Words of meetings: recorder, list, record. */
import { catalogue } from '../text'
import { en } from './words.en'
import { zh } from './words.zh'

export const t = catalogue(zh, en)
export { en, zh }
