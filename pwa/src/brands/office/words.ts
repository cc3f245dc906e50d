/** Words of the office's pages of brands. */
import { catalogue } from '../../text'
import { en as enBrands, zh as zhBrands } from '../words'

export const zh = {
  title: '支部品牌', tabs: '支部品牌各页', list: '品牌', importing: '导入', waiting: '正在取品牌…', lists: { all: '全部', waiting: '待我办理', growing: '培育中', named: '已命名', withdrawn: '已撤销', drafts: '草稿和退回' }, which: '哪一类', colour: '颜色', anyOwner: '全部组织',
  none: '没有这样的品牌', noneText: '换一个条件看看，或从表格导入。', more: '再看一些', asOf: (when: string) => `截至 ${when}`, dataUpTo: (when: string) => `数据到 ${when}`, story: '经过', waitingStory: '正在取这个品牌…', paper: '支部品牌', pdf: 'PDF', word: 'Word', own: '您在创建组织任职，请由党群工作部的其他同志办理。', next: '下一步', on: (day: string) => `说的是 ${day}`,
  intro: '把矿上已有的品牌从 Excel 导入。写了命名日期的算已命名，一年后要复核；没有写的算培育中。先试算，不合格的行逐条说明，其余照常导入。', waits: (n: number) => `${n} 个品牌待办理`, rechecks: '品牌到期复核', hint: { review: '评审通过后再命名。', give_name: '命名后全矿都能看到，一年后复核。', renew: '写明看了什么、为什么通过；下次复核在一年后。' },
}

export const en: typeof zh = {
  title: 'Brands', tabs: 'Pages of brands', list: 'Brands', importing: 'Import', waiting: 'Fetching brands…', lists: { all: 'All', waiting: 'For me', growing: 'Growing', named: 'Named', withdrawn: 'Withdrawn', drafts: 'Drafts and returned' }, which: 'Which', colour: 'Colour', anyOwner: 'All organisations',
  none: 'No such brands', noneText: 'Choose otherwise, or import a sheet.', more: 'Show more', asOf: when => `As of ${when}`, dataUpTo: when => `data up to ${when}`, story: 'Story', waitingStory: 'Fetching the brand…', paper: 'Brand', pdf: 'PDF', word: 'Word', own: 'You hold a post of its owner; someone else of the office decides.', next: 'Next', on: day => `speaks of ${day}`,
  intro: 'Import the mine\'s brands from Excel. One with a day is named, and looked at again after a year; one without is growing. It is tried first; rows that cannot be taken are named, the others are imported.', waits: n => `${n} brands wait`, rechecks: 'Brands to be looked at again', hint: { review: 'It is named after that.', give_name: 'Everyone sees it from then on; it is looked at again after a year.', renew: 'Say what was looked at and why it passes; the next time is in a year.' },
}

export const words = catalogue(zh, en)

const inLedger = {
  zh: { title: '支部品牌', counts: { growing: (n: number) => `创建中 ${n} 个`, named: (n: number) => `已命名 ${n} 个`, red: (n: number) => `逾期未复核 ${n} 个` } },
  en: { title: 'Brands', counts: { growing: (n: number) => `${n} growing`, named: (n: number) => `${n} named`, red: (n: number) => `${n} overdue` } },
}

/** What the ledger says of brands. */
export const ledgerWords = catalogue({ ...inLedger.zh, standings: zhBrands.standings }, { ...inLedger.en, standings: enBrands.standings })
