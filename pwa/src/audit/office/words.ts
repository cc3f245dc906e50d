/** Words of the list of changes. */
import { catalogue } from '../../text'

export const zh = {
  title: '变更记录', waiting: '正在取变更记录…', lead: '谁在什么时候改了哪项设置或权限，改前改后和原因。只增不改；地址、密钥这类只记设过，不记内容。',
  matter: '事项', anyMatter: '全部事项', who: '谁', anyone: '所有人', from: '从', to: '到', columns: { when: '时间', who: '谁', what: '改了什么', changes: '改动', reason: '原因' },
  shell: '服务器命令行', hidden: '（只有党群工作部能看）', noReason: '没有写', none: '没有这样的变更', nothing: '无', more: '再看一些', change: (field: string, before: string, after: string) => `${field}：${before} → ${after}`,
  matters: { template: '任务模板', workday: '工作日历', choice: '字典', order_template: '督办模板', paper_template: '文书模板', phrase: '退回常用语', room: '服务中心', scheme: '办法', role: '角色', account: '账号', device: '设备', bot: '群机器人', token: '接口令牌' },
  fields: {
    role: '角色', org: '组织', from_on: '起', to_on: '止', title: '名称', period: '周期', applies_to: '适用于', condition: '条件', warn_days: '提前几天变黄', visits: '每月至少走访几次', grace_workdays: '宽限工作日', weight_tenths: '扣分权重（十分之一）', version: '版本',
    holidays: '放假', workdays: '周末上班', every: '多久一次', is_confirmed: '已确认', is_off: '已停用', kind: '种类', content: '内容', due_days: '几天内', cadence: '频次', state: '状态', people: '人数', scopes: '权限', address: '地址', secret: '密钥', digest_at: '每天几点', quiet_from: '免打扰从', quiet_to: '免打扰到', sessions: '登录', phrases: '常用语', place: '次序', target: '目标', name: '名称', capacity: '容纳人数', equipment: '设备', note: '说明', opens: '开门（分钟）', closes: '关门（分钟）', ahead_days: '提前几天可约', cancel_hours: '提前几小时可退', days: '期限（天）', chosen: '使用的模板',
  },
}

export const en: typeof zh = {
  title: 'Changes', waiting: 'Fetching the changes…', lead: 'Who changed which setting or right, when, from what to what, and why. Nothing is ever taken out; of addresses and secrets only that they were set.',
  matter: 'Matter', anyMatter: 'All matters', who: 'Who', anyone: 'Everyone', from: 'From', to: 'To', columns: { when: 'When', who: 'Who', what: 'What', changes: 'Change', reason: 'Reason' },
  shell: 'command line', hidden: '(for the office alone)', noReason: 'none given', none: 'No such changes', nothing: 'none', more: 'Show more', change: (field, before, after) => `${field}: ${before} → ${after}`,
  matters: { template: 'Obligations', workday: 'Working days', choice: 'Dictionaries', order_template: 'Templates of orders', paper_template: 'Templates of papers', phrase: 'Phrases for returns', room: 'Rooms', scheme: 'Schemes', role: 'Roles', account: 'Accounts', device: 'Devices', bot: 'Group bots', token: 'Tokens' },
  fields: {
    role: 'role', org: 'organisation', from_on: 'from', to_on: 'to', title: 'name', period: 'period', applies_to: 'applies to', condition: 'condition', warn_days: 'days of yellow', visits: 'visits a month at least', grace_workdays: 'days of grace', weight_tenths: 'weight in tenths', version: 'version',
    holidays: 'days off', workdays: 'weekends at work', every: 'how often', is_confirmed: 'confirmed', is_off: 'off', kind: 'kind', content: 'content', due_days: 'within days', cadence: 'cadence', state: 'state', people: 'people', scopes: 'scopes', address: 'address', secret: 'secret', digest_at: 'time', quiet_from: 'quiet from', quiet_to: 'quiet to', sessions: 'sessions', phrases: 'phrases', place: 'order', target: 'target', name: 'name', capacity: 'capacity', equipment: 'equipment', note: 'note', opens: 'opens (minutes)', closes: 'closes (minutes)', ahead_days: 'days ahead', cancel_hours: 'hours before', days: 'days', chosen: 'template in use',
  },
}

export const words = catalogue(zh, en)
