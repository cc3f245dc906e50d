/** Words of the office's pages of secretaries. */
import { catalogue } from '../../text'
import { en as enOwn, zh as zhOwn } from '../words'

export const zh = {
  title: '书记（三基四会四强）', short: '三基四会四强', list: '书记', importing: '导入', tabs: '书记各页', waiting: '正在取…', none: '还没有党支部书记', noneText: '先在花名册里登记书记的职务。', year: '年度', asOf: (when: string) => `截至 ${when}`, intro: '看事例，不打分、不排名；书记本人看得到组织意见，支部其他人看不到。',
  columns: { name: '书记', branch: '党支部', since: '任职', own: '自查', office: '组织意见', needs: '需求', item: '项目' }, of: (n: number) => `${n} / 11`, needs: (n: number) => `${n} 项待安排`,
  write: '写意见', change: '改意见', own: '这是您本人的档案，组织意见请由党群工作部的其他同志写。', nothing: '—', earlier: '往年', arrange: '安排什么：什么课、什么时候', course: '对应的培训课程', noCourse: '不对应课程，只写安排', importIntro: '把组织意见从 Excel 导入：党支部、工号、年度、项目、做得怎样、事例。先试算，不合格的行逐条说明，其余照常导入。', sheetName: '书记组织意见', waits: (n: number) => `${n} 项学习需求待安排`, notHere: '没有这位书记的档案',
}

export const en: typeof zh = {
  title: 'Secretaries', short: 'Secretaries', list: 'Secretaries', importing: 'Import', tabs: 'Pages of secretaries', waiting: 'Fetching…', none: 'No secretaries yet', noneText: 'Enter their posts in the roster first.', year: 'Year', asOf: when => `As of ${when}`, intro: 'Examples instead of marks, and no ranks; the secretary reads what the office writes, the branch does not.',
  columns: { name: 'Secretary', branch: 'Branch', since: 'Since', own: 'Own view', office: 'The office', needs: 'Needs', item: 'Item' }, of: n => `${n} / 11`, needs: n => `${n} to be arranged`,
  write: 'Write', change: 'Change', own: 'This is your own profile; someone else of the office writes about it.', nothing: '—', earlier: 'Earlier years', arrange: 'What is arranged: which course, when', course: 'Course that answers it', noCourse: 'None, words alone', importIntro: 'Import what the office notes from Excel: branch, employee number, year, item, level, example. It is tried first; rows that cannot be taken are named, the others are imported.', sheetName: 'Notes about secretaries', waits: n => `${n} needs to be arranged`, notHere: 'Nothing is noted of this person',
}

export const words = catalogue(zh, en)

const inLedger = {
  zh: { title: '三基四会四强', counts: { self: (n: number) => `自查 ${n} 项`, office: (n: number) => `组织意见 ${n} 项`, needs: (n: number) => `${n} 项需求未了` } },
  en: { title: 'As a secretary', counts: { self: (n: number) => `${n} own notes`, office: (n: number) => `${n} of the office`, needs: (n: number) => `${n} needs open` } },
}

/** What the ledger says of a secretary. */
export const ledgerWords = catalogue({ ...inLedger.zh, standings: zhOwn.states }, { ...inLedger.en, standings: enOwn.states })
