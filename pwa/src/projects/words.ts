/** Words of projects that the phone's and the office's pages share, and those of the phone. */
import { catalogue } from '../text'

export const zh = {
  title: '突破项目', one: '突破项目', sub: '写立项报告、报进展、申请验收', none: '还没有突破项目', noneText: '写一份立项报告，没有网络也能写好报送。', notHere: '没有找到这个项目', notHereText: '可能已不由本支部承办，请返回再看。',
  write: '写立项报告', edit: '修改立项报告', own: '本支部的项目', offered: '推广给本支部的', ended: '已结项或终止', owner: '承办组织', number: (year: number, n: number) => `突破〔${year}〕${n}号`,
  fields: { title: '项目名称', problems: '存在问题', goal: '工作目标', measures: '主要措施', leader: '负责人', starts_on: '开始日期', ends_on: '完成期限', milestones: '节点', milestone: '节点', text: '说明', on: '日期', grade: '等级', level: '回购级别', document: '回购文件', amount: '回购金额（元）', orgs: '推广到哪些组织' },
  hints: { problems: '现在难在哪里，一件一件写。', goal: '做成什么样，最好能量出来。', measures: '培训、技能比武、导师带徒、工作室……每条一行。', leader: '一般是书记。', text: '一两句话：做了什么，还差什么。', ask_acceptance: '目标完成得怎样，有哪些成果。' },
  states: { draft: '草稿', submitted: '待审', returned: '被退回', approved: '已立项', running: '推进中', acceptance: '待验收', graded: '已评定', bought_back: '已回购', promoted: '已推广', closed: '已结项', terminated: '已终止' },
  moves: { submit: '报送', withdraw: '撤回', approve: '立项', return: '退回', progress: '报进展', reach: '完成节点', check: '督查', put_off: '延期', ask_acceptance: '申请验收', send_back: '验收退回', assess: '评定', buy_back: '回购', promote: '推广', close: '结项', terminate: '终止', adopt: '采用', decline: '不采用', feedback: '反馈效果' },
  standings: { upcoming: '未到期', warning: '临期', overdue_provisional: '逾期待核', overdue: '逾期', done: '完成', late: '已补', terminated: '已终止' },
  answers: { offered: '待采用', adopted: '已采用', told: '已反馈', declined: '不采用' },
  due: (what: string, day: string) => `${what || '全部完成'} · ${day}前`, left: (n: number) => `还剩 ${n} 天`, over: (n: number) => `已过 ${n} 天`, today: '今天到期', history: '经过', plan: '立项报告', span: (from: string, to: string) => `${from} 至 ${to}`,
  done: '已完成', addMilestone: '加一个节点', removeMilestone: (n: number) => `去掉节点 ${n}`, milestoneOf: (n: number) => `节点 ${n}`, what: '做什么', by: '哪天前', save: '存为草稿', send: '报送', remove: '删去草稿', removeSure: '删去后不能恢复。', keep: '保留', onPhone: '已存在本机，待送达', refused: '没有被接受',
  missing: (what: string) => `还没有写${what}`, reason: (why: string) => `退回：${why}`, sentText: '报送后由党群工作部审核；审核前可以撤回。', notAllowed: '项目由支部班子成员填报。',
  promotion: '推广到本支部', promotionText: '看过立项报告，觉得合用就采用；用过以后写几句效果，承办组织看得到。', adoptedOn: (day: string) => `${day}采用`, phrases: ['正在按计划推进', '方案已会审', '遇到困难，正在协调'], byClock: '按本机时间推算，连上网后以服务器为准。', day: '日期', paper: '立项报告（PDF）',
}

export const en: typeof zh = {
  title: 'Projects', one: 'Project', sub: 'Propose, tell of progress, ask for acceptance', none: 'No projects yet', noneText: 'Write a proposal; it can be written and sent without a network.', notHere: 'This project was not found', notHereText: 'It may no longer be your branch\'s. Please go back.',
  write: 'Write a proposal', edit: 'Change the proposal', own: 'Of your branch', offered: 'Offered to your branch', ended: 'Closed or terminated', owner: 'Owner', number: (year, n) => `Project ${n}/${year}`,
  fields: { title: 'Title', problems: 'Problems', goal: 'Goal', measures: 'Measures', leader: 'In charge', starts_on: 'Begins on', ends_on: 'Ends on', milestones: 'Milestones', milestone: 'Milestone', text: 'Words', on: 'Day', grade: 'Grade', level: 'Level of the buy-back', document: 'Document', amount: 'Amount in yuan', orgs: 'To which organisations' },
  hints: { problems: 'What is hard now, one by one.', goal: 'What it comes to, best as a figure.', measures: 'Courses, contests, mentors, workshops: one a line.', leader: 'Mostly the secretary.', text: 'A sentence or two: what was done, what is left.', ask_acceptance: 'How far the goal was reached, and with what results.' },
  states: { draft: 'Draft', submitted: 'Submitted', returned: 'Returned', approved: 'Approved', running: 'Running', acceptance: 'For acceptance', graded: 'Graded', bought_back: 'Bought back', promoted: 'Promoted', closed: 'Closed', terminated: 'Terminated' },
  moves: { submit: 'Submit', withdraw: 'Take back', approve: 'Approve', return: 'Return', progress: 'Progress', reach: 'Milestone reached', check: 'Check', put_off: 'Put off', ask_acceptance: 'Ask for acceptance', send_back: 'Send back', assess: 'Grade', buy_back: 'Buy back', promote: 'Promote', close: 'Close', terminate: 'Terminate', adopt: 'Adopt', decline: 'Decline', feedback: 'Tell of its effect' },
  standings: { upcoming: 'Not yet due', warning: 'Due soon', overdue_provisional: 'Overdue, unconfirmed', overdue: 'Overdue', done: 'Done', late: 'Done late', terminated: 'Terminated' },
  answers: { offered: 'Offered', adopted: 'Adopted', told: 'Told of', declined: 'Declined' },
  due: (what, day) => `${what || 'All'} by ${day}`, left: n => `${n} days left`, over: n => `${n} days over`, today: 'due today', history: 'Story', plan: 'Proposal', span: (from, to) => `${from} to ${to}`,
  done: 'done', addMilestone: 'Add a milestone', removeMilestone: n => `Remove milestone ${n}`, milestoneOf: n => `Milestone ${n}`, what: 'What', by: 'By', save: 'Save as draft', send: 'Submit', remove: 'Delete draft', removeSure: 'It cannot be brought back.', keep: 'Keep', onPhone: 'On this phone, not yet delivered', refused: 'Not accepted',
  missing: what => `Still missing: ${what}`, reason: why => `Returned: ${why}`, sentText: 'The office reviews it; until then you may take it back.', notAllowed: 'The branch\'s committee writes proposals.',
  promotion: 'Promoted to your branch', promotionText: 'Read the proposal and adopt it if it fits; later say what it came to, so that its owner can read it.', adoptedOn: day => `adopted on ${day}`, phrases: ['Under way as planned', 'Plan reviewed', 'Something stands in the way'], byClock: 'Judged by this phone\'s clock; the server decides once there is a network.', day: 'Day', paper: 'Report (PDF)',
}

export const t = catalogue(zh, en)
