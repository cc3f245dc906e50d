/** Words of the page of further places. */
import { catalogue } from '../text'

export const zh = { title: '建设与服务' }
export const en: typeof zh = { title: 'Building and services' }
export const more = catalogue(zh, en)
