/** Words of requests for correction: the member's form and list, the branch's and the office's answers. */
import { catalogue } from '../text'

export const zh = {
  title: '更正申请', asking: '申请更正', own: '我提出的', forMe: '等我答复', about: '关于', seen: '现在是', wanted: '应当是', why: '哪里不对', reason: '理由', proof: '凭据', verdict: '答复', photos: '凭据照片', photosHint: (n: number) => `可不附，最多 ${n} 张，会自动缩小并去掉拍摄地点。`, photosLeft: (n: number) => `最多 ${n} 张，多选的没有加进来。`,
  proofHint: '例如：当天签到表照片第二张，或请假条。可以不填。', nothing: '没有写', aMeeting: '一次会议', fact: '关于我的一条事实', someone: '一名党员', ask: '提出申请', askedOn: (day: string) => `${day}提出`, withdraw: '撤回申请', begun: '还没提出；写的和照片都留在本机。', removing: { remove: '不要了', removeSure: '写的和照片会从本机删除。', keep: '留着' },
  onPhone: '已存在本机，待送达', lacks: { wanted: '先写应当是什么。', reason: '再写哪里不对，一句话就够。' }, goesToBranch: '由本支部答复；记录已通过审核的，由党群工作部办理。没有网络也可以提出。', goesToOffice: '由党群工作部核对花名册后答复。没有网络也可以提出。',
  states: { at_branch: '等支部答复', at_office: '等党群工作部答复', accepted: '已更正', declined: '没有采纳', withdrawn: '已撤回' },
  fields: { name: '姓名', sex: '性别', job: '岗位', shift: '班次', joined_on: '入党日期', full_on: '转正日期', kind: '党员类别', group: '所在党小组', post: '党内职务' },
  attendancePhrases: ['我到会了', '会前已请假', '已经补课'], rosterPhrases: ['名字写错了字', '已经调岗', '以党员档案为准'],
  decidedBy: (name: string) => (name ? `${name}答复` : '答复'), accept: '属实，更正', decline: '不采纳', answer: '答复的话', answerHint: '不采纳要写明理由。', changed: (now: string) => `提出以后已经改过，现在是：${now}`,
  none: '没有更正申请', noneText: '在“我的出勤”“我的资料”和评星的依据旁边，发现写错的地方可以申请更正。', notHere: '没有找到要更正的内容', notHereText: '可能已经不在本机上，请返回再试。',
  right: '发现关于自己的信息不准确、不完整，有权请求更正（个人信息保护法第四十六条）；不采纳的会说明理由。',
  office: {
    title: '更正申请', waiting: '正在取更正申请…', open: '等答复', decided: '已答复', tabs: '更正申请各页', none: '没有要答复的更正申请', noneText: '党员发现自己的信息写错时，申请会到这里。',
    stands: '系统里现在是', branchSays: '支部的话', atBranch: '也在等支部答复', byHand: '这一项不能在这里直接改：请先在花名册里改好再导入，然后写明怎样改的。', own: '这是您本人的申请，请由其他同志办理。',
    roster: '采纳后系统里立即更正。原来的花名册也请改正，否则下次导入会改回去。', amendment: '记录已通过审核，采纳后作为更正记入记录。', fact: '采纳后撤销这一条，正确的内容请另行录入。', state: '状态',
  },
}

export const en: typeof zh = {
  title: 'Corrections', asking: 'Ask for a correction', own: 'Mine', forMe: 'Waiting for me', about: 'About', seen: 'It says now', wanted: 'It should say', why: 'What is wrong', reason: 'Reason', proof: 'What shows it', verdict: 'Answer', photos: 'Photos that show it', photosHint: (n: number) => `Optional, up to ${n}; they are made smaller and lose the place they were taken at.`, photosLeft: (n: number) => `At most ${n}; the rest was not added.`,
  proofHint: 'For example: the second photo of the sign-in sheet, or a leave slip. May stay empty.', nothing: 'Nothing', aMeeting: 'A meeting', fact: 'A fact about me', someone: 'A member', ask: 'Ask', askedOn: (day: string) => `Asked on ${day}`, withdraw: 'Take it back', begun: 'Not asked yet; words and photos stay on this phone.', removing: { remove: 'Discard', removeSure: 'Words and photos are deleted from this phone.', keep: 'Keep' },
  onPhone: 'On this phone, not yet delivered', lacks: { wanted: 'Say what would be right.', reason: 'Say what is wrong, in a sentence.' }, goesToBranch: 'The branch answers; once the record is approved, the office does. No network needed.', goesToOffice: 'The office checks the roster and answers. No network needed.',
  states: { at_branch: 'With the branch', at_office: 'With the office', accepted: 'Corrected', declined: 'Declined', withdrawn: 'Taken back' },
  fields: { name: 'Name', sex: 'Sex', job: 'Job', shift: 'Shift', joined_on: 'Joined the Party on', full_on: 'Full member since', kind: 'Kind of member', group: 'Group', post: 'Post' },
  attendancePhrases: ['I was there', 'I had leave', 'I made it up'], rosterPhrases: ['A character is wrong', 'I changed jobs', 'As my file says'],
  decidedBy: (name: string) => (name ? `${name} says` : 'Answer'), accept: 'Right, correct it', decline: 'Decline', answer: 'What to say', answerHint: 'Declining needs a reason.', changed: (now: string) => `It was changed since and now says: ${now}`,
  none: 'No corrections', noneText: 'Beside your attendance, your data and the evidence of your stars you can ask for what is wrong to be corrected.', notHere: 'Nothing to correct was found', notHereText: 'It may no longer be on this phone. Please go back and try again.',
  right: 'Whoever finds wrong or incomplete information about themselves may ask for its correction (PIPL Art. 46); a refusal gives its reason.',
  office: {
    title: 'Corrections', waiting: 'Fetching corrections…', open: 'To answer', decided: 'Answered', tabs: 'Pages of corrections', none: 'No corrections to answer', noneText: 'When members find their data wrong, their requests come here.',
    stands: 'The system says', branchSays: 'The branch says', atBranch: 'The branch may answer too', byHand: 'This cannot be changed here: change the roster and import it first, then say how.', own: 'This is your own request; someone else must answer it.',
    roster: 'Accepting corrects it at once. Please correct the roster\'s sheet too, or the next import takes it back.', amendment: 'The record is approved: accepting amends it.', fact: 'Accepting withdraws it; please enter what is right anew.', state: 'State',
  },
}

export const t = catalogue(zh, en)
