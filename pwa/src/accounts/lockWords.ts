/** Words of the lock and of its pad alone: most starts come to it, and fetch no others. */
import { catalogue } from '../text'

export const zh = {
  enter: '输入解锁码', waiting: (n: number) => `${n} 条只在本机，没有丢`, waitedLong: (days: number) => `已等 ${days} 天，请本人解锁送达或导出`,
  wrong: '解锁码不对。', wait: (s: number) => `输错太多，请 ${s} 秒后再试。`,
  closedTitle: '解锁码已停用', closed: '连续输错太多次。记录都在，联网用密码登录后重设解锁码。',
  forgot: '忘了解锁码', withPassword: '用密码登录', noPin: '没有设解锁码', noPinText: '需要网络：用密码登录后打开。记录都在本机。',
  onlyPin: '服务器上没有这个本机库的钥匙', onlyPinText: '只有解锁码能打开它。想不起来，可以另开一个本机库；旧的仍留在这台手机上，不会删除。',
  anew: '另开一个本机库', others: '换人', othersWaiting: (n: number) => `${n} 条未送达`, else_: '其他人登录',
  typed: (n: number) => `已输入 ${n} 位，共 6 位`, remove: '删除一位', removeOne: '删除', pad: '数字键', opening: '正在打开…',
  byPasskey: '用指纹或面容打开', notOpened: '没有打开。可以再试一次，或输入解锁码。',
}

export const en: typeof zh = {
  enter: 'Enter the PIN', waiting: (n: number) => `${n} on this phone only, none lost`, waitedLong: (days: number) => `Waiting for ${days} days: unlock soon to deliver or export it`,
  wrong: 'This is not the PIN.', wait: (s: number) => `Too many wrong PINs; please try again in ${s} s.`,
  closedTitle: 'The PIN is switched off', closed: 'It was wrong too often. Everything is kept: log in online with your password and set a new PIN.',
  forgot: 'Forgot the PIN', withPassword: 'Log in with the password', noPin: 'No PIN is set', noPinText: 'A network is needed: log in with the password. Everything is kept on this phone.',
  onlyPin: 'The server has no key to this store', onlyPinText: 'Only the PIN opens it. If it is forgotten you can begin a new store; the old one stays on this phone and is not deleted.',
  anew: 'Begin a new store', others: 'Somebody else', othersWaiting: (n: number) => `${n} undelivered`, else_: 'Another person logs in',
  typed: (n: number) => `${n} of 6 digits entered`, remove: 'Remove a digit', removeOne: 'Undo', pad: 'Digits', opening: 'Opening…',
  byPasskey: 'Open by finger or face', notOpened: 'Not opened. Try again, or enter the PIN.',
}

export const t = catalogue(zh, en)
