/** Words of studios and achievements, for the branch and for those who took part. */
import { catalogue } from '../text'

export const zh = {
  title: '创新工作室和成果', placeSub: '今年的目标，填写和申报成果', achievements: '创新成果', one: '创新成果', write: '填写成果', add: '填一项成果', none: '还没有创新成果', noneText: '在这里填写、申报，没有网络也能填。', notHere: '没有找到这项成果', notHereText: '连上网后再看。',
  noBranch: '通过后，完成人在这里看到自己的成果。', states: { draft: '草稿', submitted: '待审', returned: '被退回', approved: '已通过', withdrawn: '已撤销' }, acts: { submit: '申报', withdraw: '撤回', approve: '通过', return: '退回', revoke: '撤销' },
  year: (year: number) => `${year}年目标`, goal: (done: number, target: number) => `${done} / ${target}`, reached: '已完成', short: (n: number) => `还差 ${n}`, lead: '负责人', people: (n: number) => `${n} 人`, noGoals: '今年的目标还没有推算出来，连上网后再看。', bringsYear: (text: string) => `今年通过的成果年创效${text}`,
  fields: { title: '名称', kind: '类型', level: '申报级别', done_on: '完成日期', studio: '工作室', story: '做法和成效', measure: '衡量什么', before: '改进前', after: '改进后', unit: '单位', yuan: '年创效（万元）', benefit: '创效方式', yuan_basis: '测算依据', people: '完成人', text: '说明' },
  hints: { title: '例如：风流干燥法处理截割电机进水', story: '原来什么问题，怎样做的，效果怎样。', measure: '例如：截割电机进水的影响时间', before: '可以写“10多”', yuan: '没有就留空；约数也可以', yuan_basis: '怎么算出来的', people: '比例合计要是 100%' },
  noStudio: '不属于工作室', choose: '请选择', needed: '要填', effect: '改进前后', gain: '创效', benefits: { direct: '直接创效', indirect: '间接创效' }, person: (n: number) => `完成人 ${n}`, share: '占比（%）', addPerson: '加一名完成人', removePerson: (name: string) => `去掉${name}`, even: '平均分', total: (n: number) => `合计 ${n}%`,
  photos: '佐证照片', photosHint: (n: number) => `可不附，最多 ${n} 张，会自动缩小并去掉拍摄地点。`, photosLeft: (n: number) => `最多 ${n} 张，多选的没有加进来。`,
  save: '保存草稿', submit: '申报', mend: '修改', again: '再申报', withdraw: '撤回', withdrawText: '撤回后不能再申报；要重新申报请另填一项。', cancel: '取消', draftKept: (when: string) => `已在本机记下，${when}`, lacks: (what: string) => `还差：${what}`, removing: { remove: '不要了', removeSure: '写的和照片会从本机删除。', keep: '留着' }, onPhone: '已存在本机，待送达', refused: '没有被接受', whyReturned: (why: string) => `退回：${why}`,
  history: '经过', counts: (day: string) => `${day}认定，从这一天起计入评星“创新创效”。`, toStars: '看我的评星', changed: (before: string, after: string) => `由${before}变为${after}`, perYear: (yuan: string) => `${yuan}/年`, wan: (n: string) => `${n}万元`, plain: (n: string) => `${n}元`, share1: (share: number) => `占 ${share}%`,
  conflict: '两个人改了同一项，用哪一个？', kept: '现在的', other: '另一个', useThis: '用这个', by1: (who: string, when: string) => `${who} ${when}`, someone: '有人',
  faults: { kind: '类型', level: '级别', done_on: '完成日期（不晚于今天）', people: '完成人比例合计 100%', twice: '同一人只写一次', effect: '衡量什么、改进前、改进后、单位要一起写，前后写数', benefit: '创效方式', yuan_basis: '测算依据', yuan: '年创效写数' },
}

export const en: typeof zh = {
  title: 'Studios and achievements', placeSub: 'Targets of the year; write and file achievements', achievements: 'Achievements', one: 'Achievement', write: 'Write an achievement', add: 'Add an achievement', none: 'No achievements yet', noneText: 'Write and file them here, without a network too.', notHere: 'This achievement was not found', notHereText: 'Look again with a network.',
  noBranch: 'Once recognised, those who took part see theirs here.', states: { draft: 'Draft', submitted: 'In review', returned: 'Returned', approved: 'Recognised', withdrawn: 'Withdrawn' }, acts: { submit: 'Filed', withdraw: 'Withdrawn', approve: 'Recognised', return: 'Returned', revoke: 'Revoked' },
  year: year => `Targets of ${year}`, goal: (done, target) => `${done} / ${target}`, reached: 'Reached', short: n => `${n} to go`, lead: 'Lead', people: n => `${n} people`, noGoals: 'How far the year is has not been drawn yet; look again with a network.', bringsYear: text => `Recognised this year: ${text} a year`,
  fields: { title: 'Name', kind: 'Kind', level: 'Level applied for', done_on: 'Completed on', studio: 'Studio', story: 'What was done, what came of it', measure: 'What was measured', before: 'Before', after: 'After', unit: 'Unit', yuan: 'Gain a year (10,000 yuan)', benefit: 'How it gains', yuan_basis: 'How it was computed', people: 'People', text: 'Words' },
  hints: { title: 'For example: drying cutter motors with an air flow', story: 'A few sentences: the problem, what was done, what came of it.', measure: 'For example: hours lost to water in the motor', before: 'A number, about is fine', yuan: 'Leave it empty if there is none; about is fine', yuan_basis: 'How it follows', people: 'Shares must sum to 100 %' },
  noStudio: 'No studio', choose: 'Please choose', needed: 'needed', effect: 'Before and after', gain: 'Gain', benefits: { direct: 'Directly', indirect: 'Indirectly' }, person: n => `Person ${n}`, share: 'Share (%)', addPerson: 'Add a person', removePerson: name => `Remove ${name}`, even: 'Share evenly', total: n => `Together ${n} %`,
  photos: 'Photos that show it', photosHint: n => `Optional, up to ${n}; they are made smaller and lose the place they were taken at.`, photosLeft: n => `At most ${n}; the rest was not added.`,
  save: 'Save as draft', submit: 'File', mend: 'Change', again: 'Mend and file', withdraw: 'Withdraw', withdrawText: 'It cannot be filed again; write another.', cancel: 'Cancel', draftKept: when => `Kept on this phone, ${when}`, lacks: what => `Still lacks: ${what}`, removing: { remove: 'Discard', removeSure: 'Words and photos are deleted from this phone.', keep: 'Keep' }, onPhone: 'On this phone, not yet delivered', refused: 'Not accepted', whyReturned: why => `Returned: ${why}`,
  history: 'History', counts: day => `Recognised on ${day}; counts for the stars from that day.`, toStars: 'My stars', changed: (before, after) => `from ${before} to ${after}`, perYear: yuan => `${yuan} a year`, wan: n => `${n} × 10,000 yuan`, plain: n => `${n} yuan`, share1: share => `${share} %`,
  conflict: 'Two people changed this. Which one?', kept: 'Now', other: 'The other', useThis: 'Use this', by1: (who, when) => `${who} ${when}`, someone: 'someone',
  faults: { kind: 'Kind', level: 'Level', done_on: 'Day of completion, not ahead of today', people: 'shares that sum to 100 %', twice: 'each person once', effect: 'measure, before, after and unit together, numbers before and after', benefit: 'how it gains', yuan_basis: 'how it was computed', yuan: 'the gain as a number' },
}

export const t = catalogue(zh, en)
