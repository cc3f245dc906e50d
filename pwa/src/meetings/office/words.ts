/** Words of resolutions carried out, for the office. */
import { catalogue } from '../../text'

export const zh = {
  title: '决议落实', intro: '支部登记已落实的决议在这里等确认。退回的视为没有落实，支部看到理由后重新登记。', waiting: '正在取决议落实情况',
  states: { waiting: '等确认', overdue: '逾期未落实', confirmed: '已确认', returned: '已退回' }, none: '没有等确认的决议', noneOf: '没有', noneText: '支部登记落实后会出现在这里。', noneOverdue: '没有逾期的决议', noneOverdueText: '过了期限还没有登记落实的决议会出现在这里。',
  overdueDays: (n: number) => `已过 ${n} 天`, notTold: '支部还没有登记落实', wasReturned: (words: string) => `已退回，还没有重新登记：${words}`,
  heed: (returned: boolean): string => (returned ? '决议退回后未落实' : '决议未落实'), toConfirm: (n: number) => `${n} 条登记已落实，等确认`,
  due: (owner: string, day: string) => `负责人 ${owner} · 期限 ${day}`, late: '晚于期限', done: (day: string) => `${day} 落实`, by: (name: string, when: string) => `${name} ${when} 登记`,
  noNote: '没有写落实情况', record: '看记录', order: '转督办', answer: '处理', sheet: '这条决议落实了吗', confirm: '确认落实', back: '退回', reason: '退回的理由', reasonHint: '退回时必须写，支部看得到；确认时可以不写。', said: (words: string) => `意见：${words}`, close: '取消',
}

export const en: typeof zh = {
  title: 'Resolutions carried out', intro: 'What branches tell is carried out waits here. What is returned counts as not done until the branch tells it anew.', waiting: 'Fetching resolutions',
  states: { waiting: 'Waiting', overdue: 'Overdue', confirmed: 'Confirmed', returned: 'Returned' }, none: 'Nothing waits', noneOf: 'None', noneText: 'What branches tell is carried out appears here.', noneOverdue: 'Nothing is overdue', noneOverdueText: 'Resolutions past their day that nobody told is carried out appear here.',
  overdueDays: n => `${n} days over`, notTold: 'The branch has not told that it is carried out', wasReturned: words => `Returned, and not told anew: ${words}`,
  heed: returned => (returned ? 'Resolution returned and not done' : 'Resolution not done'), toConfirm: n => `${n} told as carried out wait`,
  due: (owner, day) => `Owner ${owner} · by ${day}`, late: 'after its day', done: day => `done on ${day}`, by: (name, when) => `told by ${name} ${when}`,
  noNote: 'No word on how', record: 'Open the record', order: 'Make it an order', answer: 'Answer', sheet: 'Is it carried out?', confirm: 'Confirm', back: 'Return', reason: 'Why it is returned', reasonHint: 'Needed for a return; the branch reads it.', said: words => `Answer: ${words}`, close: 'Cancel',
}

export const words = catalogue(zh, en)
