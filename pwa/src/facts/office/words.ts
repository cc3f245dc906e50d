/** Words of the office's pages of facts. */
import { catalogue } from '../../text'

export const zh = {
  short: '事实台账', ledger: '台账', coverage: '报齐情况', importing: '导入表格', tabs: '事实台账的页面',
  quarter: '季度', earlier: '上一季度', later: '下一季度', allKinds: '全部事项', allBranches: '全部支部', branch: '支部', kind: '事项',
  waiting: '正在读取…', empty: '这个季度还没有', emptyText: '可以导入表格，或在这里录入一条。',
  columns: ['日期', '党员', '支部', '事项', '情况', '谁录入的', '办理'], more: '后面的', enter: '录入一条', withdraw: '撤销',
  entering: '录入一条事实', person: '党员（姓名、拼音首字母或工号）', found: '选择一名党员', noOne: '没有找到', save: '录入',
  withdrawTitle: '撤销这一条', withdrawText: '这一条不再算数，但仍能看到；原因本人能看到。', reason: '原因',
  source: (who: string, when: string, sheet: boolean) => `${who}${sheet ? '（表格）' : ''} ${when}`, withdrawn: (who: string, reason: string) => `${who}撤销：${reason}`,
  matrixText: '“待录入”表示还没有人说录完了：相应的维度会等着，不会按零分，也不会按满分。', matrix: '各支部报齐情况', missing: '待录入', covered: '已报齐',
  cell: (branch: string, kind: string, facts: number, covered: boolean) => `${branch} ${kind} ${facts} 条，${covered ? '已报齐，点一下撤回' : '待录入，点一下报齐'}`,
  all: (kind: string) => `${kind}：所有支部报齐`, allShort: '全部报齐', allText: (n: number) => `还有 ${n} 个支部待录入。报齐以后，没有录入的人就按“没有”算；确认都录完了再报齐。报错了可以逐个撤回。`, allDo: (n: number) => `${n} 个支部报齐`, allNot: '先不', leftToState: (left: number, all: number) => (left ? `${all} 个支部中 ${left} 个待录入` : `${all} 个支部都已报齐`),
  intro: '先选事项和季度，再把现在的 Excel 表放进来。先试读，看清结果再导入；试读不会改动任何数据。', template: '下载模板', complete: '这份表对哪些支部是完整的', completeNone: '先不报齐', completeAll: '全部支部', completeHint: '报齐以后，表里没有的人就按“没有”算。有一行不能导入，就先不报齐。',
  drop: '把表格拖到这里', choose: '选择文件', chooseOther: '换一个文件', fileHint: '.xlsx 文件，10 MB 以内', notExcel: '这不是 .xlsx 文件。请在 Excel 或 WPS 里另存为 .xlsx 后再试。', tooLarge: '文件超过 10 MB，请检查是不是选错了。',
  reading: '正在试读…', result: (name: string) => `试读结果：${name}`, counts: { added: '要新增', known: '系统里已有', outsiders: '不是党员', problems: '不能导入' },
  problemsTitle: (rows: number) => `有 ${rows} 行不能导入`, problemsText: '其余的行照常导入。改好这几行后再导一次就行，已有的不会重复。', problem: ['行', '列', '现在的内容', '原因', '怎么办'], blank: '（空）', download: '下载标出问题的表', fileName: (name: string) => `${name.replace(/\.xlsx$/i, '')}（问题）.xlsx`, templateName: (kind: string) => `${kind}模板.xlsx`,
  outsidersTitle: (rows: number) => `${rows} 行是花名册里没有的人，不导入`, withheld: '有的行不能导入，所以先不报齐。', willCover: (branches: number) => `同时把 ${branches} 个支部报齐`,
  go: (rows: number) => `导入 ${rows} 条`, goCover: '只报齐', doneTitle: '导入完成', doneText: (added: number, covered: number) => `新增 ${added} 条${covered ? `，${covered} 个支部报齐` : ''}。`, again: '再导一份', toLedger: '看台账', nothing: '表里的都已在系统里，导入不会改动任何数据。',
  past: '最近的导入', noPast: '还没有导入过', pastLine: (added: number, refused: number) => `新增 ${added}${refused ? `，${refused} 行没有导入` : ''}`,
}

