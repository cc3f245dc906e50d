/** Words of the office's pages of training. */
import { en as enFacts, zh as zhFacts } from '../../factWords'
import { catalogue } from '../../text'

export const zh = {
  short: '教育培训', tabs: '教育培训各页', names: { contests: '技能比武', courses: '培训课程', pairs: '师带徒', import: '导入名次' }, waiting: '正在取…', asOf: (when: string) => `截至 ${when}`, notHere: '没有找到，可能已经删去', save: '保存', cancel: '取消', edit: '修改', remove: '删去', name: '姓名', branch: '党支部', day: '日期', note: '备注', by: '登记', chooseAgain: '重新选择',
  contest: '比武', addContest: '登记一次比武', trades: '工种', trade: '工种', tradesHint: '几个工种用顿号隔开', ranked: '名次', people: (n: number) => `${n} 人`, firstThree: (names: string) => `前三名：${names}`, noContests: '还没有技能比武', noContestsText: '登记一次，或从 Excel 导入名次。',
  ranks: '名次', rank: '名次', noRanks: '还没有登记名次。', addRank: '登记名次', keepRank: '登记', findMember: '选手：姓名、拼音或工号', rankCounts: '计入本人评星“技能素质”，前三名也计入所在工作室的目标。', removeRank: (name: string) => `删去${name}的名次`,
  course: '课程', addCourse: '新建课程', layer: '层级', org: '主办组织', subject: '内容', closedOn: '结束日期', closedHint: '还在办就留空', closed: (day: string) => `${day} 已结束`, noCourses: '还没有培训课程', noCoursesText: '新建一门，安排场次后支部在手机上点名。', toConfirm: (title: string) => `${title}（待确认）`,
  session: '培训场次', sessions: '场次', noSessions: '还没有安排场次。', addSession: '安排一场', keepSession: '安排', sessionText: '安排后通知有关支部，支部在手机上点名。', place: '地点', lecturer: '授课人', told: '点名', attendance: '出勤', branchesTold: (n: number, of: number) => `${n} / ${of} 个支部已点名`, nobody: '还没有点名', unmarked: (n: number) => `还没有点名的支部（${n}）`, cancelled: (why: string) => `已取消：${why}`, own: '支部自己办的', toCourse: '看这门课', needs: '书记的学习需求', attendedOn: (day: string) => `${day} 已参加`,
  pair: '师徒', pairOf: (mentor: string, apprentice: string) => `${mentor} 带 ${apprentice}`, addPair: '登记师徒', mentor: '师傅', apprentice: '徒弟', notMember: '徒弟不是党员，写姓名', notMemberHint: '是党员的，在“徒弟”里查找', goal: '目标', span: '期限', from: '开始', until: '结束', result: '结果', results: { '': '在带', passed: '出师', failed: '未出师' }, resultHint: '在带的季度和出师的季度计入师傅评星“技能素质”。', endedOn: '定结果的日期', noPairs: '还没有师带徒', noPairsText: '登记师傅、徒弟、目标和期限。', writtenBy: (who: string, when: string) => `${who} ${when} 登记`,
  importText: '各次比武的名次从 Excel 导入。先试算，有问题的行逐格说明，其余行照常导入；不是党员的选手不用写。',
  layers: '培训层级', layersText: '来源只说“分层分类组织职工培训”，没有说分哪几层。下面三层是默认值，请确认或改正。', layerName: '名称', reach: '面向谁', reaches: { mine: '全矿各支部', general_branch: '党总支所属各支部', branch: '一个支部' }, confirmed: '已确认', unconfirmed: '待确认', off: '已停用', confirm: '确认', turnOff: '停用', turnOn: '启用',
}

