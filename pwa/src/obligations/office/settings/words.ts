/** Words of the templates of obligations and of the calendar of working days. */
import { catalogue } from '../../../text'

export const zh = {
  templates: '任务模板', calendar: '工作日历',
  waiting: '正在取任务模板…', lead: '谁该多久开一次会。改动是新的一版，从以后的周期起施行；已经开始的周期照原来那版办，历史不变。',
  standings: { past: '已过', current: '施行中', planned: '将施行' }, version: (n: number) => `第 ${n} 版`, from: (day: string) => `${day}起`, until: (from: string, to: string) => `${from}起，到 ${to} 前`,
  periods: { month: '每月', quarter: '每季度', year: '每年' }, applies: { branch: '党支部', group: '党小组' }, conditions: { always: '都要', committee: '有支委会的' },
  warn: (n: number) => `提前 ${n} 天变黄`, grace: (n: number) => `宽限 ${n} 个工作日`, weight: (text: string) => `扣分权重 ${text}`,
  change: '改', changeOf: (title: string) => `改 ${title}`, end: '停开', endOf: (title: string) => `停开 ${title}`, begin: '重新开', past: (n: number) => `以前的 ${n} 版`, none: '现在没有人需要开',
  title: '名称', period: '周期', appliesTo: '适用于', condition: '条件', warnDays: '提前几天变黄', graceDays: '宽限几个工作日', weightField: '扣分权重', weightHint: '1 是通常的扣分，0.5 减半，0 不扣。', fromOn: '从哪天起施行', fromHint: '要是一个周期的第一天，如下月1日。', plan: '定下这一版', planned: '已定下', endOn: '从哪天起不再要求', ended: '已停开',
  // Calendar
  year: (n: number) => `${n}年`, earlier: '前一年', later: '后一年', waitingDays: '正在取工作日…', weekendsOnly: (year: number) => `${year} 年只按周末`, weekendsOnlyText: '国务院办公厅的放假安排还没有录入：这一年先按周一至周五上班计算期限。通知公布后，粘贴进来或逐日点选。',
  known: (off: number, on: number) => `放假 ${off} 天（不算周末），周末上班 ${on} 天`, month: (n: number) => `${n}月`, weekdays: ['一', '二', '三', '四', '五', '六', '日'], dayName: (day: string, state: string) => `${day}，${state}`, states: { work: '上班', rest: '周末', off: '放假', on: '周末上班' }, marks: { off: '休', on: '班' },
  lead2: '点一天，上班改放假、放假改上班。改完一起保存；没有到的期限随之重算。', changed: (n: number) => `改了 ${n} 天，还没有保存`, save: '保存', undo: '不改了', saveTitle: (year: number) => `保存 ${year} 年工作日历`, saved: '工作日历已保存',
  paste: '粘贴通知或名单', pasteHint: '照通知原文贴，如“1月1日（周五）至3日放假调休。1月4日上班。”，或每行一天“2027-01-09 上班”。', read: '读进来看看', orFile: '或选一个 Excel 文件', pick: '选 Excel', readDone: (off: number, on: number) => `读出放假 ${off} 天、周末上班 ${on} 天，已画在日历上，核对后保存。`, readNothing: '没有读出这一年的日期。', unclear: '这些没看懂，请逐日点选', bring: '整年导入',
}

export const en: typeof zh = {
  templates: 'Obligations', calendar: 'Working days',
  waiting: 'Fetching the templates…', lead: 'Who owes which meeting how often. A change is a new version from a later period on; periods that have begun keep theirs.',
  standings: { past: 'past', current: 'in force', planned: 'planned' }, version: n => `version ${n}`, from: day => `from ${day}`, until: (from, to) => `from ${from}, until before ${to}`,
  periods: { month: 'each month', quarter: 'each quarter', year: 'each year' }, applies: { branch: 'branches', group: 'groups' }, conditions: { always: 'all', committee: 'with a committee' },
  warn: n => `yellow ${n} days before`, grace: n => `${n} working days of grace`, weight: text => `weight ${text}`,
  change: 'Change', changeOf: title => `Change ${title}`, end: 'End', endOf: title => `End ${title}`, begin: 'Begin again', past: n => `${n} earlier versions`, none: 'Nobody owes it now',
  title: 'Name', period: 'Period', appliesTo: 'Applies to', condition: 'Condition', warnDays: 'Yellow so many days before', graceDays: 'Working days of grace', weightField: 'Weight of the deduction', weightHint: '1 is usual, 0.5 half, 0 none.', fromOn: 'In force from', fromHint: 'The first day of a period, such as the first of next month.', plan: 'Plan this version', planned: 'Planned', endOn: 'No longer asked from', ended: 'Ended',
  year: n => String(n), earlier: 'Year before', later: 'Next year', waitingDays: 'Fetching the days…', weekendsOnly: year => `${year}: weekends only`, weekendsOnlyText: 'The notice of the State Council is not entered: until then deadlines count Monday to Friday. Paste it once it is out, or click day by day.',
  known: (off, on) => `${off} days off beside weekends, ${on} weekend days at work`, month: n => `Month ${n}`, weekdays: ['M', 'T', 'W', 'T', 'F', 'S', 'S'], dayName: (day, state) => `${day}, ${state}`, states: { work: 'at work', rest: 'weekend', off: 'off', on: 'weekend at work' }, marks: { off: 'off', on: 'on' },
  lead2: 'Click a day to turn it. Save together; deadlines to come are counted anew.', changed: n => `${n} days changed, not saved`, save: 'Save', undo: 'Leave it', saveTitle: year => `Save the days of ${year}`, saved: 'Days saved',
  paste: 'Paste a notice or a list', pasteHint: 'As the notice is published in Chinese, or a day a line such as "2027-01-09 work", "2027-01-01 off".', read: 'Read it', orFile: 'or choose an Excel file', pick: 'Choose Excel', readDone: (off, on) => `${off} days off and ${on} weekend days at work are drawn below; look and save.`, readNothing: 'No day of this year was found.', unclear: 'Not understood; click these days', bring: 'Bring in a year',
}

export const words = catalogue(zh, en)
