/** Words of the controls themselves. */
import { catalogue } from '../text'

export const zh = { close: '关闭', back: '返回', needed: '必填' }
export const en: typeof zh = { close: 'Close', back: 'Back', needed: 'needed' }
export const ui = catalogue(zh, en)
