/** Words for a store that the browser cleared. */
import { catalogue } from '../text'

export const zh = {
  title: '浏览器清掉了本机记录', ok: '知道了',
  clean: '据最后所知都已送达，没有丢失。登录后会重新取回。',
  lost: (n: number) => `其中有 ${n} 条没有送达，已找不回来。请本人登录后核对、补记；登录时会告诉服务器。`,
  advice: '请把领航添加到桌面，并在有信号时尽快送达。',
}

export const en: typeof zh = {
  title: 'The browser cleared records of this phone', ok: 'I have read it',
  clean: 'As last known everything was delivered and nothing is lost. It is fetched again after you log in.',
  lost: (n: number) => `${n} of them were not delivered and cannot be brought back. Please log in, check and enter them again; the server is told when you log in.`,
  advice: 'Please add Linghang to the home screen, and deliver soon where there is a network.',
}

export const t = catalogue(zh, en)
