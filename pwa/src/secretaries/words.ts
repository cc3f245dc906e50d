/** Words of secretaries that the phone's and the office's pages share, and those of the phone. */
import { catalogue } from '../text'

export const zh = {
  title: '三基四会四强', sub: '对照十一项自查，写事例，提学习需求', intro: '每项选一个词，写一件做过的事。只有您本人、党群工作部和党委领导看得到，不打分、不排名。', notHere: '没有这一项', notSecretary: '这里由党支部书记填写。',
  groups: { basics: '三基', abilities: '四会', strengths: '四强' },
  items: { situation: '基本情况熟悉', knowledge: '基础知识掌握', business: '基本业务精通', speak: '站起来会说', write: '坐下来会写', think: '静下来会思', act: '沉下去会干', party_spirit: '党性强', competence: '能力强', reform: '改革意识强', service: '服务意识强' },
  levels: { learning: '正在提高', able: '能做到', leading: '能带别人' }, sides: { self: '自查', office: '组织意见' },
  states: { asked: '待安排', planned: '已安排', met: '已学完', declined: '暂不安排', withdrawn: '已撤回' }, moves: { ask: '提出', plan: '安排培训', meet: '学完了', decline: '暂不安排', withdraw: '撤回' },
  year: (year: number) => `${year}年`, done: (n: number, all: number) => `${n} / ${all} 项写了事例`, notYet: '还没有写', fields: { level: '做得怎样', example: '一件事例', item: '哪一项', text: '想学什么', say: '说明' }, exampleHint: '什么时候、做了什么、效果怎样，一两句话。', save: '保存', missing: (what: string) => `还没有写${what}`,
  earlier: '往年', office: '组织意见', noOffice: '党群工作部还没有写。', growth: '成长', needs: '学习需求', ask: '提一项学习需求', needHint: '想学什么、为什么，一句话。', training: (what: string) => `安排：${what}`, toCourse: '看这门课', attended: (day: string) => `${day} 已参加`, history: '经过', onPhone: '已存在本机，待送达', refused: '没有被接受', noNeeds: '没有提过。', meetHint: '学了什么，用上了没有。', day: '日期',
}

export const en: typeof zh = {
  title: 'Three, four and four', sub: 'Look at eleven items, give examples, say what to learn', intro: 'Choose a word for each item and write down one thing you did. Only you, the office and the committee\'s leaders see it; there are no marks and no ranks.', notHere: 'There is no such item', notSecretary: 'This is for secretaries of branches.',
  groups: { basics: 'Three basics', abilities: 'Four abilities', strengths: 'Four strengths' },
  items: { situation: 'Knows the branch', knowledge: 'Has the basic knowledge', business: 'Masters the basic work', speak: 'Can speak', write: 'Can write', think: 'Can think', act: 'Can act', party_spirit: 'Party spirit', competence: 'Competence', reform: 'Will to reform', service: 'Will to serve' },
  levels: { learning: 'learning', able: 'able', leading: 'can lead others' }, sides: { self: 'Own view', office: 'The office' },
  states: { asked: 'To be arranged', planned: 'Arranged', met: 'Learnt', declined: 'Not now', withdrawn: 'Taken back' }, moves: { ask: 'Asked', plan: 'Arrange', meet: 'Learnt', decline: 'Not now', withdraw: 'Take back' },
  year: year => String(year), done: (n, all) => `${n} of ${all} have an example`, notYet: 'nothing yet', fields: { level: 'How it goes', example: 'An example', item: 'Item', text: 'What to learn', say: 'Words' }, exampleHint: 'When, what, with what effect, in a sentence or two.', save: 'Keep', missing: what => `Still missing: ${what}`,
  earlier: 'Earlier years', office: 'The office', noOffice: 'Nothing from the office yet.', growth: 'Growth', needs: 'To learn', ask: 'Say what to learn', needHint: 'What and why, in a sentence.', training: what => `Arranged: ${what}`, toCourse: 'See the course', attended: day => `Attended on ${day}`, history: 'History', onPhone: 'On this phone, to be sent', refused: 'Not accepted', noNeeds: 'Nothing yet.', meetHint: 'What you learnt, and whether you used it.', day: 'Day',
}

export const t = catalogue(zh, en)
