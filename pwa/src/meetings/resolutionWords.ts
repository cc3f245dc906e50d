/** Words of resolutions carried out, for the phone. */
import { catalogue } from '../text'

export const zh = {
  title: '决议落实', sub: '决议办完了在这里登记', intro: '写明了负责人和期限的决议都在这里。办完了登记一次，党群工作部确认；逾期没有登记的会在支部考核中扣分。',
  none: '没有要落实的决议', noneText: '报送的记录里写明了负责人和期限的决议会出现在这里。',
  standings: { returned: '被退回', overdue: '逾期', open: '待落实', told: '等确认', confirmed: '已确认' },
  due: (owner: string, day: string) => `${owner} · ${day}前`, doneOn: (day: string) => `${day}落实`, how: (words: string) => `落实情况：${words}`, why: (words: string) => `退回理由：${words}`,
  onPhone: '在本机，待送达', tell: '登记落实', again: '重新登记', takeBack: '撤回登记', record: '看记录', sheet: '登记这条决议已落实', day: '落实日期', note: '怎样落实的', noteHint: '写清做了什么，党群工作部据此确认。没有网络也能登记。',
  phrases: ['已按要求完成', '已整改并复查', '已向全体党员传达'], send: '登记', cancel: '取消', behind: '已确认的', notAhead: '落实日期不能晚于今天', text: '决议',
}

export const en: typeof zh = {
  title: 'Resolutions', sub: 'Tell here what has been carried out', intro: 'Resolutions with an owner and a day stand here. Tell once when one is done; the office confirms it. One that is overdue and not told costs points in the assessment.',
  none: 'Nothing to carry out', noneText: 'Resolutions of filed records that name an owner and a day appear here.',
  standings: { returned: 'Returned', overdue: 'Overdue', open: 'To do', told: 'Waits for the office', confirmed: 'Confirmed' },
  due: (owner, day) => `${owner} · by ${day}`, doneOn: day => `done on ${day}`, how: words => `How: ${words}`, why: words => `Returned: ${words}`,
  onPhone: 'On this phone, not yet delivered', tell: 'Tell it is done', again: 'Tell again', takeBack: 'Take back', record: 'Open the record', sheet: 'This resolution is carried out', day: 'Done on', note: 'How it was done', noteHint: 'Say what was done: the office confirms by it. Works without a network.',
  phrases: ['Done as decided', 'Mended and checked again', 'Told to all members'], send: 'Tell', cancel: 'Cancel', behind: 'Confirmed', notAhead: 'Not later than today', text: 'Resolution',
}

export const words = catalogue(zh, en)
