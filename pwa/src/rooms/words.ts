/** Words of rooms and bookings, for every phone. */
import { catalogue } from '../text'

export const zh = {
  title: '党群服务中心', placeSub: '各室谁在用，预约和取消', one: '预约', byDay: '按日', byRoom: '按室', view: '怎么看', earlier: '前一天', later: '后一天', day: '日期', room: '室', ask: '预约', seats: (n: number) => `可坐 ${n} 人`, seatsUnknown: '人数待确认',
  free: '没有预约', closed: (why: string) => `停用：${why}`, own: '本支部的预约', none: '还没有室的名册', noneText: '连上网后，服务中心的室和预约会出现在这里，没有网络也能看。', ahead: '往后两周', nobody: '两周内没有预约',
  form: '预约一个室', time: '时间', start: '开始', end: '结束', purpose: '用途', purposeHint: '几个字，如“主题党日”。会显示在门口的表上。', purposes: ['主题党日', '支部党员大会', '支委会', '党课', '技能培训'], people: '人数', repeat: '重复', repeats: { '': '只这一次', weekly: '每周', monthly: '每月同一个星期几' }, until: '到哪天为止',
  days: (n: number) => `共 ${n} 次，每次单独决定`, save: '提交预约', offlineHint: '没有网络也能提交；送达后按先来后到决定，约不上会给出最近的空闲时间。', byRows: '按本机所存，以送达后为准。', seemsFree: '这个时间空着', seemsTaken: (who: string) => `这个时间已由${who}约用`, past: '这个时间已经过去', order: '结束要在开始以后', blank: '请写明用途', untilBlank: '请选择截止日期', notAllowed: '预约由在支部任职的同志提交。',
  states: { asked: '待送达', accepted: '已约上', refused: '没有约上', cancelled: '已取消', replaced: '已改约' }, askedText: '已存在本机。送达后按先来后到决定。', rejected: '没有被接受', why: '看原因',
  causes: { taken: '别的支部先约了这个时间。', closed: '这个室那时停用。', past: '送达时，这个时间已经过去。' }, offers: '最近的空闲', take: (what: string) => `改约 ${what}`, noOffers: '附近没有空闲的时间，请另选一天。',
  cancel: '取消预约', cancelTitle: '取消这次预约', reason: '原因（可不写）', alsoLater: '以后各次也取消', onlyThis: '只取消这一次', which: '取消哪些', keep: '不取消', lateText: (hours: number) => `离开始不到 ${hours} 小时，要取消请告诉党群工作部。`, cancelledBy: (why: string) => `党群工作部取消：${why}`,
  series: '同一批', story: '经过', people2: (n: number) => `${n} 人`, notHere: '没有找到这次预约', notHereText: '可能已经过去，或不是本支部的。', span: (day: string, from: string, to: string) => `${day} ${from}–${to}`, acts: { accepted: '提交，约上', refused: '提交，没有约上', cancelled: '取消' },
}

export const en: typeof zh = {
  title: 'Service centre', placeSub: 'Whose rooms are, booking and giving back', one: 'Booking', byDay: 'By day', byRoom: 'By room', view: 'View', earlier: 'Day before', later: 'Next day', day: 'Day', room: 'Room', ask: 'Book', seats: n => `seats ${n}`, seatsUnknown: 'seats to be confirmed',
  free: 'Nothing booked', closed: why => `Closed: ${why}`, own: 'Bookings of your branch', none: 'No rooms yet', noneText: 'Once there was a network, rooms and bookings show here, and stay without one.', ahead: 'The next two weeks', nobody: 'Nothing booked for two weeks',
  form: 'Book a room', time: 'Time', start: 'From', end: 'Until', purpose: 'What for', purposeHint: 'A few words, such as "theme day". They show on the door sheet.', purposes: ['Theme day', 'General meeting', 'Committee meeting', 'Party lecture', 'Training'], people: 'People', repeat: 'Repeat', repeats: { '': 'Once', weekly: 'Each week', monthly: 'Each month, same weekday' }, until: 'Until which day',
  days: n => `${n} times, each decided on its own`, save: 'Ask for it', offlineHint: 'Works without a network: decided by who arrives first, and if refused you are offered what is free nearest.', byRows: 'By what this phone holds; the server decides.', seemsFree: 'Free at that time', seemsTaken: who => `Booked then by ${who}`, past: 'That time is over', order: 'It must end after it begins', blank: 'Please say what for', untilBlank: 'Please choose the last day', notAllowed: 'Whoever holds a post of a branch books.',
  states: { asked: 'To be delivered', accepted: 'Booked', refused: 'Refused', cancelled: 'Cancelled', replaced: 'Replaced' }, askedText: 'On this phone. Decided by who arrives first.', rejected: 'Not accepted', why: 'See why',
  causes: { taken: 'Another branch was first.', closed: 'The room is closed then.', past: 'When it arrived, that time was over.' }, offers: 'Free nearest to it', take: what => `Take ${what}`, noOffers: 'Nothing near it is free. Please choose another day.',
  cancel: 'Cancel', cancelTitle: 'Cancel this booking', reason: 'Why (optional)', alsoLater: 'Later ones too', onlyThis: 'Only this one', which: 'Which ones', keep: 'Keep it', lateText: hours => `Less than ${hours} hours are left; please tell the office to cancel it.`, cancelledBy: why => `Cancelled by the office: ${why}`,
  series: 'Asked for together', story: 'Story', people2: n => `${n} people`, notHere: 'This booking was not found', notHereText: 'It may be over, or not your branch\'s.', span: (day, from, to) => `${day} ${from}-${to}`, acts: { accepted: 'Asked, booked', refused: 'Asked, refused', cancelled: 'Cancelled' },
}

export const t = catalogue(zh, en)
