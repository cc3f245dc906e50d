/** Words of the office's pages of papers. */
import { catalogue } from '../../text'

const zh = {
  short: '会议台账', tabs: '台账与文书', ledger: '台账', templates: '文书模板', taken: '导出记录',
  waiting: '正在取台账…', period: '周期', grains: { month: '月', quarter: '季', year: '年' }, earlier: '上一期', later: '下一期',
  branch: '党支部', allBranches: '全部党支部', kind: '会议类型', allKinds: '全部类型',
  empty: '没有会议记录', emptyText: '这个范围里没有已报送的会议记录。', more: '再看一些',
  columns: ['日期', '会议', '党支部', '主持人', '应到', '实到', '请假', '缺席', '文书'],
  pdf: 'PDF', word: 'Word', allPdf: '会议记录 PDF', allWord: '会议记录 Word', exchange: '上报数据包',
  minutes: '会议记录', pdfOf: (name: string) => `${name} 的会议记录，PDF`, wordOf: (name: string) => `${name} 的会议记录，Word`,
  lead: '会议记录的 Word 文件按选用的模板生成。下载自带的模板，在 Word 里改好后上传；系统先试用一遍，不能用的会说明原因。',
  chosen: '正在使用', choose: '选用', remove: '删除', download: '下载', addedBy: (name: string, when: string) => `${name} ${when}`,
  add: '上传模板', addTitle: '把改好的模板拖到这里', pick: '选择 .docx 文件', fields: '模板里可以写的字段', field: '字段', holds: '内容',
  shipped: '自带，公文格式', none: '还没有人导出过', noneText: '谁在什么时候导出了什么，会记在这里。',
  takenColumns: ['时间', '导出人', '内容', '筛选', '行数'],
}

const en: typeof zh = {
  short: 'Meetings', tabs: 'Ledger and papers', ledger: 'Ledger', templates: 'Templates', taken: 'Exports',
  waiting: 'Fetching the ledger…', period: 'Period', grains: { month: 'Month', quarter: 'Quarter', year: 'Year' }, earlier: 'Earlier', later: 'Later',
  branch: 'Branch', allBranches: 'All branches', kind: 'Kind of meeting', allKinds: 'All kinds',
  empty: 'No records', emptyText: 'No meeting was filed here in this period.', more: 'Show more',
  columns: ['Day', 'Meeting', 'Branch', 'Chair', 'Expected', 'Present', 'Leave', 'Absent', 'Papers'],
  pdf: 'PDF', word: 'Word', allPdf: 'Minutes as PDF', allWord: 'Minutes as Word', exchange: 'Package for the superior',
  minutes: 'Minutes', pdfOf: name => `Minutes of ${name}, PDF`, wordOf: name => `Minutes of ${name}, Word`,
  lead: 'Minutes in Word follow the chosen template. Download the shipped one, change it in Word and hand it in; it is tried first, and refused in words if it cannot be used.',
  chosen: 'In use', choose: 'Use', remove: 'Remove', download: 'Download', addedBy: (name, when) => `${name} ${when}`,
  add: 'Hand in a template', addTitle: 'Drop the changed template here', pick: 'Choose a .docx file', fields: 'Fields that a template may name', field: 'Field', holds: 'Holds',
  shipped: 'Shipped, official layout', none: 'Nobody has exported anything', noneText: 'Who exported what, and when, is kept here.',
  takenColumns: ['When', 'Who', 'What', 'Chosen by', 'Rows'],
}

export const words = catalogue(zh, en)
