/** Words of the office's pages of projects. */
import { catalogue } from '../../text'
import { en as enProjects, zh as zhProjects } from '../words'

export const zh = {
  title: '党建突破项目', tabs: '突破项目各页', list: '列表', wall: '看板', importing: '导入', settings: '等级和级别', waiting: '正在取项目…', lists: { all: '全部', waiting: '待我办理', open: '推进中', accepted: '已验收', ended: '已结束', drafts: '草稿和退回' }, which: '哪一类', colour: '颜色', anyOwner: '全部组织', owner: '承办组织',
  columns: { project: '项目', owner: '承办组织', due: '下一节点', state: '阶段', standing: '状态' }, none: '没有这样的项目', noneText: '换一个条件看看，或从表格导入。', more: '再看一些', asOf: (when: string) => `截至 ${when}`, dataUpTo: (when: string) => `数据到 ${when}`, adopted: (adopted: number, offered: number) => `${adopted} / ${offered} 家采用`, milestones: (done: number, all: number) => `节点 ${done} / ${all}`,
  story: '经过', waitingStory: '正在取这个项目…', own: '您在承办组织任职，请由党群工作部的其他同志办理。', next: '下一步', paper: '立项报告', pdf: 'PDF', word: 'Word', promoted: '推广', noPromotion: '还没有推广。', paid: (yuan: number) => `回购金额 ${yuan.toLocaleString()} 元（只有机关看得到）`, on: (day: string) => `说的是 ${day}`,
  amountHint: '可以不填；只有党群工作部和党委领导看得到。', chosen: (n: number) => `已选 ${n} 个组织`, search: '按名称找',
  intro: '把矿上已经立项的项目从 Excel 导入。先试算，不合格的行逐条说明，其余照常导入。',
  unconfirmedText: '等级和回购级别，来源没有写明。这里先列出常用的，请确认或改成矿上的叫法。', grades: '验收等级', addGrade: '加一个等级', levels: '回购级别', addLevel: '加一个级别', unconfirmed: '待确认', waits: (n: number) => `${n} 个项目待办理`,
}

export const en: typeof zh = {
  title: 'Breakthrough projects', tabs: 'Pages of projects', list: 'List', wall: 'Wall', importing: 'Import', settings: 'Grades and levels', waiting: 'Fetching projects…', lists: { all: 'All', waiting: 'For me', open: 'Running', accepted: 'Accepted', ended: 'Ended', drafts: 'Drafts and returned' }, which: 'Which', colour: 'Colour', anyOwner: 'All organisations', owner: 'Owner',
  columns: { project: 'Project', owner: 'Owner', due: 'Next', state: 'Stage', standing: 'Status' }, none: 'No such projects', noneText: 'Choose otherwise, or import a sheet.', more: 'Show more', asOf: when => `As of ${when}`, dataUpTo: when => `data up to ${when}`, adopted: (adopted, offered) => `${adopted} of ${offered} adopted it`, milestones: (done, all) => `${done} of ${all} milestones`,
  story: 'Story', waitingStory: 'Fetching the project…', own: 'You hold a post of its owner; someone else of the office decides.', next: 'Next', paper: 'Report', pdf: 'PDF', word: 'Word', promoted: 'Promotion', noPromotion: 'Not promoted yet.', paid: yuan => `Bought back for ${yuan.toLocaleString()} yuan (seen by the office alone)`, on: day => `speaks of ${day}`,
  amountHint: 'May be left out; seen by the office and the committee\'s leaders alone.', chosen: n => `${n} organisations chosen`, search: 'Find by name',
  intro: 'Import projects that the mine has approved from Excel. It is tried first; rows that cannot be taken are named, the others are imported.',
  unconfirmedText: 'The source names neither grades nor levels. These are usual ones; please confirm them or use the mine\'s own.', grades: 'Grades', addGrade: 'Add a grade', levels: 'Levels of buy-back', addLevel: 'Add a level', unconfirmed: 'to be confirmed', waits: n => `${n} projects wait`,
}

export const words = catalogue(zh, en)

const inLedger = {
  zh: { title: '突破项目', counts: { running: (n: number) => `推进中 ${n} 个`, red: (n: number) => `红 ${n} 个`, accepted: (n: number) => `已验收 ${n} 个` } },
  en: { title: 'Projects', counts: { running: (n: number) => `${n} running`, red: (n: number) => `${n} red`, accepted: (n: number) => `${n} accepted` } },
}

/** What the ledger says of projects. */
export const ledgerWords = catalogue({ ...inLedger.zh, standings: zhProjects.standings }, { ...inLedger.en, standings: enProjects.standings })
