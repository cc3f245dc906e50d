/** Words of training, for the branch and for members. */
import { catalogue } from '../text'

export const zh = {
  title: '教育培训', placeSub: '培训点名，技能比武，师带徒', one: '培训', add: '记一次本支部培训', mend: '修改', save: '保存', cancel: '关闭', needed: '必填', none: '还没有培训', noneText: '党群工作部安排的培训会出现在这里；本支部自己办的，在下面记。', noneMember: '您参加的培训、比武和师带徒会出现在这里。',
  waiting: '待点名', toMark: '待点名', ahead: '将要上课', over: '已点名', mine: '我的培训', ranks: '我的比武名次', ranksHere: '本支部比武名次', pairs: '我的师带徒', pairsHere: '本支部师带徒', attended: (n: number) => `参加 ${n} 人`, onPhone: '已存在本机，待送达', refused: '没有被接受', why: '看原因', someone: '有人',
  fields: { title: '课程', held_on: '日期', place: '地点', lecturer: '授课人', subject: '内容', reason: '事由', by: '登记', name: '姓名', trade: '工种', mentor: '师傅', apprentice: '徒弟', goal: '目标', span: '期限', result: '结果', note: '备注' },
  titleHint: '讲什么课', titles: ['岗位安全规程', '岗位技能', '应急处置'], titleMissing: '请写明课程', dayMissing: '请选择日期', holdHint: '没有网络也能记。保存后给到课的人点名。', notAllowed: '本支部的培训由支部委员记；党群工作部安排的，支部只点名。',
  roll: '点名', ofMembers: (n: number, of: number) => `${n} / ${of} 人`, counted: (what: string, n: number) => `${what} ${n}`, allPresent: (n: number) => `全部到会（${n} 人）`, restPresent: (n: number) => `其余 ${n} 人到会`, tapHint: '点名字可改；没来的补了课，改为“已补课”。', unmarked: '未点名', yourself: '您本人', ownText: '这关系到您本人的评星，不能由您自己登记。请由支部其他委员点名。', statusOf: (name: string) => `${name}的出勤`,
  madeUpHint: '可以写哪天补的', leaveReasons: ['当班', '休假', '病假', '出差'], absentReasons: ['无故', '未通知到'], markedBy: (who: string, when: string) => `${who} ${when} 登记`, notYet: '还没有到上课的日子，上课以后在这里点名。',
  pair: (mentor: string, apprentice: string) => `${mentor} 带 ${apprentice}`, span: (from: string, to: string) => `${from}—${to}`, results: { '': '在带', passed: '出师', failed: '未出师' },
  markTitle: '培训出勤', resultTitle: '比武名次', pairTitle: '师带徒', courseTitle: '培训课程', sessions: '场次', noSessions: '还没有安排场次。', toStars: '看我的评星', cancelSession: '取消这次培训', cancelled: '已取消', cancelText: '取消后不再点名，已点的名不再计入评星；这一条带着原因留在这里。', cancelReasons: ['改期另办', '没有办成', '记重复了'], keepSession: '不取消', yourNeeds: '您提出的学习需求', attendedOn: (day: string) => `${day} 已参加`, notHere: '没有找到', notHereText: '可能已经删去；连上网后再看。',
  markCounts: { present: '计入评星“技能素质”。', made_up: '补课与到会同样计入评星“技能素质”。', leave: '请假不加分也不扣分；补课后请支部改为“已补课”。', absent: '无故缺席按评星办法扣分；补课后请支部改为“已补课”，有不同意见请向支部提出。' },
  resultCounts: (day: string) => `计入${day}所在季度评星的“技能素质”。`, pairCounts: '在带的每个季度、出师的季度计入师傅评星的“技能素质”。',
}

export const en: typeof zh = {
  title: 'Training', placeSub: 'Roll calls, skill contests, mentor pairs', one: 'Session', add: 'Hold a session of the branch', mend: 'Change', save: 'Save', cancel: 'Close', needed: 'needed', none: 'No training yet', noneText: 'What the office arranges shows here; what the branch holds of its own is written down below.', noneMember: 'Sessions you attended, your ranks and mentor pairs show here.',
  waiting: 'To mark', toMark: 'To mark', ahead: 'To come', over: 'Marked', mine: 'My sessions', ranks: 'My ranks', ranksHere: 'Ranks of the branch', pairs: 'My mentor pairs', pairsHere: 'Mentor pairs of the branch', attended: n => `${n} attended`, onPhone: 'On this phone, not yet delivered', refused: 'Not accepted', why: 'See why', someone: 'someone',
  fields: { title: 'Course', held_on: 'Day', place: 'Place', lecturer: 'Lecturer', subject: 'About', reason: 'Reason', by: 'Entered by', name: 'Name', trade: 'Trade', mentor: 'Mentor', apprentice: 'Apprentice', goal: 'Goal', span: 'Period', result: 'Result', note: 'Note' },
  titleHint: 'What is taught', titles: ['Safety rules of the post', 'Skills of the post', 'Emergencies'], titleMissing: 'Please say which course', dayMissing: 'Please choose the day', holdHint: 'Works without a network. Once saved, mark who was there.', notAllowed: 'The committee of a branch writes down its own sessions; of the office\'s it marks attendance alone.',
  roll: 'Roll call', ofMembers: (n, of) => `${n} of ${of}`, counted: (what, n) => `${what} ${n}`, allPresent: n => `All present (${n})`, restPresent: n => `The other ${n} present`, tapHint: 'Tap a name to change it; who made it up later is marked so later.', unmarked: 'Not marked', yourself: 'Yourself', ownText: 'It counts for your own stars, so someone else of the committee marks it.', statusOf: name => `How ${name} attended`,
  madeUpHint: 'You may say when', leaveReasons: ['On shift', 'On holiday', 'Ill', 'Away'], absentReasons: ['No reason', 'Not told'], markedBy: (who, when) => `Marked by ${who} ${when}`, notYet: 'Mark attendance here once it has taken place.',
  pair: (mentor, apprentice) => `${mentor} teaches ${apprentice}`, span: (from, to) => `${from} to ${to}`, results: { '': 'Running', passed: 'Passed', failed: 'Failed' },
  markTitle: 'Attendance', resultTitle: 'Rank', pairTitle: 'Mentor pair', courseTitle: 'Course', sessions: 'Sessions', noSessions: 'No sessions yet.', toStars: 'My stars', cancelSession: 'Cancel this session', cancelled: 'Cancelled', cancelText: 'Nobody is marked at it any more, and marks that were made count no longer; it stays here with the reason.', cancelReasons: ['Held on another day', 'Did not take place', 'Written down twice'], keepSession: 'Keep it', yourNeeds: 'What you asked to learn', attendedOn: day => `Attended on ${day}`, notHere: 'Not found', notHereText: 'It may have been removed; look again with a network.',
  markCounts: { present: 'Counts for the skills of the stars.', made_up: 'Made up later, it counts for the skills as if present.', leave: 'Leave neither adds nor costs; once made up, ask the branch to mark it so.', absent: 'Absence without reason costs points by the scheme; once made up, ask the branch to mark it so, or tell it if this is wrong.' },
  resultCounts: day => `Counts for the skills in the quarter of ${day}.`, pairCounts: 'Counts for the mentor\'s skills in each quarter it runs, and in the one in which the apprentice passed.',
}

export const t = catalogue(zh, en)
