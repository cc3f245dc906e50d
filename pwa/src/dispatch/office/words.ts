/** Words of the office's pages of orders, of the work meeting and of the task table. */
import { en as enOrders, zh as zhOrders } from '../../orderWords'
import { catalogue } from '../../text'

export const zh = {
  short: '督办', title: '电子督办', meeting: '月度例会', table: '月度任务表', settings: '种类和模板', importShort: '导入', importing: '导入督办', importText: '一行是一件督办：承办支部（写党总支或党委，就是它的每个党支部）、督办内容、期限、督办种类、报告频次。内容、期限、种类和频次都相同的行用同一个编号。先试算，不合格的行逐条说明，其余照常下达；下达过的不再下达。', tabs: '调度各页', waiting: '正在取督办…', toClose: (n: number) => `${n} 件已报结果，待办结`,
  issue: '下达督办', lists: { open: '没有办结', reported: '待我办结', closed: '已办结', withdrawn: '已撤回' }, list: '哪一类', anyColour: '各色', anyKind: '各种类', anyBranch: '全部支部', colour: '颜色', kind: '种类', branch: '支部', more: '再看一些',
  none: '没有这样的督办', noneText: '换一个条件看看，或下达一件新的。', asOf: (when: string) => `截至 ${when}`, dataUpTo: (when: string) => `数据到 ${when}`, age: (n: number) => (n ? `下达 ${n} 天` : '今天下达'), columns: { order: '督办', branch: '承办支部', due: '期限', state: '进度', standing: '状态' },
  // Issue
  lacks: { content: '还没有写督办内容。', due: '还没有选期限。', orgs: '还没有选承办支部。' }, unsent: '还没有下达；写的内容已留在这台电脑上。', unsaved: '还没有保存；写的内容已留在这台电脑上。', dropTyped: '不要了',
  batch: '下达后，各支部各有一件，同一个编号。', template: '套用模板', content: '督办内容', contentHint: '办什么事，办到什么程度，报什么结果。', cadence: '报告频次', due: '期限', targets: '承办支部', targetsHint: '选党总支，就是它的每个支部。', search: '按名称找', chosen: (n: number) => `已选 ${n} 个支部`, all: '全矿支部', clear: '都不选', send: '下达', unconfirmed: '待确认',
  unconfirmedText: '三调度是“重点、专项、日常”还是“日、周、月”，来源没有写明。这里两样都留着，请在“种类和模板”里确认。', from: (what: string) => `来源：${what}`, keepTemplate: '存为模板', templateTitle: '模板名称', kept: '模板已存', issued: (number: string, n: number) => `${number}已下达，${n} 个支部`, drafting: '正在拟稿…',
  // Story
  story: '经过', waitingStory: '正在取这件督办…', others: '同一编号的其他支部', own: '您在承办支部任职，请由党群工作部的其他同志办结或退回。', reason: '写给支部的话', reasonHint: '退回、撤回要写明；没有报告就办结，也要写明。', close: '办结', back: '退回', withdraw: '撤回', reasonPhrases: ['请补充结果和佐证', '请写明参加人数和效果', '请按督办内容逐条说明'], issuedBy: '下达', source: '来源', doneOn: '办完', on: (day: string) => `说的是 ${day}`,
  // Meeting
  monthOf: (year: string, month: string) => `${year}年${month}`, meetingTitle: (month: string) => `${month}党建工作例会`, waitingMeeting: '正在备会…', earlier: '上个月', later: '下个月', print: '打印', reds: (n: number) => `一、逾期的（${n} 项）`, noReds: '没有逾期的。', redsMore: (shown: number, all: number) => `列出最久的 ${shown} 项，共 ${all} 项。`, last: (month: string) => `二、${month}例会议定的，办得怎样`, noLast: '上个月例会没有记议定事项。', issuedTitle: (n: number) => `三、上月以来下达的督办（${n} 件）`, noIssued: '没有下达督办。', ahead: '四、到下月底要到期的', noAhead: '没有要到期的。', decided: '五、本次议定事项', count: (n: number) => `${n} 个组织`,
  changedTitle: '您写的时候，别的同志改过这次例会', changedText: '下面是现在记着的。您写的还在上面，没有保存。请对照补上，再按“以我写的为准”，然后保存；按“不要了”就用现在记着的。', writeOver: '以我写的为准', blank: '（空）', fields: { held_on: '召开日期', place: '地点', chair: '主持人', attended: '参加人员', decisions: '议定事项', notes: '记要' },
  heldOn: '召开日期', place: '地点', chair: '主持人', attended: '参加人员', notes: '记要', addDecision: '加一条议定事项', decision: '议定事项', owner: '责任人', decisionDue: '期限', save: '保存', saved: '已保存', toOrder: '转督办', noOrder: '没有转督办', remove: '去掉这一条', saveFirst: '先保存，再转督办。', order: '下督办', ends: (day: string) => `结果 ${day}`,
  agenda: '到哪一项', marks: { reds: '一 逾期', last: '二 上月议定', issued: '三 督办', ahead: '四 要到期', decided: '五 本次议定' },
  // Table
  waitingTable: '正在取任务表…', tableOf: (branch: string, month: string) => `${branch} ${month}任务表`, chooseBranch: '支部', month: '月份', noTasks: '这个月没有任务', what: { obligation: '会议', order: '督办', resolution: '决议' }, taskColumns: { what: '类别', title: '任务', owner: '责任人', due: '期限', standing: '状态' },
  // Settings
  kinds: '督办种类', cadences: '报告频次', warnDays: '提前几天变黄', every: '多久报一次进展', everies: { '': '不要求', day: '每个工作日', week: '每周', month: '每月' }, templates: '模板', drop: '删去模板', days: (n: number) => `${n} 天内`, noTemplates: '还没有模板',
}

