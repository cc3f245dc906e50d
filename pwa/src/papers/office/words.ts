/** Words of the office's pages of papers. */
import { catalogue } from '../../text'

const zh = {
  archive: '数据归档', archivePage: {
    lead: '要把全矿数据整体交出去、换系统或者另外留存，用数据归档：一个 zip 文件，不用本系统也能打开。',
    holds: '里面有什么', held: ['全部数据表，每行一条，附每张表、每一栏的说明', '花名册和各年度台账的 Excel 文件', '会议的照片和扫描件', '不含密码、密钥、密封的测评票；少了哪些、为什么，文件里都写明'],
    making: '怎么做', ask: '请管服务器的同志在服务器上执行下面的命令，系统不用停；文件里是做的那一刻的数据。', why: '归档里有每个人的数据，所以不能在网页上一键取走：谁登录着谁就能全部带走。它只在服务器上做，和数据库一样保管，用完就删。它不是备份，不能用来恢复系统。',
    others: '只要一部分时', ways: ['一个列表：在那一页点“导出”，得到 Excel 文件', '会议记录：会议台账里的 Word、PDF', '上报给上级平台：会议台账里的上报数据包', '别的系统自动读：发放接口令牌，只能读两样——已通过的会议记录、三色看板'],
  },
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
  archive: 'Archive', archivePage: {
    lead: 'To hand over all data of the mine, to change to another system or to keep them elsewhere: one zip file that opens without this program.',
    holds: 'What it holds', held: ['all tables, a record a line, and what each table and column means', 'the roster and the ledger of each year as workbooks', 'photos and scans of meetings', 'no passwords, no keys, no sealed ballots; the file says what was left out and why'],
    making: 'How it is made', ask: 'Ask whoever keeps the server to run this command there; nothing stops meanwhile, and the file is as of that instant.', why: 'It holds everyone’s data, so no button of a page gives it: whoever is logged in could take all of it away. It is made on the server alone, kept like the database, and deleted after use. It is no backup: the program does not read it back.',
    others: 'Where a part is enough', ways: ['one list: “Export” on its page gives a workbook', 'records: Word and PDF in the ledger of meetings', 'the superior’s platform: the package in the ledger of meetings', 'another system that reads by itself: a token, which opens two reads alone, approved records and the board'],
  },
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
