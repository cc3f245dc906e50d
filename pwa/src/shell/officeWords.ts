/** Words of the office's frame. */
import { catalogue } from '../text'

export const zh = {
  department: '党建工作平台',
  navigation: '机关页面',
  groups: { daily: '日常', scores: '考评', building: '建设', books: '台账和人员', settings: '办法和维护' },
  account: '我的账号',
  skip: '跳到内容',
  search: '搜索',
  start: '回到首页', closed: '您不能打开这一页', noPageText: '网址写错了，或这一页已经改了地方。',
  settings: { title: '设置', tabs: '设置各页', elsewhere: '在别的页面里', choices: '字典', none: '没有这一页设置', waiting: '正在打开设置…' },
}

export const en: typeof zh = {
  department: 'Party work platform',
  navigation: 'Office pages',
  groups: { daily: 'Every day', scores: 'Scores', building: 'Building', books: 'Books and people', settings: 'Rules and upkeep' },
  account: 'My account',
  skip: 'Skip to content',
  search: 'Search',
  start: 'To the first page', closed: 'You cannot open this page', noPageText: 'The address is wrong, or the page has moved.',
  settings: { title: 'Settings', tabs: 'Pages of settings', elsewhere: 'On other pages', choices: 'Dictionaries', none: 'No such settings', waiting: 'Opening the settings…' },
}

export const frame = catalogue(zh, en)
