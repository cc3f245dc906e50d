/** Words of notices. */
import { catalogue } from '../text'

export const zh = {
  title: '通知', unread: (n: number) => `${n} 条未读`, none: '还没有通知', noneText: '记录被退回、申诉有了答复、任务快到期时，会在这里告诉您。没有网络也能看。',
  allRead: '全部标为已读', isUnread: '未读', choices: '怎么通知我', today: '今天', yesterday: '昨天', comma: '、', readSays: (n: number) => `${n} 条已读`,
  kinds: {
    record_returned: '记录被退回', amendment_decided: '更正有了结论', held_decided: '代办有了结论', conflict_waiting: '有冲突待处理', obligation_due: '任务临期或逾期',
    resolution_due: '决议快到期', resolution_returned: '决议落实被退回', stars_shown: '评星公示和定稿', appeal_decided: '申诉有了答复', veto_decided: '一票否决', contest_decided: '异议有了结论', correction_decided: '更正申请有了答复', excusal_decided: '免开、延期有了答复', duty_reminded: '党群工作部提醒', order_issued: '新的督办', order_decided: '督办有了结论', order_due: '督办临期或逾期', order_overdue: '督办逾期未办结', project_decided: '突破项目有了结论', project_due: '突破项目临期或逾期', project_offered: '推广来的突破项目', brand_decided: '支部品牌有了结论',
    amendment_waiting: '记录更正等您决定', correction_waiting: '更正申请等您答复', appeal_waiting: '申诉等您决定', held_waiting: '代办搁置两天以上', project_waits: '突破项目等您办理', brand_waits: '支部品牌等您办理', brand_recheck: '支部品牌到期复核',
  },
  returned: (record: string, fields: number) => `${record}，${fields} 处要改`,
  amendment: { accepted: '您提的更正已接受，记录已改好', rejected: '您提的更正没有接受，理由在记录里' },
  held: { applied: '党群工作部已替您办理', discarded: '党群工作部没有办理，理由在送达情况里' },
  conflict: '您和别人改了同一处，点一下选定', obligation: (period: string, kind: string, state: string, day: string) => `${period}${kind}：${state}，期限 ${day}`,
  resolution: (record: string, day: string) => `${record}的决议，${day}前落实`, resolutionReturned: '党群工作部请您重新落实或重新登记',
  stars: (quarter: string, state: string) => `${quarter}评星结果${state}`, starsState: { published: '已公示，有意见可以申诉', frozen: '已定稿' }, starsCorrected: '有期后更正',
  about: (period: string, text: string) => `${period}：${text}`,
  appeal: { answered: '支部没有采纳，可以提请复核', at_office: '支部同意，已报党群工作部', upheld: '申诉成立', dismissed: '维持原来的结果' },
  veto: { confirmed: '已确认，本季度不定星；有意见可以申诉', lifted: '已撤销' }, contest: { upheld: '维持扣分', reversed: '扣分已撤销' }, correction: { accepted: '已经更正', declined: '没有采纳，理由在更正申请里' }, excusal: { granted: '已批准免开', declined: '没有同意，理由点开看', lifted: '批准已撤销，照原来的期限办' }, putOff: (day: string) => `已批准延到 ${day}`, order: { returned: '被退回，理由在督办单里', closed: '已经办结', withdrawn: '已经撤回，不用再报' },
  waits: { amendment: '已通过的记录有人申请更正', correction: '党员申请更正关于本人的信息', appeal: '支部同意或答复后，提请复核', held: '手机上的操作没有权限执行，已等了两天' },
  brand: { declared: '申报了品牌，等审核', cultivating: '已同意培育', returned: '被退回，理由在品牌里', reviewed: '已通过评审', named: '已命名', promoted: '已推广', withdrawn: '命名已撤销', recheck_soon: '要复核了', recheck_overdue: '复核已过期' },
  project: { submit: '报送立项，等审核', ask_acceptance: '申请验收', return: '被退回，理由在项目里', approve: '已立项', check: '有了督查意见', send_back: '验收没有通过，要再整改', assess: '已评定', buy_back: '矿上已回购', promote: '已推广', close: '已结项', terminate: '已终止' }, projectOffered: '看看合不合用，点一下答复',
  groups: { records: '会议记录', duties: '任务和决议', orders: '督办', building: '建设', own: '评星和我的资料', office: '党群工作部' },
  other: '有新通知', otherText: '请更新应用后看详情',
  wanted: '要哪些通知', wantedText: '关掉的不再通知；事情本身照样在应用里。', digestAt: '每天几点推送', digestHint: '一天最多一次，汇总没看过的新通知。', quiet: '免打扰', quietFrom: '免打扰从', quietTo: '到',
  quietHint: '这段时间不推送。您在花名册上的班次当班时也不推送：早班 6–14 时，中班 14–22 时，夜班 22–6 时。', save: '保存', saved: '已保存',
  push: '推送到这台手机', pushText: '打开后，每天最多一次，锁屏上只显示“有 3 条新通知”，不显示内容。要点“允许”，浏览器才会推送。', turnOn: '打开推送', turnOff: '关闭推送', isOn: '这台手机已打开推送',
  cannot: '这个浏览器不能推送', cannotText: '在微信、企业微信、钉钉里打开，或没有用 https，就没有推送；苹果手机要先把应用添加到主屏幕。通知照样在应用里，每次送达后更新。',
  denied: '浏览器不允许推送', deniedText: '您以前点过“不允许”。要推送，请在浏览器的网站设置里改成允许，再回到这里。',
  noAddress: '没有拿到推送地址', noAddressText: '国内的安卓手机上常连不上谷歌的推送服务。通知照样在应用里，每次送达后更新。', noAnswer: '没有连上服务器，有网络时再打开推送。',
}

