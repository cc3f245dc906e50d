/** Words of the office's pages of studios and achievements. */
import { en as enFacts, zh as zhFacts } from '../../factWords'
import { catalogue } from '../../text'

export const zh = {
  short: '创新工作室', achievements: '创新成果', importing: '导入成果', settings: '目标和类型', tabs: '创新工作室各页', toDecide: (n: number) => `${n} 项成果待审定`, waiting: '正在取…', more: '再看一些', none: '没有这样的成果', noneText: '换一个条件看看。', asOf: (when: string) => `截至 ${when}`, dataUpTo: (when: string) => `数据到 ${when}`,
  lists: { '': '全部', submitted: '待审定', approved: '已通过', returned: '被退回', withdrawn: '已撤销' }, list: '哪一类', kind: '类型', anyKind: '各类型', year: '年度', anyYear: '各年度', columns: { title: '成果', branch: '党支部', people: '完成人', effect: '效果', state: '状态' }, share: (n: number) => `${n}%`,
  effect: '效果', basis: '测算依据', level: '认定级别', doneOn: '完成日期', studio: '工作室', recognised: '认定日期', people: '完成人', filed: '申报', story: '做法和成效', photos: '佐证照片', noPhotos: '没有附照片。', history: '经过', own: '您是这项成果的完成人，请由党群工作部的其他同志审定。', acts: { approve: '通过', return: '退回', revoke: '撤销', submit: '申报', withdraw: '撤回' },
  text: '写给支部的话', textHint: '退回、撤销要写明理由。', phrases: ['请补充改进前后的数据', '请写明创效是怎么算的', '请附照片', '完成人比例请核实'], counts: '通过后，从今天起计入完成人的评星“创新创效”，并计入工作室完成年度的目标。', approveAt: '按哪一级认定',
  studios: '工作室', addStudio: '新建工作室', noStudios: '还没有工作室', noStudiosText: '新建一个，写上名称、所属组织和成员。', lead: (name: string) => `负责人 ${name}`, members: (n: number) => `${n} 人`, closed: '已撤销', goal: (done: number, target: number) => `${done} / ${target}`, usual: '默认', yuan: (text: string) => `年创效 ${text}`, notDrawn: '还没有推算',
  name: '名称', org: '所属组织', place: '地点', field: '方向', motto: '一句话', foundedOn: '成立日期', closedOn: '撤销日期', closedHint: '没有撤销就留空', stays: '成员', findMember: '加成员：姓名、拼音或工号', from: '加入', to: '退出', leads: '负责人', remove: (name: string) => `去掉${name}`, save: '保存', saved: '已保存', edit: '修改', cancel: '取消', targets: (year: number) => `${year}年目标`, target: '目标数', keepTargets: '保存目标',
  records: '计入的记录', noRecords: '还没有', report: '季度报告', reportTitle: (studio: string, quarter: string) => `${studio} ${quarter}工作报告`, print: '打印', earlier: '上一季', later: '下一季', doneIn: '一、本季度完成并通过的成果', noDone: '本季度没有完成并通过的成果。', underWay: '二、正在审定的', noUnderWay: '没有正在审定的成果。', yearIn: (year: number) => `三、${year}年目标完成情况`, peopleNow: '四、成员', sum: (n: number, yuan: string) => `共 ${n} 项，年创效合计 ${yuan}。`,
  importText: '已经认定的成果可以从 Excel 导入，直接记为“已通过”，计入完成人的评星和工作室目标。', choices: '一年的目标和成果类型', choicesText: '理论成果 1 项、技术创新 4 项、比武前三名 1 人，来源只说是运转工区工作室的目标。作为全矿默认值，请确认或改正。', addKind: '加一类成果', usualTarget: '默认目标', contest: '从技能比武名次自动计入', wan: (n: string) => `${n}万元`, plain: (n: string) => `${n}元`, exportName: '创新成果',
}

