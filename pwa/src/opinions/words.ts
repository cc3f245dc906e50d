/** Words of the box on the phone: the form, what is kept of who wrote it, and what became of it. */
import { catalogue } from '../text'

export const zh = {
  title: '意见箱', placeSub: '负担、故障、建议、投诉，一句话就行', kind: '哪一种', text: '想说什么', about: '关于哪里', aboutHint: '哪一页、哪份记录、哪件事，可以不写。', who: '谁看得到是您写的',
  kinds: { burden: '负担', fault: '故障', suggestion: '建议', complaint: '投诉' }, kindHints: { burden: '哪里多填了、填了两遍、催得太紧。', fault: '哪里点不动、打不开、算得不对。', suggestion: '怎样做会更好。', complaint: '哪件事办得不妥，党委领导也看得到。' },
  named: '署名', unnamed: '不署名', namedText: '党群工作部和党委领导看得到您的姓名和支部，可以找您问清楚。',
  unnamedText: '党群工作部和党委领导看不到是谁写的：页面、导出、归档里都没有您的姓名和账号。收到的时间只记到哪一天，来自哪一页也不记。服务器只记着答复该送回哪个账号，能直接查数据库或备份的管理员查得到。写的内容，或者当天只有您一人送达，也可能让人猜出是您。',
  send: '放进意见箱', lacks: { kind: '先选是哪一种。', text: '写一句话就够。', named: '选一下署不署名。' }, ready: '没有网络也可以写，联网后自动送达。',
  own: '我写过的', write: '写一条', said: '内容', name: '署名', sent: '收到',
  onPhone: '已存在本机，待送达', states: { waiting: '已收到，等答复', answered: '已答复', closed: '已办结' }, answeredBy: (name: string) => (name ? `${name}答复` : '答复'), outcome: '办结',
  right: '意见只进意见箱，不计入任何考核和评星。',
}

export const en: typeof zh = {
  title: 'Opinions', placeSub: 'A burden, a fault, a suggestion, a complaint: one sentence will do', kind: 'Which kind', text: 'What you want to say', about: 'What it is about', aboutHint: 'Which page, record or matter; may stay empty.', who: 'Who sees that you wrote it',
  kinds: { burden: 'Burden', fault: 'Fault', suggestion: 'Suggestion', complaint: 'Complaint' }, kindHints: { burden: 'What is filled in needlessly or twice, or pressed for too hard.', fault: 'What does not open, does nothing, or counts wrongly.', suggestion: 'How it would be better.', complaint: 'What was handled badly; committee leaders read it too.' },
  named: 'With my name', unnamed: 'Without my name', namedText: 'Office and committee leaders see your name and branch, and can ask you about it.',
  unnamedText: 'Office and committee leaders do not see who wrote it: no page, workbook or archive has your name or account. Of the time only the day is kept, and no page. The server keeps only to which account the answer goes; an administrator who reads the database or a backup could find it. What you write may give you away, and so may a day on which you alone delivered.',
  send: 'Put it into the box', lacks: { kind: 'Choose the kind first.', text: 'One sentence will do.', named: 'Choose whether your name goes with it.' }, ready: 'No network needed; it is delivered once there is one.',
  own: 'Mine', write: 'Write', said: 'What I said', name: 'Name', sent: 'Received',
  onPhone: 'On this phone, not yet delivered', states: { waiting: 'Received, to be answered', answered: 'Answered', closed: 'Settled' }, answeredBy: (name: string) => (name ? `${name} says` : 'Answer'), outcome: 'Settled',
  right: 'Opinions go into the box alone, and count in no assessment and for no star.',
}

export const t = catalogue(zh, en)