export const en: typeof zh = {
  short: 'Orders', title: 'Dispatch orders', meeting: 'Work meeting', table: 'Task table', settings: 'Kinds and templates', importShort: 'Import', importing: 'Import orders', importText: 'A row is an order: branch (a general branch or the committee stands for each branch below), words, deadline, kind, cadence. Rows alike in all but the branch get one number. It is tried first; rows that cannot be issued are named, the others are issued; what was issued before is not issued again.', tabs: 'Pages of dispatch', waiting: 'Fetching orders…', toClose: n => `${n} reported, to be closed`,
  issue: 'Issue an order', lists: { open: 'Open', reported: 'For me to close', closed: 'Closed', withdrawn: 'Withdrawn' }, list: 'Which', anyColour: 'Any colour', anyKind: 'Any kind', anyBranch: 'All branches', colour: 'Colour', kind: 'Kind', branch: 'Branch', more: 'Show more',
  none: 'No such orders', noneText: 'Choose otherwise, or issue a new one.', asOf: when => `As of ${when}`, dataUpTo: when => `data up to ${when}`, age: n => (n ? `issued ${n} days ago` : 'issued today'), columns: { order: 'Order', branch: 'Branch', due: 'Due', state: 'Progress', standing: 'Status' },
  lacks: { content: 'What is ordered is still to be written.', due: 'The deadline is still to be chosen.', orgs: 'The branches are still to be chosen.' }, unsent: 'Not issued yet; what you wrote stays on this computer.', unsaved: 'Not saved yet; what you wrote stays on this computer.', dropTyped: 'Discard',
  batch: 'Each branch gets one of its own, all under one number.', template: 'From a template', content: 'What is ordered', contentHint: 'What to do, how far, and what to report.', cadence: 'Progress', due: 'Due', targets: 'Branches', targetsHint: 'A general branch stands for each of its branches.', search: 'Find by name', chosen: n => `${n} branches chosen`, all: 'All branches', clear: 'None', send: 'Issue', unconfirmed: 'to be confirmed',
  unconfirmedText: 'Whether the three dispatches are key, special and routine, or daily, weekly and monthly, the source does not say. Both are here; please confirm under "Kinds and templates".', from: what => `From: ${what}`, keepTemplate: 'Keep as template', templateTitle: 'Name of the template', kept: 'Template kept', issued: (number, n) => `${number} issued to ${n} branches`, drafting: 'Drawing it up…',
  story: 'Story', waitingStory: 'Fetching the order…', others: 'Other branches under this number', own: 'You hold a post of this branch; someone else closes or returns it.', reason: 'Words to the branch', reasonHint: 'Needed to return or withdraw, and to close without a report.', close: 'Close', back: 'Return', withdraw: 'Withdraw', reasonPhrases: ['Please add results and evidence', 'Please say how many took part', 'Please answer point by point'], issuedBy: 'Issued by', source: 'From', doneOn: 'Done on', on: day => `speaks of ${day}`,
  monthOf: (_, month) => month, meetingTitle: month => `Work meeting of ${month}`, waitingMeeting: 'Preparing the meeting…', earlier: 'Month before', later: 'Next month', print: 'Print', reds: n => `1. Overdue (${n})`, noReds: 'Nothing is overdue.', redsMore: (shown, all) => `The ${shown} longest overdue of ${all}.`, last: month => `2. What became of the decisions of ${month}`, noLast: 'No decisions were noted last month.', issuedTitle: n => `3. Orders issued since last month (${n})`, noIssued: 'No orders were issued.', ahead: '4. Due until the end of next month', noAhead: 'Nothing falls due.', decided: '5. Decisions of this meeting', count: n => `${n} organisations`,
  changedTitle: 'Someone else changed this meeting while you were writing', changedText: 'This is what is noted now. What you wrote stands above and is not saved. Add what is missing, press “Keep mine”, then save; “Discard” takes what is noted now.', writeOver: 'Keep mine', blank: '(blank)', fields: { held_on: 'Held on', place: 'Place', chair: 'Chair', attended: 'Present', decisions: 'Decisions', notes: 'Notes' },
  heldOn: 'Held on', place: 'Place', chair: 'Chair', attended: 'Present', notes: 'Notes', addDecision: 'Add a decision', decision: 'Decision', owner: 'Who', decisionDue: 'Due', save: 'Save', saved: 'Saved', toOrder: 'Make it an order', noOrder: 'No order', remove: 'Remove', saveFirst: 'Save first, then make it an order.', order: 'Order it', ends: day => `result ${day}`,
  agenda: 'Points of the agenda', marks: { reds: '1 Overdue', last: '2 Last month', issued: '3 Orders', ahead: '4 Ahead', decided: '5 Decisions' },
  waitingTable: 'Fetching the table…', tableOf: (branch, month) => `${branch}, tasks of ${month}`, chooseBranch: 'Branch', month: 'Month', noTasks: 'No tasks this month', what: { obligation: 'Meeting', order: 'Order', resolution: 'Resolution' }, taskColumns: { what: 'Kind', title: 'Task', owner: 'Who', due: 'Due', standing: 'Status' },
  kinds: 'Kinds', cadences: 'Progress', warnDays: 'Yellow so many days before', every: 'How often progress is told', everies: { '': 'Not asked', day: 'Each working day', week: 'Each week', month: 'Each month' }, templates: 'Templates', drop: 'Delete template', days: n => `within ${n} days`, noTemplates: 'No templates yet',
}

export const words = catalogue(zh, en)

const inLedger = {
  zh: { title: '督办单', counts: { open: (n: number) => `未办结 ${n} 件`, red: (n: number) => `红 ${n} 件` } },
  en: { title: 'Orders', counts: { open: (n: number) => `${n} open`, red: (n: number) => `${n} red` } },
}

/** What the ledger says of orders; how they stand is said as everywhere. */
export const ledgerWords = catalogue({ ...inLedger.zh, standings: zhOrders.standings }, { ...inLedger.en, standings: enOrders.standings })