export const en: typeof zh = {
  short: 'Facts', ledger: 'Ledger', coverage: 'Completeness', importing: 'Import a sheet', tabs: 'Pages of facts',
  quarter: 'Quarter', earlier: 'Quarter before', later: 'Next quarter', allKinds: 'All kinds', allBranches: 'All branches', branch: 'Branch', kind: 'Kind',
  waiting: 'Reading…', empty: 'Nothing in this quarter yet', emptyText: 'Import a sheet, or enter one here.',
  columns: ['Day', 'Member', 'Branch', 'Kind', 'Words', 'Entered by', 'Action'], more: 'More', enter: 'Enter one', withdraw: 'Withdraw',
  entering: 'Enter a fact', person: 'Member (name, initials or number)', found: 'Choose a member', noOne: 'Nobody found', save: 'Enter',
  withdrawTitle: 'Withdraw this one', withdrawText: 'It counts no longer and stays visible; the member can read the reason.', reason: 'Reason',
  source: (who, when, sheet) => `${who}${sheet ? ' (sheet)' : ''} ${when}`, withdrawn: (who, reason) => `Withdrawn by ${who}: ${reason}`,
  matrixText: '"Not entered yet" means that nobody has said all is entered: the dimension waits, and is neither zero nor full.', matrix: 'What each branch has stated', missing: 'Not entered yet', covered: 'Complete',
  cell: (branch, kind, facts, covered) => `${branch} ${kind} ${facts}, ${covered ? 'complete; press to take back' : 'not entered yet; press to state complete'}`,
  all: kind => `${kind}: all branches complete`, allShort: 'All complete', allText: n => `${n} branches are not complete. Once stated, whoever has no entry counts as having none; state it when everything is entered. It can be taken back branch by branch.`, allDo: n => `State ${n} branches complete`, allNot: 'Not yet', leftToState: (left, all) => (left ? `${left} of ${all} branches not entered yet` : `All ${all} branches are complete`),
  intro: 'Choose kind and quarter, then hand in the Excel sheet as it is. A trial comes first and changes nothing.', template: 'Download a template', complete: 'For which branches the list is complete', completeNone: 'State nothing', completeAll: 'All branches', completeHint: 'Whoever is not in the list then has none. Nothing is stated while a row is refused.',
  drop: 'Drop the sheet here', choose: 'Choose a file', chooseOther: 'Choose another', fileHint: '.xlsx, up to 10 MB', notExcel: 'This is no .xlsx file. Please save it as .xlsx in Excel or WPS.', tooLarge: 'The file is larger than 10 MB.',
  reading: 'Reading on trial…', result: name => `On trial: ${name}`, counts: { added: 'To be added', known: 'Known already', outsiders: 'No members', problems: 'Refused' },
  problemsTitle: rows => `${rows} rows are refused`, problemsText: 'The others are imported. Mend these rows and import again; nothing is taken twice.', problem: ['Row', 'Column', 'Content', 'Reason', 'What to do'], blank: '(empty)', download: 'Download the sheet with its problems', fileName: name => `${name.replace(/\.xlsx$/i, '')} (problems).xlsx`, templateName: kind => `${kind} template.xlsx`,
  outsidersTitle: rows => `${rows} rows name people who are in no branch; they are left out`, withheld: 'Some rows are refused, so nothing is stated to be complete.', willCover: branches => `States ${branches} branches to be complete`,
  go: rows => `Import ${rows}`, goCover: 'Only state complete', doneTitle: 'Imported', doneText: (added, covered) => `${added} added${covered ? `, ${covered} branches complete` : ''}.`, again: 'Import another', toLedger: 'To the ledger', nothing: 'All of it is known; importing changes nothing.',
  past: 'Latest imports', noPast: 'None yet', pastLine: (added, refused) => `${added} added${refused ? `, ${refused} refused` : ''}`,
}

export const words = catalogue(zh, en)
