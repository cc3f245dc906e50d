/** Words of the shell, and the words that all parts share: kinds of meeting, states, colours, posts. */
import { lateCatalogue } from './text'

export const zh = {
  product: '领航',
  noAnswerTitle: '没有连上服务器',
  noAnswerDetail: '服务器没有回应，可能没有网络。',
  noAnswerRemedy: '本机记录都在，有网络时会自动再送。',
  notOurServer: '收到的不是领航服务器的回答，可能被登录网页拦住了。',
  failedTitle: '页面出了问题',
  failedRemedy: '请重试一次；若还不行，请告诉党群工作部。',
  loading: '正在打开…',
  again: '再试一次',
  yes: '是',
  noPage: '没有这个页面',
  noRights: '您目前的职务不能打开这个页面。',
  toStart: '回到今日',
  officeOffline: '没有连上服务器',
  officeOfflineText: '机关页面需要网络。请检查网络后再试。',
  lock: '上锁',
  notSaved: { title: '没有存下来', full: '手机空间不足。请清理手机空间后再点一次；已存的记录不受影响。' },
  tabs: { label: '主导航', today: '今日', meetings: '会议', stars: '评星', me: '我的' },
  notices: '通知', unread: (n: number) => `${n} 条未读`,
  update: { ready: '新版本已就绪，草稿都已保存。', take: '更新' },
  door: { text: '这个窗口没有网络时打不开，下井前请换到浏览器。', chat: '清理聊天缓存会连这里的记录一起清掉，下井前请换到浏览器。', way: '怎么换' },
  noStorage: {
    title: '这个浏览器不能在本机保存记录',
    text: '请换用系统自带浏览器打开（不要用无痕模式，也不要在聊天软件里打开），否则没有网络时记录会丢失。',
  },
  delivery: {
    title: '送达情况',
    login: '请登录', sending: '正在送达', offline: '离线可用', all: '已送达', never: '尚未连过服务器',
    waiting: (n: number) => `未送达 ${n}`,
    files: (n: number) => `照片待送 ${n}`,
    filesOnly: (n: number) => `${n} 份照片或扫描件还没有送完`,
    onPhoneOnly: (n: number) => `${n} 条只在本机`,
    allLong: '全部已送达服务器',
    oldest: (age: string) => `最早的一条是${age}存的`,
    lastDelivered: (when: string) => `上次送达 ${when}`,
    noneDelivered: '本机还没有送达过记录',
    lastAnswer: (when: string) => `上次连通 ${when}`,
    asOf: (when: string) => `截至 ${when}`,
    neverAnswered: '还没有从服务器取得数据',
    justNow: '刚刚', minutes: (n: number) => `${n} 分钟前`, hours: (n: number) => `${n} 小时前`, days: (n: number) => `${n} 天前`,
    sendNow: '立即送达', fetchNow: '立即更新', loginNow: '登录后送达',
    troubleLogin: '登录已失效。记录都在本机，登录后自动送达。',
    troubleBusy: '服务器正忙，过一会儿自动再送。',
    troubleRefused: (detail: string) => `服务器没有接受：${detail}`,
    troubleStorage: '本机存储空间不足，请清理手机空间；已存的记录不受影响。',
    troubleNoAnswer: '没有连上服务器。有网络时自动送达，也可以点下面的按钮。',
    notKept: '浏览器没有承诺长期保存，请尽快送达。', kept: '本机存储：浏览器承诺保留', mayGo: '本机存储：浏览器没有承诺保留', installed: '已装到桌面', notInstalled: '还没装到桌面', takeOut: '导出未送达的',
    away: (days: number) => `已有 ${days} 天没有连上服务器，本机的内容还没送达。`, awayHelp: '怎么办', ready: '下井前检查',
  },
  kinds: {
    general_meeting: '支部党员大会', committee_meeting: '支部委员会', group_meeting: '党小组会', party_lecture: '党课',
    theme_day: '主题党日', org_life_meeting: '组织生活会', democratic_review: '民主评议党员', heart_talk: '谈心谈话',
  },
  colours: { red: '逾期', yellow: '临期', green: '完成', grey: '未到期' },
  states: {
    upcoming: '未到期', warning: '临期', held_unfiled: '已开未报', done: '完成', overdue_provisional: '逾期待核',
    overdue: '逾期', late: '已补', excused: '已免',
  },
  statuses: { draft: '草稿', submitted: '待审', returned: '被退回', approved: '已通过' },
  attendance: { present: '到会', leave: '请假', absent: '缺席', made_up: '已补课', excluded: '不在册' },
  posts: {
    secretary: '书记', deputy_secretary: '副书记', org_commissioner: '组织委员', publicity_commissioner: '宣传委员',
    discipline_commissioner: '纪检委员', group_leader: '党小组长',
  },
  roles: { office: '党群工作部', committee_leader: '党委领导', assessor: '党建考核员', administrator: '系统管理员' },
}

export const shell = lateCatalogue(zh, () => import('./words.en'))

export { wordFor } from './text'