export const en: typeof zh = {
  title: 'Notices', unread: (n: number) => `${n} unread`, none: 'No notices yet', noneText: 'When a record is returned, an appeal answered or a duty falls due, you are told here. It works without a network.',
  allRead: 'Mark all as read', isUnread: 'Unread', choices: 'How I am told', today: 'Today', yesterday: 'Yesterday', comma: ', ', readSays: (n: number) => `${n} read`,
  kinds: {
    record_returned: 'Record returned', amendment_decided: 'Amendment decided', held_decided: 'Held step decided', conflict_waiting: 'A conflict waits', obligation_due: 'Duty due soon or overdue',
    resolution_due: 'Resolution due soon', resolution_returned: 'Resolution sent back', stars_shown: 'Stars published or final', appeal_decided: 'Appeal answered', veto_decided: 'Veto', contest_decided: 'Contest decided', correction_decided: 'Correction answered', excusal_decided: 'Excusal answered', duty_reminded: 'The office reminds you', order_issued: 'New order', order_decided: 'Order decided', order_due: 'Order due soon or overdue', order_overdue: 'Order overdue', project_decided: 'Project decided', project_due: 'Project due soon or overdue', project_offered: 'A project promoted to you', brand_decided: 'Brand decided',
    amendment_waiting: 'An amendment waits', correction_waiting: 'A correction waits', appeal_waiting: 'An appeal waits', held_waiting: 'Held for more than two days', project_waits: 'A project waits for you', brand_waits: 'A brand waits for you', brand_recheck: 'A brand is to be looked at again',
  },
  returned: (record: string, fields: number) => `${record}, ${fields} to correct`,
  amendment: { accepted: 'Your amendment was accepted; the record is changed', rejected: 'Your amendment was not accepted; the reason is in the record' },
  held: { applied: 'The office carried it out for you', discarded: 'The office did not carry it out; the reason stands under delivery' },
  conflict: 'You and someone else changed the same place; tap to decide', obligation: (period: string, kind: string, state: string, day: string) => `${kind}, ${period}: ${state}, due ${day}`,
  resolution: (record: string, day: string) => `A resolution of ${record} is due by ${day}`, resolutionReturned: 'The office asks for it to be carried out or told again',
  stars: (quarter: string, state: string) => `Stars of ${quarter}: ${state}`, starsState: { published: 'published; you may appeal', frozen: 'final' }, starsCorrected: 'corrected afterwards',
  about: (period: string, text: string) => `${period}: ${text}`,
  appeal: { answered: 'the branch did not agree; you may go on to the office', at_office: 'the branch agrees; it is with the office', upheld: 'upheld', dismissed: 'the result stands' },
  veto: { confirmed: 'confirmed, no star this quarter; you may appeal', lifted: 'lifted' }, contest: { upheld: 'the deduction stands', reversed: 'the deduction was reversed' }, correction: { accepted: 'it was corrected', declined: 'it was declined; the reason stands with your request' }, excusal: { granted: 'excused', declined: 'declined; tap to see why', lifted: 'the grant was taken back; the old day counts' }, putOff: (day: string) => `put off until ${day}`, order: { returned: 'returned; the reason stands with the order', closed: 'closed', withdrawn: 'withdrawn: nothing more to report' },
  waits: { amendment: 'Someone asks to change an approved record', correction: 'A member asks for own data to be corrected', appeal: 'it was brought to the office', held: 'A step from a phone lacks a right and has waited for two days' },
  brand: { declared: 'declared, to be reviewed', cultivating: 'accepted, may grow', returned: 'returned; the reason stands with it', reviewed: 'reviewed', named: 'named', promoted: 'promoted', withdrawn: 'the name was withdrawn', recheck_soon: 'to be looked at again', recheck_overdue: 'the day has passed' },
  project: { submit: 'proposed, to be reviewed', ask_acceptance: 'asks for acceptance', return: 'returned; the reason stands with it', approve: 'approved', check: 'was checked', send_back: 'not accepted yet', assess: 'graded', buy_back: 'bought back by the mine', promote: 'promoted', close: 'closed', terminate: 'terminated' }, projectOffered: 'See whether it fits, and answer with a tap',
  groups: { records: 'Records', duties: 'Duties and resolutions', orders: 'Orders', building: 'Building', own: 'Stars and my data', office: 'The office' },
  other: 'Something new', otherText: 'Update the app to see it',
  wanted: 'What to be told of', wantedText: 'What is off is not told any more; the matter itself stays in the app.', digestAt: 'Time of the daily push', digestHint: 'Once a day at most: the new ones you have not read.', quiet: 'Quiet hours', quietFrom: 'Quiet from', quietTo: 'to',
  quietHint: 'Nothing is pushed then, nor while your shift on the roster is at work: early 6-14, middle 14-22, night 22-6.', save: 'Save', saved: 'Saved',
  push: 'Push to this phone', pushText: 'Once a day at most the lock screen says "3 new notices" and nothing of what they say. The browser asks you to allow it.', turnOn: 'Turn push on', turnOff: 'Turn push off', isOn: 'Push is on for this phone',
  cannot: 'This browser cannot be pushed to', cannotText: 'There is no push inside WeChat, WeCom or DingTalk, or without https; an iPhone needs the app on its home screen first. Notices stay in the app and come with each delivery.',
  denied: 'The browser does not allow push', deniedText: 'It was refused before. To have it, allow it in the settings of the browser for this site and come back.',
  noAddress: 'No push address', noAddressText: 'Many Android phones in China cannot reach the push service of their browser. Notices stay in the app and come with each delivery.', noAnswer: 'No connection to the server; turn push on when there is a network.',
}

export const t = catalogue(zh, en)
