/** Words of visits that the home page shares with the pages of guides. */
import { catalogue } from './text'

export const zh = {
  title: '走访联系', places: (n: number) => `${n} 个联系点`,
  standings: { covered: '本月已走访', open: '本月待走访', warning: '月底前要走访', missed: '没有走访', free: '本月不计' },
}

export const en: typeof zh = {
  title: 'Visits', places: n => (n === 1 ? '1 organisation' : `${n} organisations`),
  standings: { covered: 'Visited this month', open: 'To be visited', warning: 'Due before the month ends', missed: 'Not visited', free: 'Not due this month' },
}

export const visitWords = catalogue(zh, en)
