/** Words of the box beside the burden. */
import { catalogue } from './text'

export const zh = {
  title: (quarter: string) => `意见箱 ${quarter}`, open: '打开意见箱', came: '本季度收到', answered: '其中已答复', waiting: '现在等答复', days: '多久答复（中位数）', countOf: (n: number) => `${n} 条`, daysOf: (days: number) => `${days} 天`, none: '—',
}

export const en: typeof zh = {
  title: (quarter: string) => `Opinions, ${quarter}`, open: 'Open the box', came: 'Came this quarter', answered: 'Answered of these', waiting: 'Waiting now', days: 'Days until an answer (median)', countOf: (n: number) => String(n), daysOf: (days: number) => `${days} d`, none: '—',
}

export const words = catalogue(zh, en)
