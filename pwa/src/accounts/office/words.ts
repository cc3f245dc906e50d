/** Words of the office's pages of roles and devices. */
import { catalogue } from '../../text'

export const zh = {
  roles: '角色', devices: '设备', waiting: '正在取角色…', rolesLead: '谁有什么角色，从哪天到哪天。支部书记、组长这些职务由花名册定，不在这里。系统管理员由服务器上的命令设。没有人能改自己的角色。',
  table: '角色', columns: { who: '谁', role: '角色', where: '在哪里', time: '时间' }, from: (day: string) => `${day}起`, until: (from: string, to: string) => `${from}起，到 ${to} 前`, standings: { past: '已结束', current: '在任', planned: '将开始' },
  grant: '授予角色', grantTo: (name: string) => `授予角色：${name}`, find: '给谁', role: '角色', place: '在哪里', choosePlace: '请选择', fromOn: '从哪天', toOn: '到哪天前', toHint: '不填就是一直。', granted: '角色已授予', all: '连已结束的也看', only: '只看在任的',
  end: '结束', endOf: (name: string, role: string) => `结束 ${name} 的 ${role}`, ended: '角色已结束', own: '本人', none: '还没有授予过角色',
  devicesWaiting: '正在取设备…', devicesLead: '每人在每台手机、平板上各有一个封存的本机库。手机丢了，在这里挂失。', search: '姓名或账号', state: '状态', anyState: '全部', states: { live: '在用', lost: '浏览器清掉了', revoked: '已挂失' }, deviceColumns: { who: '谁', state: '状态', seen: '本机库最近登录', delivered: '本人最近送达' },
  revoke: '挂失', revokeOf: (name: string) => `挂失 ${name} 的这台设备`, revoked: '已挂失', restore: '撤销挂失', restoreOf: (name: string) => `${name} 的设备找回了`, restored: '挂失已撤销', never: '还没有', more: '再看一些', noDevices: '没有这样的设备', since: (when: string) => `${when} 起`, waitingIn: (n: number) => `当时还有 ${n} 条没送达`,
  revokeText: ['马上：本人在这台手机上退出登录（分不清是哪个登录时，所有登录都退出），服务器不再交出打开这个本机库的钥匙，也不再往这台手机推送。', '没送达的内容：仍封存在那台手机里，别人没有解锁码打不开；它没有到服务器，服务器上也没有副本。', '手机找回来：在这里撤销挂失，本人登录后照样送达，一条不少。', '找不回来：没送达的就没有了，请本人按笔记补记；以前送达的都在。'], restoreText: '本人登录后，这台手机照原来一样用，没送达的内容接着送。',
}

export const en: typeof zh = {
  roles: 'Roles', devices: 'Devices', waiting: 'Fetching the roles…', rolesLead: 'Who holds which role, from when to when. Posts such as secretary come from the roster. Administrators are made on the server. Nobody changes their own.',
  table: 'Roles', columns: { who: 'Who', role: 'Role', where: 'Where', time: 'Time' }, from: day => `from ${day}`, until: (from, to) => `from ${from}, until before ${to}`, standings: { past: 'over', current: 'in force', planned: 'planned' },
  grant: 'Grant a role', grantTo: name => `Grant a role: ${name}`, find: 'To whom', role: 'Role', place: 'Where', choosePlace: 'Choose', fromOn: 'From', toOn: 'Until before', toHint: 'Empty: without an end.', granted: 'Role granted', all: 'Show those that are over too', only: 'Only those in force',
  end: 'End', endOf: (name, role) => `End ${role} of ${name}`, ended: 'Role ended', own: 'own', none: 'No role was granted yet',
  devicesWaiting: 'Fetching the devices…', devicesLead: 'Each person has one sealed store on each phone or tablet. A phone that was lost is revoked here.', search: 'Name or login', state: 'State', anyState: 'All', states: { live: 'in use', lost: 'cleared by the browser', revoked: 'revoked' }, deviceColumns: { who: 'Who', state: 'State', seen: 'Store last signed in', delivered: 'Person last delivered' },
  revoke: 'Revoke', revokeOf: name => `Revoke this device of ${name}`, revoked: 'Revoked', restore: 'Give back', restoreOf: name => `The device of ${name} was found`, restored: 'Given back', never: 'not yet', more: 'Show more', noDevices: 'No such device', since: when => `since ${when}`, waitingIn: n => `${n} were waiting`,
  revokeText: ['At once: the person is signed out on that phone (everywhere, where it is not known which login is the phone’s), the server hands out the key to this store no more, and nothing is pushed to the phone.', 'What was not delivered stays sealed on that phone; without the PIN nobody opens it, and the server has no copy.', 'If it is found: give it back here, and everything is delivered after a login.', 'If it is not: what was not delivered is gone and must be written again; what was delivered is safe.'], restoreText: 'After a login the phone works as before, and what was not delivered is delivered.',
}

export const words = catalogue(zh, en)
