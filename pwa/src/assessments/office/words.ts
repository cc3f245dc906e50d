/** Words of a dry run of the scheme of branch assessment, for the office. */
import { catalogue } from '../../text'

export const zh = {
  try: '试算',
  title: '试算结果',
  text: '只试算，没有改动任何支部的分数和等次。',
  asOf: (when: string) => `数据截至 ${when}`,
  none: '还没有考核过的季度，没有可以试算的数据。',
  counted: (branches: number, moving: number, changing: number) => `共 ${branches} 个支部，等次有变 ${moving} 个，等次或分数有变 ${changing} 个`,
  ruled: (version: number) => `和现行第 ${version} 版相比`,
  band: '等次', before: '现在', after: '按草稿', noBand: '未定等次',
  moreWait: (by: number) => `按草稿多 ${by} 个支部没有总分：考核表里有项目还没人评分`,
  fewerWait: (by: number) => `按草稿少 ${by} 个支部等评分`,
  movers: '变动的支部',
  moversText: (shown: number, all: number) => (shown < all ? `变动最大的 ${shown} 个，共 ${all} 个。点开看原因。` : `共 ${all} 个。点开看原因。`),
  nobody: '没有支部的等次或分数会变。',
  automatic: (points: string) => `自动评分 ${points}`,
  move: (before: string, after: string) => `${before} → ${after}`,
  nothing: '无',
  byLimits: '分数不变，等次的起始分变了。',
  unscored: (items: string) => `${items}：还没有考核员评分，所以没有总分和等次。公布后要请考核员重新打开考核表补评。`,
  why: '变动的条目',
}

export const en: typeof zh = {
  try: 'Dry run',
  title: 'Dry run',
  text: 'Only tried; no points and no bands have changed.',
  asOf: when => `as of ${when}`,
  none: 'No quarter has been assessed yet, so there is nothing to try on.',
  counted: (branches, moving, changing) => `${branches} branches, ${moving} to another band, ${changing} to another band or points`,
  ruled: version => `Compared with version ${version} in force`,
  band: 'Band', before: 'Now', after: 'By the draft', noBand: 'No band',
  moreWait: by => `${by} more branches without a total: an item of the form is not scored`,
  fewerWait: by => `${by} branches fewer wait for scores`,
  movers: 'Branches that move',
  moversText: (shown, all) => (shown < all ? `The ${shown} that move most, of ${all}. Open one to see why.` : `${all} in all. Open one to see why.`),
  nobody: 'No branch would have another band or other points.',
  automatic: points => `automatic ${points}`,
  move: (before, after) => `${before} → ${after}`,
  nothing: 'none',
  byLimits: 'The same points; the band begins elsewhere.',
  unscored: items => `${items}: not scored by any assessor, so there is no total and no band. Once published, assessors have to open their forms again.`,
  why: 'Lines that differ',
}

export const words = catalogue(zh, en)
