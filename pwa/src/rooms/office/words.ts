/** Words of the office's pages of rooms. */
import { catalogue } from '../../text'

export const zh = {
  short: '党群服务中心', day: '一天', week: '一个室', use: '利用率', settings: '名册和规则', tabs: '服务中心各页', waiting: '正在取预约…', earlier: '往前', later: '往后', today: '今天', room: '室', asOf: (when: string) => `截至 ${when}`, book: '代支部预约', sheetDay: '门口的表（一天）', sheetWeek: '门口的表（一周）', closedMark: '停用',
  free: (room: string, at: string) => `预约 ${room} ${at}`, branch: '以哪个组织预约', date: '日期', start: '开始', end: '结束', purpose: '用途', people: '人数', repeat: '重复', repeats: { '': '只这一次', weekly: '每周', monthly: '每月同一个星期几' }, until: '到哪天为止', save: '预约', close: '关闭',
  made: (n: number) => `约上 ${n} 次`, refused: '没有约上', refusedDay: (day: string, why: string, offers: string) => `${day}：${why}${offers}`, causes: { taken: '已被约用', closed: '停用', past: '时间已过' }, offer: (offers: string) => `；最近的空闲：${offers}`, comma: '、', span: (room: string, day: string, from: string, to: string) => `${room} ${day} ${from}–${to}`,
  states: { accepted: '已约上', refused: '没有约上', cancelled: '已取消', replaced: '已改约' }, others: '没有约上和取消的', noOthers: '没有', askedBy: (who: string, when: string) => `${who} ${when}提交`, cancel: '取消预约', reason: '理由（支部会看到）', laterToo: '这一批以后各次也取消', cancelled: (n: number) => `取消了 ${n} 次`, count: (n: number) => `${n} 人`,
  from: '从', to: '到', rooms: '按室', hours: '按时段', branches: '按党支部', columns: { name: '名称', bookings: '次数', hours: '小时', share: '利用率' }, noUse: '这段时间没有预约', bookName: (from: string, to: string) => `预约 ${from} 至 ${to}`, useText: '没有来用不计任何分数：这里只数预约。',
  confirm: '确认', confirmed: '已确认', unconfirmed: '待确认', unconfirmedText: '来源说服务中心有 12 个室，点了其中几个的名。其余名称、各室可坐人数和设备，请在这里确认。', name: '名称', capacity: '可坐人数', equipment: '设备', note: '备注', place: '次序', turnOff: '停用', turnOn: '启用', off: '已停用', add: '加一个室', newRoom: '新的室', saved: '已保存',
  rule: '规则', opens: '开门', closes: '关门', aheadDays: '最多提前几天', cancelHours: '支部最迟提前几小时取消', saveRule: '保存规则',
  closures: '停用一段时间', closeFrom: '从哪天', closeUntil: '到哪天', closeReason: '理由', closeRoom: '停用', closeAnyway: '停用，并取消碰上的预约', lift: '恢复使用', standing: '正在或将要停用', noClosures: '没有停用的室',
  feed: '日历订阅', feedText: '拿到这个地址的人，能在自己的日历里看到室、党支部和用途，看不到任何人名。地址只显示这一次；重新生成后，旧地址立即失效。', feedNone: '没有订阅地址', feedSince: (when: string) => `地址生成于 ${when}`, feedMake: '生成新地址', feedDrop: '停止订阅', feedShown: '订阅地址',
  importing: '从 Excel 导入预约', template: '下载模板', drop: '把 .xlsx 拖到这里', choose: '选择文件', importHint: '先试一遍，不写入；看过结果再导入。', tried: (n: number, known: number, bad: number) => `可导入 ${n} 行，已有 ${known} 行，有问题 ${bad} 处`, imported: (n: number) => `已导入 ${n} 次预约`, go: '导入', problemColumns: ['行', '列', '内容', '问题', '怎么办'],
}

