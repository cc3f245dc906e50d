/** Words of the search. */
import { catalogue } from '../../text'

export const zh = {
  title: '搜索',
  box: '搜索组织、党员、会议、决议和事实',
  hint: '搜索（按 /）',
  key: '按 / 开始搜索',
  kinds: { organisation: '组织', member: '党员', meeting: '会议记录', resolution: '决议', fact: '事实', order: '督办单', project: '突破项目', brand: '支部品牌', room: '服务中心', studio: '创新工作室', achievement: '创新成果', course: '培训课程', contest: '技能比武', visit: '帮促走访', honour: '荣誉', story: '典型' },
  every: '全部类别',
  kind: '类别',
  organisation: '组织范围',
  allOrganisations: '全矿',
  when: '时间',
  times: { '': '不限时间', quarter: '近三个月', year: '近一年', years: '近三年' },
  more: '看更多',
  allOf: (kind: string) => `全部${kind}`,
  nothing: (typed: string) => `没有找到“${typed}”`,
  nothingText: '换个说法，或放宽范围和时间再试。只找得到您有权查看的内容。',
  short: '请输入姓名、组织里的一个字，或者两个字以上',
  shortText: '姓名可以用拼音或首字母，如 caoming、cm；几个词用空格分开，都出现的才算。',
  waiting: '正在查找…',
  counted: (n: number, more: boolean) => `${n}${more ? '+' : ''} 条`,
  resolutionIn: '决议',
}

export const en: typeof zh = {
  title: 'Search',
  box: 'Search organisations, members, records, resolutions and facts',
  hint: 'Search (/)',
  key: 'Press / to search',
  kinds: { organisation: 'Organisations', member: 'Members', meeting: 'Records', resolution: 'Resolutions', fact: 'Facts', order: 'Orders', project: 'Projects', brand: 'Brands', room: 'Rooms', studio: 'Studios', achievement: 'Achievements', course: 'Courses', contest: 'Contests', visit: 'Visits', honour: 'Honours', story: 'Stories' },
  every: 'Everything',
  kind: 'Kind',
  organisation: 'Within',
  allOrganisations: 'The whole mine',
  when: 'When',
  times: { '': 'Any time', quarter: 'Last three months', year: 'Last year', years: 'Last three years' },
  more: 'Show more',
  allOf: (kind: string) => `All ${kind.toLowerCase()}`,
  nothing: (typed: string) => `Nothing holds “${typed}”`,
  nothingText: 'Try other words, or a wider place and time. Only what you may open is found.',
  short: 'Type one Chinese character of a name, or two characters or more',
  shortText: 'Names are found by pinyin or initials too, such as caoming or cm; of several words all must be there.',
  waiting: 'Searching…',
  counted: (n: number, more: boolean) => `${n}${more ? '+' : ''}`,
  resolutionIn: 'Resolution',
}

export const words = catalogue(zh, en)
