/** Words of bots of chat groups. */
import { catalogue } from '../text'

export const zh = {
  title: '群机器人', waiting: '正在取群机器人…', lead: '在企业微信或钉钉的群里添加一个机器人，把它的地址登记在这里。它每天最多在群里说一次有几条没看过的通知，只有条数和网址，没有姓名和事情。当班时、免打扰时不说。',
  add: '登记群机器人', own: '我的群机器人', none: '还没有登记群机器人', kinds: { wecom: '企业微信', dingtalk: '钉钉' }, owners: { person: '我自己的通知', branch: '支部的通知', office: '党群工作部的通知' }, ofBranch: (name: string) => `${name}的通知`,
  name: '叫什么', nameHint: '如“支委群”', kind: '哪一家的群', owner: '说谁的通知', branch: '哪个支部', address: '机器人的地址（Webhook）', addressHint: '在群机器人的设置里整条复制。登记后不再显示，也不进日志和变更记录。', addressKept: '不改就空着', secret: '加签密钥', secretHint: '钉钉机器人的安全设置选“加签”时才有；选“自定义关键词”请填“领航”。', secretKept: '已设置；不改就空着',
  digestAt: '每天几点', quietFrom: '免打扰从', quietTo: '到', change: '改', changeOf: (name: string) => `改 ${name}`, save: '保存', saved: '已保存', remove: '删去', removeOf: (name: string) => `删去 ${name}`, removed: '已删去', off: '停用', on: '启用', isOff: '已停用', cancel: '取消',
  tryIt: '发一条试试', tryOf: (name: string) => `往 ${name} 发一条试试`, tried: '发出去了，请到群里看', at: (clock: string, from: string, to: string) => `每天 ${clock}，免打扰 ${from}–${to}`, host: (host: string) => `发往 ${host}`, hosts: (names: string) => `只发往 ${names}。`,
  states: { waiting: '等着发', sending: '正在发', sent: '已发', refused: '没有收', unsure: '不知道到没到', given_up: '没有发成' },
  codes: { gone: '机器人已从群里移除，或地址不对：请重新登记', security: '机器人的安全设置不让发：关键词请填“领航”，或核对加签密钥', limited: '对方说发得太多，过一会儿再发', busy: '对方正忙，过一会儿再发', unreachable: '连不上对方的服务器', unsure: '没有等到回答，可能已经到了；免得群里收两遍，不再发' },
  last: (day: string, fresh: number, state: string) => `${day} ${state}，${fresh} 条`, never: '还没有发过', heed: '群机器人没有发成',
}

export const en: typeof zh = {
  title: 'Group bots', waiting: 'Fetching the bots…', lead: 'Add a bot to a group of WeCom or DingTalk and register its address here. Once a day at most it says in the group how many notices wait: a number and a link, no names, no matters. It is silent during shifts and quiet hours.',
  add: 'Register a bot', own: 'My group bots', none: 'No bots yet', kinds: { wecom: 'WeCom', dingtalk: 'DingTalk' }, owners: { person: 'My own notices', branch: 'Notices of a branch', office: 'Notices of the office' }, ofBranch: name => `Notices of ${name}`,
  name: 'Name', nameHint: 'Such as "committee"', kind: 'Which service', owner: 'Whose notices', branch: 'Which branch', address: 'Address of the bot (webhook)', addressHint: 'Copy it whole from the bot\'s settings. It is never shown again and is in no log.', addressKept: 'Empty: as before', secret: 'Secret for signing', secretHint: 'Only where a DingTalk bot is set to sign; with a keyword use the product\'s name in Chinese.', secretKept: 'Set; empty: as before',
  digestAt: 'Each day at', quietFrom: 'Quiet from', quietTo: 'to', change: 'Change', changeOf: name => `Change ${name}`, save: 'Save', saved: 'Saved', remove: 'Remove', removeOf: name => `Remove ${name}`, removed: 'Removed', off: 'Switch off', on: 'Switch on', isOff: 'off', cancel: 'Cancel',
  tryIt: 'Send a trial', tryOf: name => `Send a trial to ${name}`, tried: 'Sent; look into the group', at: (clock, from, to) => `each day at ${clock}, quiet ${from}-${to}`, host: host => `to ${host}`, hosts: names => `Only to ${names}.`,
  states: { waiting: 'waiting', sending: 'sending', sent: 'sent', refused: 'refused', unsure: 'unsure', given_up: 'given up' },
  codes: { gone: 'the bot was removed or its address is wrong: register it again', security: 'the bot\'s security refuses: use the product\'s Chinese name as keyword, or check the secret', limited: 'too many messages; again later', busy: 'the service is busy; again later', unreachable: 'the service cannot be reached', unsure: 'no answer came; it may have arrived, so it is not sent twice' },
  last: (day, fresh, state) => `${day}: ${state}, ${fresh}`, never: 'nothing sent yet', heed: 'A group bot failed',
}

export const words = catalogue(zh, en)
