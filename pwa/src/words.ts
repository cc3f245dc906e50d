/** Words of the shell, and the words that all parts share: kinds of meeting, states, colours, posts. */
import { catalogue } from './text'

export const zh = {
  product: '领航',
  productLong: '领航 · 党建工作平台',
  noAnswerTitle: '没有连上服务器',
  noAnswerDetail: '服务器没有回应，可能没有网络。',
  noAnswerRemedy: '本机记录都在，有网络时会自动再送。',
  notOurServer: '收到的不是领航服务器的回答，可能被登录网页拦住了。',
  failedTitle: '页面出了问题',
  failedRemedy: '请重试一次；若还不行，请告诉党群工作部。',
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
  attendance: { present: '到会', leave: '请假', absent: '缺席', made_up: '已补课' },
  posts: {
    secretary: '书记', deputy_secretary: '副书记', org_commissioner: '组织委员', publicity_commissioner: '宣传委员',
    discipline_commissioner: '纪检委员', group_leader: '党小组长',
  },
  roles: { office: '党群工作部', committee_leader: '党委领导', assessor: '党建考核员', administrator: '系统管理员' },
}

export const en: typeof zh = {
  product: 'Linghang',
  productLong: 'Linghang · Party work platform',
  noAnswerTitle: 'No connection to the server',
  noAnswerDetail: 'The server did not answer; there may be no network.',
  noAnswerRemedy: 'Everything on this phone is kept and will be sent again when there is a network.',
  notOurServer: 'The answer did not come from the Linghang server; a login page of the network may be in the way.',
  failedTitle: 'Something went wrong on this page',
  failedRemedy: 'Please try again; if it fails again, tell the Party affairs office.',
  kinds: {
    general_meeting: 'General meeting', committee_meeting: 'Committee meeting', group_meeting: 'Group meeting', party_lecture: 'Party lecture',
    theme_day: 'Theme day', org_life_meeting: 'Organisation life meeting', democratic_review: 'Democratic review', heart_talk: 'Heart-to-heart talk',
  },
  colours: { red: 'Overdue', yellow: 'Due soon', green: 'Done', grey: 'Not yet due' },
  states: {
    upcoming: 'Not yet due', warning: 'Due soon', held_unfiled: 'Held, not filed', done: 'Done', overdue_provisional: 'Overdue, unconfirmed',
    overdue: 'Overdue', late: 'Made up late', excused: 'Excused',
  },
  statuses: { draft: 'Draft', submitted: 'In review', returned: 'Returned', approved: 'Approved' },
  attendance: { present: 'Present', leave: 'Leave', absent: 'Absent', made_up: 'Made up' },
  posts: {
    secretary: 'Secretary', deputy_secretary: 'Deputy secretary', org_commissioner: 'Organisation commissioner',
    publicity_commissioner: 'Publicity commissioner', discipline_commissioner: 'Discipline commissioner', group_leader: 'Group leader',
  },
  roles: { office: 'Party affairs office', committee_leader: 'Party committee', assessor: 'Assessor', administrator: 'Administrator' },
}

export const shell = catalogue(zh, en)
