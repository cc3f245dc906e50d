/** Kinds of facts and their grades in words; grades mean something only beside their kind. */
import { catalogue, wordFor } from './text'

export const zh = {
  kinds: {
    violation: '三违', hazard_found: '排查隐患', dues: '党费交至', discipline: '纪律情况', performance: '岗位业绩', pledge: '承诺评议', task_done: '承担任务',
    achievement: '创新成果', training: '培训', contest: '技能比武', mentor: '师带徒', service: '服务群众', excused_period: '本季度免评',
  },
  grades: {
    violation: { minor: '轻微', general: '一般', serious: '严重' }, discipline: { reminder: '提醒谈话', warning: '警告', serious: '严重警告及以上' },
    pledge: { good: '好', fair: '一般', poor: '差' }, achievement: { mine: '矿级', company: '公司级', province: '省级及以上' },
    training: { attended: '参加', absent: '未参加' }, contest: { first: '第一名', second: '第二名', third: '第三名', other: '参加' },
    mentor: { passed: '出师', running: '在带' }, service: { small: '小事', usual: '一般', outstanding: '突出' },
  },
}

export const en: typeof zh = {
  kinds: {
    violation: 'Safety violation', hazard_found: 'Hazard found', dues: 'Dues paid through', discipline: 'Discipline', performance: 'Performance', pledge: 'Pledge review', task_done: 'Task taken on',
    achievement: 'Innovation', training: 'Training', contest: 'Skill contest', mentor: 'Mentoring', service: 'Service to people', excused_period: 'Excused this quarter',
  },
  grades: {
    violation: { minor: 'Minor', general: 'General', serious: 'Serious' }, discipline: { reminder: 'Reminder', warning: 'Warning', serious: 'Serious warning or more' },
    pledge: { good: 'Good', fair: 'Fair', poor: 'Poor' }, achievement: { mine: 'Mine', company: 'Company', province: 'Province or above' },
    training: { attended: 'Attended', absent: 'Not there' }, contest: { first: 'First', second: 'Second', third: 'Third', other: 'Took part' },
    mentor: { passed: 'Passed', running: 'Running' }, service: { small: 'Small', usual: 'Usual', outstanding: 'Outstanding' },
  },
}

export const factWords = catalogue(zh, en)

/** 'serious' of 三违 is not that of discipline. */
export const gradeText = (kind: string, grade: string): string => (grade ? wordFor((factWords.grades as Record<string, object>)[kind] ?? {}, grade) : '')
