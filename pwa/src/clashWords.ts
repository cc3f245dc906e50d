/** Words of two values for one field. */
import { catalogue } from './text'

export const zh = { title: (what: string) => `两人改了“${what}”`, useKept: '用现在的', useOther: '用另一个', kept: '现在是', other: '另一个' }
export const en: typeof zh = { title: what => `Two people changed "${what}"`, useKept: 'Use this', useOther: 'Use the other', kept: 'Now', other: 'The other' }
export const words = catalogue(zh, en)
