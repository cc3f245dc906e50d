/** Words around an answer of the server. */
import { catalogue } from './text'

export const zh = { again: '再试一次', list: '返回列表', number: '错误编号', slow: '比平时慢，可能是网络不好。', login: '重新登录', unknown: '还不知道' }
export const en: typeof zh = { again: 'Try again', list: 'Back to the list', number: 'Error number', slow: 'This takes longer than usual; the network may be poor.', login: 'Log in again', unknown: 'not known yet' }
export const answer = catalogue(zh, en)