export const en: typeof zh = {
  short: 'Training', tabs: 'Pages of training', names: { contests: 'Contests', courses: 'Courses', pairs: 'Mentor pairs', import: 'Import ranks' }, waiting: 'Fetching…', asOf: when => `As of ${when}`, notHere: 'Not found; it may have been removed', save: 'Save', cancel: 'Cancel', edit: 'Change', remove: 'Remove', name: 'Name', branch: 'Branch', day: 'Day', note: 'Note', by: 'Entered by', chooseAgain: 'Choose again',
  contest: 'Contest', addContest: 'Write a contest down', trades: 'Trades', trade: 'Trade', tradesHint: 'Several are separated by commas', ranked: 'Ranks', people: n => `${n} people`, firstThree: names => `First three: ${names}`, noContests: 'No contests yet', noContestsText: 'Write one down, or import ranks from Excel.',
  ranks: 'Ranks', rank: 'Rank', noRanks: 'No ranks yet.', addRank: 'Write a rank down', keepRank: 'Enter', findMember: 'Contestant: name, initials or number', rankCounts: 'Counts for the skills of the stars; first to third for the studio too.', removeRank: name => `Remove the rank of ${name}`,
  course: 'Course', addCourse: 'New course', layer: 'Layer', org: 'Held by', subject: 'About', closedOn: 'Ended on', closedHint: 'Empty while it goes on', closed: day => `ended ${day}`, noCourses: 'No courses yet', noCoursesText: 'Make one and its sessions; branches mark attendance on the phone.', toConfirm: title => `${title} (to be confirmed)`,
  session: 'Session', sessions: 'Sessions', noSessions: 'No sessions yet.', addSession: 'New session', keepSession: 'Arrange', sessionText: 'The branches are told, and mark attendance on the phone.', place: 'Place', lecturer: 'Lecturer', told: 'Marked', attendance: 'Attendance', branchesTold: (n, of) => `${n} of ${of} branches`, nobody: 'Nobody marked yet', unmarked: n => `Branches that have not marked (${n})`, needs: 'What secretaries asked to learn', attendedOn: day => `Attended on ${day}`, cancelled: why => `Cancelled: ${why}`, own: 'Held by branches', toCourse: 'See the course',
  pair: 'Pair', pairOf: (mentor, apprentice) => `${mentor} teaches ${apprentice}`, addPair: 'New pair', mentor: 'Mentor', apprentice: 'Apprentice', notMember: 'Apprentice who is no member', notMemberHint: 'Members are found above', goal: 'Goal', span: 'Period', from: 'From', until: 'Until', result: 'Result', results: { '': 'Running', passed: 'Passed', failed: 'Failed' }, resultHint: 'Counts for the mentor\'s skills while it runs and when the apprentice passed.', endedOn: 'Decided on', noPairs: 'No mentor pairs yet', noPairsText: 'Write mentor, apprentice, goal and period down.', writtenBy: (who, when) => `Written by ${who} ${when}`,
  importText: 'Ranks are imported from Excel: tried first, with what is wrong cell by cell; the other rows are taken. Contestants who are no members are left out.',
  layers: 'Layers of courses', layersText: 'The source says that training is layered, and not how. These three are a default; please confirm or mend them.', layerName: 'Name', reach: 'For whom', reaches: { mine: 'All branches', general_branch: 'Branches of a general branch', branch: 'One branch' }, confirmed: 'confirmed', unconfirmed: 'to be confirmed', off: 'off', confirm: 'Confirm', turnOff: 'Switch off', turnOn: 'Switch on',
}

export const words = catalogue(zh, en)

const inLedger = {
  zh: { title: '教育培训', counts: { ranks: (n: number) => `比武名次 ${n} 个`, attended: (n: number) => `参加培训 ${n} 人次`, pairs: (n: number) => `师带徒 ${n} 对` }, standings: { present: '到会', leave: '请假', absent: '缺席', made_up: '已补课', running: '在带', passed: '出师', failed: '未出师' } },
  en: { title: 'Training', counts: { ranks: (n: number) => `${n} ranks`, attended: (n: number) => `${n} attended`, pairs: (n: number) => `${n} mentor pairs` }, standings: { present: 'present', leave: 'leave', absent: 'absent', made_up: 'made up', running: 'running', passed: 'passed', failed: 'failed' } },
}

/** What the ledger says of training; ranks are said as everywhere. */
export const ledgerWords = catalogue({ ...inLedger.zh, standings: { ...zhFacts.grades.contest, ...inLedger.zh.standings } }, { ...inLedger.en, standings: { ...enFacts.grades.contest, ...inLedger.en.standings } })
