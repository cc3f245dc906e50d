/** Words of excusals: the branch's form on the phone, the office's answers, and what a duty's cell tells of them. */
import { catalogue } from '../text'

export const zh = {
  title: '免开或延期', why: '为什么开不了', codes: { emergency: '抢险', maintenance: '检修', stoppage: '停产', other: '其他' },
  kinds: '要什么', excuse: '这一期不开了', putOff: '延期再开', until: '延到', untilHint: (day: string) => `原定 ${day}截止。`, words: '再说一句', wordsHint: '选“其他”时要写；别的可以不写。',
  ask: '提出申请', goesToOffice: '由党群工作部答复，结果会通知您。没有网络也可以申请。', untilThen: '答复以前，任务照常计算。', lacks: { why: '先选为什么开不了。', words: '选了“其他”，请再说一句。', until: '先选延到哪天，要晚于原来的期限。' },
  about: '任务', reason: '原因', wanted: '申请', asksExcuse: '免开', asksUntil: (day: string) => `延到 ${day}`, asked: '提出', dutyNow: '任务现在', answeredFrom: '答复人', nameAt: (name: string, when: string) => `${name} · ${when}`, askedBy: (name: string, when: string) => `${name} ${when}提出`,
  onPhone: '已存在本机，待送达', withdraw: '撤回申请', answer: '答复', answeredBy: (name: string, when: string) => `${name} ${when}答复`, none: '没有写',
  states: { open: '等党群工作部答复', granted: '已批准', declined: '没有同意', withdrawn: '已撤回', replaced: '已另行批准', lifted: '已撤销', over: '会已按时开，不用答复' },
  over: '这项任务不用再申请', overText: { done: '已经按时完成。', excused: '已经免了。' }, notHere: '没有找到这项任务', notHereText: '可能不属于您的支部，或还没有更新到本机。', toRecord: '去记这次会议',
  office: {
    title: '免开和延期', waiting: '正在取申请…', tabs: '申请的两页', open: '等答复', decided: '已答复', none: '没有等答复的申请', noneText: '支部在手机上申请免开或延期时，会出现在这里。',
    grant: '同意', decline: '不同意', declineWhy: '为什么不同意（支部会看到）', phrases: ['请在月底前补开', '原因不充分', '可以分班次开'], heed: (kind: string) => `申请免开或延期：${kind}`,
    own: '这是您任职的支部，或由您提出，请由其他同志答复。', lift: '撤销批准', undone: '误操作，撤销', lifted: '已撤销，任务照原来计算', granted: (n: number) => `已批准 ${n} 项`, passedOver: (names: string) => `已经完成或免了，没有再办：${names}`,
    act: '免开或延期', actMany: (n: number) => `${n} 项一起免开或延期`, grantBy: (code: string) => `因${code}免开`, putOffBy: (code: string) => `因${code}延期`, untilLabel: '延到（不填就是免开）', wordsLabel: '说明（可不写；“其他”要写）', byOther: '按说明办',
    undo: '撤销', remind: '提醒负责人', remindMany: (n: number) => `提醒 ${n} 项的负责人`, reminded: (n: number) => `已提醒 ${n} 项的负责人，同一项一天只提醒一次`,
  },
}

export const en: typeof zh = {
  title: 'Excuse or put off', why: 'Why it cannot be held', codes: { emergency: 'Emergency', maintenance: 'Maintenance', stoppage: 'Stoppage', other: 'Other' },
  kinds: 'What is asked', excuse: 'Not in this period', putOff: 'Later', until: 'Until', untilHint: day => `Due ${day} so far.`, words: 'In a sentence', wordsHint: 'Needed with “Other”; otherwise it may stay empty.',
  ask: 'Ask', goesToOffice: 'The office answers and you are told. No network needed.', untilThen: 'Until then the duty counts as before.', lacks: { why: 'Choose why it cannot be held.', words: 'With “Other”, say it in a sentence.', until: 'Choose a day later than it is due.' },
  about: 'Duty', reason: 'Reason', wanted: 'Asked for', asksExcuse: 'To be excused', asksUntil: day => `Until ${day}`, asked: 'Asked by', dutyNow: 'The duty now', answeredFrom: 'Answered by', nameAt: (name, when) => `${name} · ${when}`, askedBy: (name, when) => `${name} asked ${when}`,
  onPhone: 'On this phone, not yet delivered', withdraw: 'Take it back', answer: 'Answer', answeredBy: (name, when) => `${name} answered ${when}`, none: 'Nothing',
  states: { open: 'With the office', granted: 'Granted', declined: 'Declined', withdrawn: 'Taken back', replaced: 'Granted otherwise', lifted: 'Lifted', over: 'Held in time, no answer needed' },
  over: 'Nothing is left to ask for', overText: { done: 'It was done on time.', excused: 'It is excused.' }, notHere: 'This duty was not found', notHereText: 'It may not be your branch’s, or not on this phone yet.', toRecord: 'Record this meeting',
  office: {
    title: 'Excusals', waiting: 'Fetching requests…', tabs: 'Two pages of requests', open: 'To answer', decided: 'Answered', none: 'No requests to answer', noneText: 'What branches ask to have excused or put off appears here.',
    grant: 'Grant', decline: 'Decline', declineWhy: 'Why not (the branch will see it)', phrases: ['Please hold it by the end of the month', 'The reason does not suffice', 'It can be held by shifts'], heed: kind => `Asks to be excused: ${kind}`,
    own: 'This is a branch where you hold a post, or you asked: someone else answers.', lift: 'Take the grant back', undone: 'Done by mistake', lifted: 'Taken back; the duty counts as before', granted: n => `${n} granted`, passedOver: names => `Done or excused already: ${names}`,
    act: 'Excuse or put off', actMany: n => `Excuse or put off ${n}`, grantBy: code => `Excuse: ${code}`, putOffBy: code => `Put off: ${code}`, untilLabel: 'Until (empty: excused)', wordsLabel: 'In words (needed with “Other”)', byOther: 'As written',
    undo: 'Undo', remind: 'Remind those who lead', remindMany: n => `Remind those who lead ${n}`, reminded: n => `Reminded of ${n}; the same duty once a day`,
  },
}

export const t = catalogue(zh, en)
