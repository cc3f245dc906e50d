/** Words of the office's pages of guides. */
import { catalogue } from '../../text'
import { en as enVisits, zh as zhVisits } from '../words'

export const zh = {
  title: '指导员联络员（256）', short: '指导员联络员', tabs: '指导员联络员各页', coverage: '走访覆盖', visits: '走访记录', people: '人员安排', report: '季度报告', importing: '导入', waiting: '正在取…',
  quarter: '季度', before: '上一季度', after: '下一季度', dataUpTo: (when: string) => `数据到 ${when}`, asOf: (when: string) => `截至 ${when}`, due: (n: number) => `每个组织每月至少走访 ${n} 次；日期以走访那天为准，晚传的也算。`, open: (n: number) => `${n} 个问题待解决`, visited: (n: number) => `${n} 次`, nobody: '没有派人', alone: (n: number) => `没有派人的支部（${n}）`, none: '还没有安排', noneText: '先在“人员安排”里把指导员、联络员派到组织，或从表格导入。',
  columns: { org: '组织', guides: '指导员、联络员', problems: '问题', on: '日期', who: '谁去的', what: '做了什么', state: '状态', team: '队伍', span: '起止', reason: '事由' },
  lists: { '': '全部', filed: '待审阅', reviewed: '已审阅' }, which: '哪些', anyOrg: '全部组织', more: '再看一些', noVisits: '没有这样的走访', noVisitsText: '换一个条件看看。',
  story: '走访', waitingStory: '正在取这次走访…', next: '下一步', own: '您是这次走访的指导员、联络员，或在这个支部任职，请由党群工作部的其他同志办理。', orderHint: '下达给被走访的支部，内容可以改。', dueOn: '期限', on: (day: string) => `说的是 ${day}`,
  assign: '安排一人', member: '找人', memberHint: '按姓名、拼音首字母或工号找', chosen: (name: string) => `已选：${name}`, org: '派到哪个组织', from: '从哪天起', end: '结束', endOn: '到哪天止', endHint: '从这一天起不再联系。', running: '正在联系', past: '已经结束', still: '至今', noPeople: '还没有安排。',
  intro: '把指导员、联络员的安排从 Excel 导入：组织、工号、队伍、起止日期。先试算，不合格的行逐条说明，其余照常导入。', sheetName: '指导员联络员',
  figures: { visits: '走访次数', organisations: '联系组织', problems: '发现问题' }, byFunction: '按职能', byWay: '按帮扶方式', unnamed: '没有写明', months: '各月情况', missed: '没有走访到的', unsolved: '没有解决的问题', nothing: '没有。', pdf: 'PDF', word: 'Word', paper: '季度报告', times: (n: number) => `${n} 次`,
  settings: '职能、方式和走访次数', unconfirmedText: '来源只说有五项职能、六种帮扶方式，没有写是哪些。这里先用编号占位，请改成矿上的叫法后确认；确认以前，记走访时可以不选。', functions: '五项职能', ways: '六种帮扶方式', rule: '走访次数', visitsLeast: '每月至少几次', warnDays: '月底前几天变黄', waits: (n: number) => `${n} 次走访待审阅`,
}

export const en: typeof zh = {
  title: 'Guides and liaisons (256)', short: 'Guides (256)', tabs: 'Pages of guides', coverage: 'Coverage', visits: 'Visits', people: 'Assignments', report: 'Quarter', importing: 'Import', waiting: 'Fetching…',
  quarter: 'Quarter', before: 'Quarter before', after: 'Quarter after', dataUpTo: when => `data up to ${when}`, asOf: when => `As of ${when}`, due: n => `At least ${n} a month for each organisation; the day of the visit counts, however late it arrives.`, open: n => `${n} problems open`, visited: n => `${n}`, nobody: 'nobody', alone: n => `Branches without anybody (${n})`, none: 'Nobody is assigned yet', noneText: 'Assign guides and liaisons first, or import a sheet.',
  columns: { org: 'Organisation', guides: 'Guides', problems: 'Problems', on: 'Day', who: 'Who', what: 'What was done', state: 'Status', team: 'Team', span: 'From, until', reason: 'Reason' },
  lists: { '': 'All', filed: 'To be reviewed', reviewed: 'Reviewed' }, which: 'Which', anyOrg: 'All organisations', more: 'Show more', noVisits: 'No such visits', noVisitsText: 'Choose otherwise.',
  story: 'Visit', waitingStory: 'Fetching the visit…', next: 'Next', own: 'It is your visit or your branch; someone else of the office decides.', orderHint: 'It goes to the branches visited; the words may be changed.', dueOn: 'Due on', on: day => `speaks of ${day}`,
  assign: 'Assign someone', member: 'Find a person', memberHint: 'By name, initials or number', chosen: name => `Chosen: ${name}`, org: 'To which organisation', from: 'From', end: 'End', endOn: 'Ends on', endHint: 'From that day on no longer.', running: 'Running', past: 'Ended', still: 'still', noPeople: 'Nobody yet.',
  intro: 'Import assignments from Excel: organisation, employee number, team, days. It is tried first; rows that cannot be taken are named, the others are imported.', sheetName: 'Guides',
  figures: { visits: 'Visits', organisations: 'Organisations', problems: 'Problems found' }, byFunction: 'By function', byWay: 'By way of helping', unnamed: 'not named', months: 'Months', missed: 'Not visited', unsolved: 'Problems not solved', nothing: 'None.', pdf: 'PDF', word: 'Word', paper: 'Report', times: n => `${n}`,
  settings: 'Functions, ways and how often', unconfirmedText: 'The source says that there are five functions and six ways, and names none. Numbers stand in; please give the mine\'s names and confirm them. Until then they may be left out of a visit.', functions: 'Five functions', ways: 'Six ways of helping', rule: 'How often', visitsLeast: 'At least, a month', warnDays: 'Yellow, days before the month ends', waits: n => `${n} visits to be reviewed`,
}

export const words = catalogue(zh, en)

const inLedger = {
  zh: { title: '走访联系', counts: { visits: (n: number) => `走访 ${n} 次`, unsolved: (n: number) => `${n} 个问题待解决` } },
  en: { title: 'Visits', counts: { visits: (n: number) => `${n} visits`, unsolved: (n: number) => `${n} problems open` } },
}

/** What the ledger says of visits. */
export const ledgerWords = catalogue({ ...inLedger.zh, standings: zhVisits.states }, { ...inLedger.en, standings: enVisits.states })
