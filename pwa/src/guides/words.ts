/** Words of guides that the phone's and the office's pages share, and those of the phone. */
import { catalogue } from '../text'

export const zh = {
  title: '走访联系', one: '走访', subGuide: '我的联系点，记走访、跟进问题', subBranch: '看指导员、联络员来支部的记录', none: '还没有走访', noneText: '党群工作部派您联系组织后，这里会出现您的联系点。', notHere: '没有找到这次走访', notHereText: '可能已经删去，请返回再看。',
  mine: '我的联系点', visits: '我的走访', received: '来本支部的走访', unsolved: '待跟进的问题', guides: '联系本支部的', write: '记一次走访', begun: '没写完的', edit: '修改', last: (day: string) => `上次 ${day}`, never: '还没有去过', since: (day: string) => `${day}起`, problems: (n: number) => `${n} 个问题待跟进`,
  teams: { guide: '党建指导员', liaison: '党建联络员' },
  states: { filed: '已记录', reviewed: '已审阅' }, problemStates: { open: '待解决', ordered: '已转督办', solved: '已解决' },
  moves: { file: '记录', review: '审阅', reopen: '退回补充', follow: '跟进', solve: '已解决', order: '转督办', open_again: '重新打开' },
  fields: { on: '日期', function: '职能', way: '帮扶方式', text: '做了什么', problem: '发现的问题', org: '去了哪里' }, say: '说明', followOn: '哪天',
  textHint: '一两句话：参加了什么，和谁谈了，帮着做了什么。', phrases: ['参加支部党员大会', '听了班前会', '与党员谈心', '帮助梳理台账', '随班下井查看责任区'], problemHint: '一条一个问题，写得出是什么、在哪里。', problemOf: (n: number) => `问题 ${n}`, addProblem: '加一个问题', removeProblem: (n: number) => `去掉问题 ${n}`, followHint: '现在怎样了，还差什么。',
  unconfirmed: (title: string) => `${title}（待确认）`, save: '保存', missing: (what: string) => `还没有写${what}`, saveText: '党群工作部审阅以前，您可以随时修改。', later: '日期不能在今天以后', notAssigned: '那天您还没有派到这里',
  remove: '删去这次走访', removeSure: '发现的问题也一起删去，不能恢复。', keep: '保留', history: '经过', found: '发现的问题', noProblem: '没有记问题。', onPhone: '已存在本机，待送达', refused: '没有被接受', byClock: '按本机所知推算，连上网后以服务器为准。', notAllowed: '您现在没有联系点。', reviewedBy: (who: string) => `${who}已审阅`, sentBack: (why: string) => `退回补充：${why}`, asOf: '截至',
}

export const en: typeof zh = {
  title: 'Visits', one: 'Visit', subGuide: 'Record visits, follow problems up', subBranch: 'What guides and liaisons found in your branch', none: 'No visits yet', noneText: 'Once the office assigns you to an organisation, it stands here.', notHere: 'This visit was not found', notHereText: 'It may have been deleted. Please go back.',
  mine: 'Organisations I guide', visits: 'My visits', received: 'Visits to the branch', unsolved: 'Problems to follow up', guides: 'Guides of the branch', write: 'Record a visit', begun: 'Unfinished', edit: 'Change', last: day => `last ${day}`, never: 'not visited yet', since: day => `since ${day}`, problems: n => `${n} problems to follow up`,
  teams: { guide: 'Guide', liaison: 'Liaison' },
  states: { filed: 'Recorded', reviewed: 'Reviewed' }, problemStates: { open: 'Open', ordered: 'Made an order', solved: 'Solved' },
  moves: { file: 'Recorded', review: 'Review', reopen: 'Send back', follow: 'Follow up', solve: 'Solved', order: 'Make an order', open_again: 'Open again' },
  fields: { on: 'Day', function: 'Function', way: 'Way of helping', text: 'What was done', problem: 'Problem', org: 'Where' }, say: 'Words', followOn: 'Day',
  textHint: 'A sentence or two: what you joined, whom you talked with, what you helped with.', phrases: ['joined the general meeting', 'heard a pre-shift meeting', 'talked with members', 'helped with the records', 'went underground with a shift'], problemHint: 'One problem each: what and where.', problemOf: n => `Problem ${n}`, addProblem: 'Add a problem', removeProblem: n => `Remove problem ${n}`, followHint: 'How it stands now, and what is left.',
  unconfirmed: title => `${title} (to be confirmed)`, save: 'Keep', missing: what => `Still missing: ${what}`, saveText: 'You may change it until the office has reviewed it.', later: 'The day cannot lie ahead', notAssigned: 'You were not assigned there on that day',
  remove: 'Delete this visit', removeSure: 'The problems it found go with it, for good.', keep: 'Keep it', history: 'History', found: 'Problems found', noProblem: 'None noted.', onPhone: 'On this phone, to be sent', refused: 'Not accepted', byClock: 'By what this phone knows; the server has the last word.', notAllowed: 'You guide no organisation now.', reviewedBy: who => `Reviewed by ${who}`, sentBack: why => `Sent back: ${why}`, asOf: 'as of',
}

export const t = catalogue(zh, en)
