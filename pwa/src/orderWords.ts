/** Words of orders that the home page, the branch's and the office's pages share. */
import { catalogue } from './text'
import { daysBetween, dayText } from './time'

export const zh = {
  order: '督办', number: (year: number, n: number) => `督办〔${year}〕${n}号`, branch: '承办支部', due: (day: string) => `期限 ${day}`, left: (n: number) => `还剩 ${n} 天`, today: '今天到期', over: (n: number) => `已过 ${n} 天`, mend: (day: string) => `${day}前改好再报`,
  progressBy: (day: string) => `${day}前报一次进展`, sign: '待签收',
  states: { issued: '已下达', received: '已签收', in_progress: '办理中', reported: '已报结果', closed: '办结', returned: '被退回', withdrawn: '撤回' },
  acts: { issued: '下达', received: '签收', progress: '报进展', reported: '报结果', closed: '办结', returned: '退回', withdrawn: '撤回' },
  standings: { upcoming: '未到期', progress_due: '待报进展', progress_missed: '进展未报', warning: '临期', overdue_provisional: '逾期待核', overdue: '逾期', returned: '被退回', not_mended: '退回未改', done: '完成', late: '已补', withdrawn: '撤回' },
}

export const en: typeof zh = {
  order: 'Orders', number: (year: number, n: number) => `Order ${n}/${year}`, branch: 'Branch', due: (day: string) => `due ${day}`, left: (n: number) => `${n} days left`, today: 'due today', over: (n: number) => `${n} days over`, mend: (day: string) => `mend it by ${day}`,
  progressBy: (day: string) => `tell of progress by ${day}`, sign: 'To receive',
  states: { issued: 'Issued', received: 'Received', in_progress: 'In progress', reported: 'Reported', closed: 'Closed', returned: 'Returned', withdrawn: 'Withdrawn' },
  acts: { issued: 'Issued', received: 'Received', progress: 'Progress', reported: 'Reported', closed: 'Closed', returned: 'Returned', withdrawn: 'Withdrawn' },
  standings: { upcoming: 'Not yet due', progress_due: 'Progress due', progress_missed: 'Progress missed', warning: 'Due soon', overdue_provisional: 'Overdue, unconfirmed', overdue: 'Overdue', returned: 'Returned', not_mended: 'Not mended', done: 'Done', late: 'Done late', withdrawn: 'Withdrawn' },
}

export const orderWords = catalogue(zh, en)

interface Timed { standing: string; due_at: number; mend_at: number | null; progress_at: number | null }

/** When, in words: until when to mend, to tell of progress, or to report. */
export function whenText({ standing, due_at, mend_at, progress_at }: Timed, now: number): string {
  if ((standing === 'returned' || standing === 'not_mended') && mend_at !== null) return orderWords.mend(dayText(mend_at, now))
  if ((standing === 'progress_due' || standing === 'progress_missed') && progress_at !== null) return orderWords.progressBy(dayText(progress_at, now))
  const days = daysBetween(now, due_at)
  return `${days > 0 ? orderWords.left(days) : days < 0 ? orderWords.over(-days) : orderWords.today} · ${orderWords.due(dayText(due_at, now))}`
}
