/** Words of the office's frame. */
import { catalogue } from '../text'

export const zh = {
  department: '党建工作平台',
  navigation: '机关页面',
  account: '我的账号',
  skip: '跳到内容',
  search: '搜索',
}

export const en: typeof zh = {
  department: 'Party work platform',
  navigation: 'Office pages',
  account: 'My account',
  skip: 'Skip to content',
  search: 'Search',
}

export const frame = catalogue(zh, en)
