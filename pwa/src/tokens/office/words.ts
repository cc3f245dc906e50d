/** Words of the page of tokens. */
import { catalogue } from '../../text'

export const zh = {
  title: '接口令牌', waiting: '正在取令牌…', lead: (n: number) => `别的系统凭令牌只读本系统，每个令牌每分钟最多读 ${n} 次，多了要等。令牌只在发放时显示一次，服务器上只留它的指纹。每次读取记在导出记录里。`,
  columns: { name: '给哪个系统', scopes: '能读什么', state: '状态', used: '最近读取', asked: '这一分钟', until: '到期' }, states: { live: '可用', expired: '已过期', revoked: '已撤销' }, never: '还没有', none: '还没有发过令牌', noneText: '需要把数据给别的系统时，在这里发放。',
  revoke: '撤销', revokeOf: (name: string) => `撤销令牌：${name}`, revokeText: '马上不能再读，不能恢复；以后要用请重新发放。', revoked: '令牌已撤销', times: (n: number, most: number) => `${n} / ${most}`, made: (when: string) => `${when} 发放`, make: '发放令牌', nameHint: '如：集团党建平台', term: '期限', days: (n: number) => `${n} 天`, madeTitle: (until: string) => `令牌已发放，${until}到期`, onceText: '只显示这一次，请马上交给那个系统的管理人，不要发到群里。丢了就撤销再发。', copy: '复制', copied: '令牌已复制', putAway: '已交出，收起',
}

export const en: typeof zh = {
  title: 'Tokens', waiting: 'Fetching the tokens…', lead: n => `Other systems read by token, each ${n} times a minute at most. A token is shown once, when it is made; the server keeps its hash alone. Each reading is kept among the exports.`,
  columns: { name: 'For which system', scopes: 'May read', state: 'State', used: 'Last read', asked: 'This minute', until: 'Expires' }, states: { live: 'live', expired: 'expired', revoked: 'revoked' }, never: 'not yet', none: 'No tokens yet', noneText: 'Make one here when another system is to read.',
  revoke: 'Revoke', revokeOf: name => `Revoke ${name}`, revokeText: 'It opens nothing from now on and does not come back; make a new one when it is needed.', revoked: 'Token revoked', times: (n, most) => `${n} / ${most}`, made: when => `made ${when}`, make: 'Make a token', nameHint: 'Such as the group’s platform', term: 'Term', days: n => `${n} days`, madeTitle: until => `The token is made; it expires ${until}`, onceText: 'It is shown this once. Hand it to whoever keeps that system, and not through a chat. If it is lost, revoke it and make another.', copy: 'Copy', copied: 'Token copied', putAway: 'Handed over, put away',
}

export const words = catalogue(zh, en)