export const en: typeof zh = {
  short: 'Service centre', day: 'A day', week: 'A room', use: 'Use', settings: 'Rooms and rules', tabs: 'Pages of the centre', waiting: 'Fetching bookings…', earlier: 'Earlier', later: 'Later', today: 'Today', room: 'Room', asOf: when => `As of ${when}`, book: 'Book for a branch', sheetDay: 'Door sheet (day)', sheetWeek: 'Door sheet (week)', closedMark: 'closed',
  free: (room, at) => `Book ${room} at ${at}`, branch: 'In whose name', date: 'Day', start: 'From', end: 'Until', purpose: 'What for', people: 'People', repeat: 'Repeat', repeats: { '': 'Once', weekly: 'Each week', monthly: 'Each month, same weekday' }, until: 'Until which day', save: 'Book', close: 'Close',
  made: n => `${n} booked`, refused: 'Refused', refusedDay: (day, why, offers) => `${day}: ${why}${offers}`, causes: { taken: 'booked already', closed: 'closed', past: 'over' }, offer: offers => `; free nearest: ${offers}`, comma: ', ', span: (room, day, from, to) => `${room} ${day} ${from}-${to}`,
  states: { accepted: 'Booked', refused: 'Refused', cancelled: 'Cancelled', replaced: 'Replaced' }, others: 'Refused and cancelled', noOthers: 'None', askedBy: (who, when) => `asked by ${who}, ${when}`, cancel: 'Cancel booking', reason: 'Why (the branch sees it)', laterToo: 'Later ones of this series too', cancelled: n => `${n} cancelled`, count: n => `${n} people`,
  from: 'From', to: 'Until', rooms: 'By room', hours: 'By hour', branches: 'By branch', columns: { name: 'Name', bookings: 'Bookings', hours: 'Hours', share: 'Use' }, noUse: 'Nothing was booked', bookName: (from, to) => `Bookings ${from} to ${to}`, useText: 'Not coming costs nothing: only bookings are counted.',
  confirm: 'Confirm', confirmed: 'confirmed', unconfirmed: 'to be confirmed', unconfirmedText: 'The source says that the centre has 12 rooms and names some. Please confirm the other names, how many people they seat and their equipment.', name: 'Name', capacity: 'Seats', equipment: 'Equipment', note: 'Note', place: 'Place', turnOff: 'Switch off', turnOn: 'Switch on', off: 'off', add: 'Add a room', newRoom: 'New room', saved: 'Saved',
  rule: 'Rules', opens: 'Opens', closes: 'Closes', aheadDays: 'Days ahead at most', cancelHours: 'Hours before which a branch cancels', saveRule: 'Save the rules',
  closures: 'Closing for a time', closeFrom: 'From', closeUntil: 'Until', closeReason: 'Why', closeRoom: 'Close', closeAnyway: 'Close, and cancel what is booked', lift: 'Reopen', standing: 'Closed now or later', noClosures: 'No room is closed',
  feed: 'Calendar feed', feedText: 'Whoever has this address sees rooms, branches and purposes in a calendar, and no names. It is shown this once; a new one makes the old one void at once.', feedNone: 'No address', feedSince: when => `Made ${when}`, feedMake: 'Make a new address', feedDrop: 'Stop the feed', feedShown: 'Address of the feed',
  importing: 'Import bookings from Excel', template: 'Template', drop: 'Drop an .xlsx here', choose: 'Choose a file', importHint: 'Tried first, without writing; imported once you have seen the result.', tried: (n, known, bad) => `${n} rows can be taken, ${known} known, ${bad} problems`, imported: n => `${n} bookings imported`, go: 'Import', problemColumns: ['Row', 'Column', 'Value', 'Problem', 'What to do'],
}

export const words = catalogue(zh, en)

const inLedger = {
  zh: { title: '服务中心预约', counts: { booked: (n: number) => `${n} 次`, hours: (n: number) => `${n} 小时` } },
  en: { title: 'Bookings of rooms', counts: { booked: (n: number) => `${n} booked`, hours: (n: number) => `${n} hours` } },
}

/** What the ledger says of bookings. */
export const ledgerWords = catalogue(inLedger.zh, inLedger.en)
