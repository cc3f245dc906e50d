/** Words of the wall screen. */
import { catalogue } from '../../../text'

export const zh = {
  title: '党建可视监管', leave: '退出大屏', asOf: (clock: string) => `截至 ${clock}`, waiting: '正在取全矿情况…',
  lost: (clock: string) => `没有连上服务器，这是 ${clock} 的情况；连上后自动更新。`, login: '登录已失效，请重新登录。',
  page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`, branch: '支部', matrix: '各支部本月任务', summed: (size: number) => `${size} 个支部`,
  trends: '近几个月按期完成', month: (month: number) => `${month}月`, share: (percent: number) => `${percent}%`, none: '—', running: '（本月）',
  trendText: (month: string, owed: number, done: number, late: number, red: number, turned: number) => `${month}：应办 ${owed}，按期完成 ${done}，补办 ${late}，逾期 ${red}，当月变红 ${turned}`,
  legend: { done: '按期', late: '已补', red: '逾期', excused: '已免' },
  events: '今天', nothingYet: '今天还没有动静', happened: { filed: '报来', approved: '通过', returned: '退回', red: '变红', excused: '免开' },
  today: { filed: '报来', approved: '通过', red: '变红' }, late: (count: number) => `会议以外的逾期 ${count} 件`, line: (org: string, kind: string) => `${org} ${kind}`, unsent: (count: number) => `手机上还有 ${count} 份照片没送到`, open: '大屏',
}

export const en: typeof zh = {
  title: 'Party work at a glance', leave: 'Leave the wall screen', asOf: clock => `As of ${clock}`, waiting: 'Fetching how the mine stands…',
  lost: clock => `No connection to the server. This is how things stood at ${clock}; it goes on by itself.`, login: 'The login has ended: please log in again.',
  page: (page, pages) => `Page ${page} of ${pages}`, branch: 'Branch', matrix: 'Duties of the branches this month', summed: size => `${size} branches`,
  trends: 'Done on time, last months', month: month => `${month}`, share: percent => `${percent}%`, none: '—', running: ' (running)',
  trendText: (month, owed, done, late, red, turned) => `${month}: ${owed} owed, ${done} on time, ${late} made up, ${red} overdue, ${turned} turned red`,
  legend: { done: 'On time', late: 'Made up', red: 'Overdue', excused: 'Excused' },
  events: 'Today', nothingYet: 'Nothing yet today', happened: { filed: 'filed', approved: 'approved', returned: 'returned', red: 'turned red', excused: 'excused' },
  today: { filed: 'filed', approved: 'approved', red: 'turned red' }, late: count => `Overdue beside meetings: ${count}`, line: (org, kind) => `${org}, ${kind}`, unsent: count => `${count} photos still on phones`, open: 'Wall',
}

export const t = catalogue(zh, en)
