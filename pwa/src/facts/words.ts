/** Words of facts, on the phone and at the office. */
import { catalogue } from '../text'
import { en as factsEn, zh as factsZh } from '../factWords'

export const zh = {
  ...factsZh,
  title: '事实台账', own: '关于我的事实', correct: '写错了，申请更正', ownSub: '谁在什么时候录入的、为什么，都在这里',
  one: '这一条事实', ofRecord: '由记录自动计入：记录更正或撤销，这一条会随之变化。', toOrder: '看这件督办', toResolutions: '看决议落实',
  notHere: '这一条不在本机', notHereText: '可能还没有送到本机，或已经撤下。有网络时再看一次。',
  member: '党员', kind: '事项', day: '日期', grade: '等级', amount: '分数', until: '到哪个月', text: '情况', reason: '原因', quarter: '季度',
  points: (points: string) => `${points} 分`,
  quarters: '选择季度', covered: (when: string) => `${when}已报齐`, missing: '待录入', counted: (facts: number) => `${facts} 条`, countedOf: (facts: number, members: number) => `${facts} / ${members} 人`,
  state: '报齐：都录完了', stateHint: '报齐以后，没有录到的人就按“没有”算；没报齐以前，这一项对全支部都是待录入。', takeBack: '撤回报齐', unseen: '还在本机，未送达',
  none: '还没有录入', noneText: '有了就录，一条一句话。', noneOwn: '还没有关于我的事实', noneOwnText: '支部或党群工作部录入后会出现在这里。',
  enter: '录一条', notOwn: '您本人的由支部其他委员或党群工作部录入。', save: '保存', textHint: '一句话写明情况，本人能看到', pickMember: '选择党员',
  rest: (grade: string) => `其余都选“${grade}”`, saveAll: (count: number) => (count ? `保存 ${count} 人` : '没有改动'), wrongAmount: '请填 0 到 100 分，最多一位小数', needText: '请写明情况', needWhy: (low: number, high: number) => `低于 ${low} 分或高于 ${high} 分，请写明情况`,
  by: (who: string, when: string) => `${who || '本机'} · ${when}`, withdrawn: (reason: string) => `已撤销：${reason}`, withdraw: '撤销', withdrawTitle: '撤销这一条', withdrawText: '这一条不再算数，但仍能看到；撤销要写明原因。',
}

export const en: typeof zh = {
  ...factsEn,
  title: 'Facts', own: 'Facts about me', correct: 'Wrong? Ask for a correction', ownSub: 'Who entered them, when and why',
  one: 'This fact', ofRecord: 'It follows from a record and changes with it.', toOrder: 'See the order', toResolutions: 'See the resolutions',
  notHere: 'Not on this phone', notHereText: 'It may not have arrived yet, or no longer stands. Look again with a network.',
  member: 'Member', kind: 'Kind', day: 'Day', grade: 'Grade', amount: 'Points', until: 'Through month', text: 'Words', reason: 'Reason', quarter: 'Quarter',
  points: points => `${points} points`,
  quarters: 'Choose a quarter', covered: when => `Complete since ${when}`, missing: 'Not entered yet', counted: facts => `${facts}`, countedOf: (facts, members) => `${facts} of ${members}`,
  state: 'State: all is entered', stateHint: 'From then on, whoever has no entry has none. Until then this waits for the whole branch.', takeBack: 'Take the statement back', unseen: 'On this phone, not delivered',
  none: 'Nothing entered yet', noneText: 'Enter each when it happens, in one sentence.', noneOwn: 'No facts about me yet', noneOwnText: 'What the branch or the office enters appears here.',
  enter: 'Enter one', notOwn: 'What is about yourself, another of the committee or the office enters.', save: 'Save', textHint: 'One sentence; the member can read it', pickMember: 'Choose a member',
  rest: grade => `All others: ${grade}`, saveAll: count => (count ? `Save ${count}` : 'Nothing changed'), wrongAmount: '0 to 100 points, at most one decimal', needText: 'Say what it was', needWhy: (low, high) => `Below ${low} or above ${high} points: say why`,
  by: (who, when) => `${who || 'This phone'} · ${when}`, withdrawn: reason => `Withdrawn: ${reason}`, withdraw: 'Withdraw', withdrawTitle: 'Withdraw this one', withdrawText: 'It counts no longer and stays visible; say why.',
}

export const t = catalogue(zh, en)
