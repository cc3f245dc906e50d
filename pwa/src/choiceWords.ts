/** Words of an entry of a dictionary as the office defines it. */
import { catalogue } from './text'

export const zh = { name: '名称', confirm: '确认', turnOff: '停用', turnOn: '启用', off: '已停用', confirmed: '已确认', unconfirmed: '待确认', key: '代号', keyHint: '小写字母开头，如 county', add: '添上' }

export const en: typeof zh = { name: 'Name', confirm: 'Confirm', turnOff: 'Switch off', turnOn: 'Switch on', off: 'off', confirmed: 'confirmed', unconfirmed: 'to be confirmed', key: 'Key', keyHint: 'Begins with a small letter, such as county', add: 'Add' }

export const words = catalogue(zh, en)
