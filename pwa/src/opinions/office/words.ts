/** Words of the box for those who answer. */
import { catalogue } from '../../text'

export const zh = {
  title: '意见箱', list: '意见箱各页', waiting: '正在取意见…', lead: '谁都可以写，不署名的看不到是谁。答复会通知到本人。', states: { waiting: '等答复', answered: '已答复', closed: '已办结' }, kinds: { burden: '负担', fault: '故障', suggestion: '建议', complaint: '投诉' },
  none: { waiting: '没有等答复的意见', answered: '没有已答复、待办结的意见', closed: '还没有办结的意见' }, noneText: '党员、书记、指导员、考核员和机关同志写的意见会到这里。', more: '这里列出 200 条，导出的表里是全部。', own: '这是您本人写的，请由其他同志答复。', ownBox: '我也写一条',
  unnamed: '不署名', who: '谁写的', received: '收到', about: '关于', text: '内容', record: '打开这份记录', age: (days: number) => (days > 0 ? `${days} 天` : '今天'), count: (n: number) => `${n} 条等答复`,
  answer: '答复的话', answerHint: '本人会收到通知，在自己手机上看到这些话和您的姓名。', send: '答复', sendAndClose: '答复并办结', sent: '已答复，本人会收到通知', outcome: '办得怎么样', outcomeHint: '可以不写；写了本人看得到。', close: '办结', closed: '已办结', answeredBy: (name: string, at: string) => `${name} · ${at}`, settled: '办结',
}

export const en: typeof zh = {
  title: 'Opinions', list: 'Pages of the box', waiting: 'Fetching opinions…', lead: 'Anyone may write; who is not named is not shown. An answer is told to its person.', states: { waiting: 'To answer', answered: 'Answered', closed: 'Settled' }, kinds: { burden: 'Burden', fault: 'Fault', suggestion: 'Suggestion', complaint: 'Complaint' },
  none: { waiting: 'Nothing to answer', answered: 'Nothing answered and still open', closed: 'Nothing settled yet' }, noneText: 'What members, secretaries, guides, assessors and the office write comes here.', more: '200 are listed here; the workbook has them all.', own: 'You wrote this yourself; someone else must answer it.', ownBox: 'Write one, too',
  unnamed: 'Not named', who: 'Who wrote it', received: 'Received', about: 'About', text: 'What it says', record: 'Open the record', age: (days: number) => (days > 0 ? `${days} d` : 'today'), count: (n: number) => `${n} to answer`,
  answer: 'Answer', answerHint: 'The person is told, and reads these words and your name on the own phone.', send: 'Answer', sendAndClose: 'Answer and settle', sent: 'Answered; the person is told', outcome: 'What came of it', outcomeHint: 'May stay empty; the person reads it.', close: 'Settle', closed: 'Settled', answeredBy: (name: string, at: string) => `${name} · ${at}`, settled: 'Settled',
}

export const words = catalogue(zh, en)
