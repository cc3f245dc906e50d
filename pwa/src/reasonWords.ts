/** Words of the sheet that asks why something is changed. */
import { catalogue } from './text'

export const zh = { reason: '原因', hint: '记入变更记录，写明依据，如文件号或会议。', cancel: '取消', none: '无' }

export const en: typeof zh = { reason: 'Reason', hint: 'Kept in the list of changes: name the paper or the meeting.', cancel: 'Cancel', none: 'none' }

export const words = catalogue(zh, en)
