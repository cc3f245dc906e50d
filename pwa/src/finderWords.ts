/** Words of finding a person. */
import { catalogue } from './text'

export const zh = { hint: '姓名、拼音首字母或工号', noAccount: '还没有账号' }

export const en: typeof zh = { hint: 'Name, initials or number', noAccount: 'no account yet' }

export const words = catalogue(zh, en)
