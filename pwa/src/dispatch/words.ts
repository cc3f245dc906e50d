/** Words of orders and of the month's task table, for the branch. */
import { catalogue } from '../text'

export const zh = {
  title: '督办', one: '督办单', none: '没有督办', noneText: '党群工作部下达给本支部的督办会出现在这里。没有网络也能签收、报进展和报结果。', notHere: '没有找到这件督办', notHereText: '可能已不由本支部承办，请返回再看。',
  toDo: '要办的', waits: '已报结果，等党群工作部', ended: '已办结或撤回', content: '内容', kind: '种类', cadence: '报告频次', from: '来源', issuedBy: '下达', day: '日期', words: '写明', due: '期限', story: '经过',
  receive: '签收', progress: '报进展', report: '报结果', again: '改好再报', send: '保存', cancel: '取消', onPhone: '已存在本机，待送达', refused: '没有被接受', notAllowed: '督办由支部班子成员签收和报告。',
  progressDay: '哪一天的进展', doneDay: '哪一天办完', progressHint: '一两句话：做了什么，还差什么。', reportHint: '一两句话：怎样办的，结果怎样。', notAhead: '要在下达以后、今天以前',
  progressPhrases: ['正在按要求推进', '已完成一半', '遇到困难，正在协调'], reportPhrases: ['已按要求完成', '已完成，并由支委复查', '已完成，材料已归档'],
  owner: '责任人', noOwner: '没有指定', giveTo: '指定责任人', giveAnother: '换责任人', pickOwner: '选择党员', ownerText: '指定给本支部一名党员。办结以后，这件事计入这名党员评星的“履行义务”。不指定也可以。', give: '确定', whyReturned: (why: string) => `退回：${why}`,
  tasks: '月度任务表', tasksSub: '会议、督办、决议，按期限排', noTasks: '这个月没有任务', noTasksText: '连上网后，本支部这个月要办的会出现在这里。', monthOf: (year: string, month: string) => `${year}年${month}`, earlier: '上个月', later: '下个月', print: '打印',
  what: { obligation: '会议', order: '督办', resolution: '决议' }, columns: { what: '类别', title: '任务', owner: '责任人', due: '期限', standing: '状态' }, byClock: '按本机时间推算，连上网后以服务器为准。', open: '督办和任务表', orderCount: (n: number) => `${n} 件要办`,
}

export const en: typeof zh = {
  title: 'Orders', one: 'Order', none: 'No orders', noneText: 'Orders of the office to your branch show here. Receive them, tell and report without a network.', notHere: 'This order was not found', notHereText: 'It may no longer be your branch\'s. Please go back.',
  toDo: 'To do', waits: 'Reported, with the office', ended: 'Closed or withdrawn', content: 'What', kind: 'Kind', cadence: 'Progress', from: 'From', issuedBy: 'Issued by', day: 'Day', words: 'Words', due: 'Due', story: 'Story',
  receive: 'Receive', progress: 'Tell of progress', report: 'Report', again: 'Mend and report', send: 'Save', cancel: 'Cancel', onPhone: 'On this phone, not yet delivered', refused: 'Not accepted', notAllowed: 'The branch\'s committee receives and reports orders.',
  progressDay: 'Progress of which day', doneDay: 'Done on', progressHint: 'A sentence or two: what was done, what is left.', reportHint: 'A sentence or two: how it was done, what came of it.', notAhead: 'After it was issued, and not ahead of today',
  progressPhrases: ['Under way as asked', 'Half done', 'Something stands in the way'], reportPhrases: ['Done as asked', 'Done and checked', 'Done, papers filed'],
  owner: 'Given to', noOwner: 'nobody named', giveTo: 'Give it to someone', giveAnother: 'Give it to another', pickOwner: 'Choose a member', ownerText: 'To one member of the branch, for whose stars it counts once it is closed. It may stay without one.', give: 'Give', whyReturned: (why: string) => `Returned: ${why}`,
  tasks: 'Tasks of the month', tasksSub: 'Meetings, orders, resolutions by deadline', noTasks: 'No tasks this month', noTasksText: 'Once there was a network, what your branch has to do this month shows here.', monthOf: (_, month) => month, earlier: 'Month before', later: 'Next month', print: 'Print',
  what: { obligation: 'Meeting', order: 'Order', resolution: 'Resolution' }, columns: { what: 'Kind', title: 'Task', owner: 'Who', due: 'Due', standing: 'Status' }, byClock: 'Judged by this phone\'s clock; the server decides once there is a network.', open: 'Orders and tasks', orderCount: (n: number) => `${n} to do`,
}

export const t = catalogue(zh, en)