export const en: typeof zh = {
  short: 'Studios', achievements: 'Achievements', importing: 'Import', settings: 'Targets and kinds', tabs: 'Pages of studios', toDecide: n => `${n} achievements to decide`, waiting: 'Fetching…', more: 'Show more', none: 'No such achievements', noneText: 'Choose otherwise.', asOf: when => `As of ${when}`, dataUpTo: when => `data up to ${when}`,
  lists: { '': 'All', submitted: 'To decide', approved: 'Recognised', returned: 'Returned', withdrawn: 'Withdrawn' }, list: 'Which', kind: 'Kind', anyKind: 'Any kind', year: 'Year', anyYear: 'Any year', columns: { title: 'Achievement', branch: 'Branch', people: 'People', effect: 'Effect', state: 'State' }, share: n => `${n} %`,
  effect: 'Effect', basis: 'Computed', level: 'Level', doneOn: 'Completed on', studio: 'Studio', recognised: 'Recognised on', people: 'People', filed: 'Filed', story: 'What was done', photos: 'Photos', noPhotos: 'No photos.', history: 'History', own: 'You have a share in it; someone else of the office decides.', acts: { approve: 'Recognise', return: 'Return', revoke: 'Revoke', submit: 'Filed', withdraw: 'Withdrawn' },
  text: 'Words to the branch', textHint: 'Needed to return or revoke.', phrases: ['Please add figures before and after', 'Please say how the gain was computed', 'Please add photos', 'Please check the shares'], counts: 'Once recognised it counts for the stars of its people from today, and for the studio in the year it was completed.', approveAt: 'Recognise at level',
  studios: 'Studios', addStudio: 'New studio', noStudios: 'No studios yet', noStudiosText: 'Make one with its name, organisation and people.', lead: name => `led by ${name}`, members: n => `${n} people`, closed: 'closed', goal: (done, target) => `${done} / ${target}`, usual: 'usual', yuan: text => `${text} a year`, notDrawn: 'not drawn yet',
  name: 'Name', org: 'Organisation', place: 'Place', field: 'Field', motto: 'In a sentence', foundedOn: 'Founded on', closedOn: 'Closed on', closedHint: 'Empty while it is open', stays: 'People', findMember: 'Add: name, initials or number', from: 'From', to: 'Until', leads: 'Leads', remove: name => `Remove ${name}`, save: 'Save', saved: 'Saved', edit: 'Change', cancel: 'Cancel', targets: year => `Targets of ${year}`, target: 'Target', keepTargets: 'Save targets',
  records: 'What counts', noRecords: 'Nothing yet', report: 'Quarterly report', reportTitle: (studio, quarter) => `${studio}, report of ${quarter}`, print: 'Print', earlier: 'Quarter before', later: 'Next quarter', doneIn: '1. Completed and recognised', noDone: 'Nothing completed this quarter was recognised.', underWay: '2. Under review', noUnderWay: 'Nothing is under review.', yearIn: year => `3. Targets of ${year}`, peopleNow: '4. People', sum: (n, yuan) => `${n} in all, together ${yuan} a year.`,
  importText: 'Achievements that were recognised before are imported from Excel as recognised; they count for stars and studios.', choices: 'A year\'s targets and kinds of achievements', choicesText: 'One theory result, four technical ones, one contestant among the first three: the source tells it of one studio. As the usual numbers please confirm or mend them.', addKind: 'Add a kind', usualTarget: 'Usual target', contest: 'Counted from ranks of contests', wan: n => `${n} × 10,000 yuan`, plain: n => `${n} yuan`, exportName: 'Achievements',
}

export const words = catalogue(zh, en)

const inLedger = {
  zh: { title: '创新成果', counts: { approved: (n: number) => `通过 ${n} 项`, wan_yuan: (n: number) => `年创效 ${n} 万元`, waiting: (n: number) => `待审定 ${n} 项` } },
  en: { title: 'Achievements', counts: { approved: (n: number) => `${n} recognised`, wan_yuan: (n: number) => `${n} × 10,000 yuan a year`, waiting: (n: number) => `${n} to decide` } },
}

/** What the ledger says of achievements; levels are said as everywhere. */
export const ledgerWords = catalogue({ ...inLedger.zh, standings: zhFacts.grades.achievement }, { ...inLedger.en, standings: enFacts.grades.achievement })
