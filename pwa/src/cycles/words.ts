/** Words of a quarter's procedure: the member's appeal, the branch's review, the office's pages. */
import { catalogue } from '../text'

export const zh = {
  star: (n: number) => `${'一二三四五'[n - 1] ?? n}星`,
  noStar: '不定星',
  unrated: '待定', excused: '免评',
  inYear: (year: string, named: string) => `${year}年${named}`,
  points: '分',
  about: '针对',
  reason: '理由',
  until: (day: string) => `${day}前`,
  states: {
    collecting: '收集数据', computed: '初稿待支部审核', branch_reviewed: '支部已审核', published: '公示中', appeal: '受理申诉', approved: '党委已审定', frozen: '已定稿',
  },
  codes: { QUOTA: '名额已满，保留得分', VETO: '一票否决，得分仍显示', PROBATIONARY: '预备党员', EXCUSED: '本季度免评' },
  appealStates: {
    at_branch: '等支部答复', answered: '支部已答复', at_office: '党群工作部复核中', upheld: '申诉成立', dismissed: '维持原结果', withdrawn: '已撤回', late: '定稿后收到，党群工作部处理中',
  },
  appeal: {
    title: '申诉', whole: '整个结果', lead: '写一句话就够。支部先答复，逾期没有答复的自动转党群工作部；不同意支部的答复，还可以请党群工作部复核。',
    text: '申诉理由', phrases: ['我已请假', '我已补课', '这条记录不是我', '漏记了我的成果'], file: '提出申诉', saved: '已存在本机，有网络时自动送出',
    withdraw: '撤回申诉', escalate: '请党群工作部复核', why: '为什么不同意支部的答复',
    branchSays: (name: string) => `支部答复${name ? `（${name}）` : ''}`, officeSays: (name: string) => `党群工作部答复${name ? `（${name}）` : ''}`,
    upheldByBranch: '支持，转党群工作部办理', notUpheld: '不支持', due: (day: string) => `${day}前答复`, goOnUntil: (day: string) => `不同意的话，${day}前可请党群工作部复核`,
    notHere: '没有找到这个结果', notHereText: '结果公示后才能申诉。', human: '评星结果由支部审核、党委审定，都是人来决定。您有权要求说明和复核。', result: '评星结果',
  },
  branch: {
    title: '支部评星', waiting: '正在取评星初稿…', none: '还没有评星', noneText: '季度结束后会自动形成初稿。', needsNet: '审核要看最新数据，需要网络。',
    results: '初稿结果', resultsNote: '按工号排列，不排名次。只用于支部审核，请勿外传。', places: (n: number, of: number) => `五星名额 ${n} 个，参评 ${of} 人`,
    ties: '名额并列', appeals: '申诉', steps: '办理经过', version: (n: number) => `第 ${n} 版`,
  },
  tie: {
    lead: (people: number, places: number, cutBy: readonly string[]) => `${people} 人${['总分', ...cutBy].join('、')}都相同，还有 ${places} 个五星名额。由支委会决定，不按姓名或工号。`,
    wasLead: (people: number, places: number, cutBy: readonly string[]) => `${people} 人${['总分', ...cutBy].join('、')}都相同，${places} 个五星名额由支委会决定。`,
    choose: '支委会选定', reason: '决定的理由', reasonHint: '例如：支委会表决，5票赞成', save: '记下决定', decided: (name: string, why: string) => `已决定（${name}）：${why}`,
    picked: (n: number, of: number) => `已选 ${n} / ${of}`,
    own: '您在并列名单中。支委会的决定请由不在名单中的书记、副书记或其他支部委员记录；都在名单中的，由党群工作部记录。',
  },
  answer: {
    support: '支持', against: '不支持', reason: '答复的理由', save: '答复', verdict: '结论', overdue: '已超过答复期限', none: '没有申诉', noneText: '这个季度还没有人申诉。',
  },
  move: {
    doIt: '确认办理', reason: '理由', blocked: '还不能办：', lacks: '缺', nothing: '现在没有要您办的步骤。', cancel: '先不办', more: (n: number) => `还有 ${n} 人`,
    explains: {
      compute: '读取各维度得分，按名额形成初稿。', recompute: '重新读取得分，初稿随之更新。', review: '支部对初稿没有异议，交党群工作部公示。', send_back: '退回支部重新审核。',
      publish: '向全体党员公示，公示期按工作日计算。', close_publicity: '公示期满。', correct: '申诉成立后重新读取得分。没有申诉的同志不会因此降星。', approve: '党委审定本季度结果。',
      freeze: '结果不再变动，保留依据。', reopen: '这一版保留，从头开始新的一版，要重新公示。',
    },
  },
  office: {
    title: '评星', waiting: '正在取各支部进度…', quarter: '季度', branch: '支部', state: '阶段', due: '期限', hold: '卡在哪里', members: '参评', open: '开始一个季度', none: '还没有评星周期',
    noneText: '季度由系统自动开始，也可以现在开始。', all: (title: string, n: number) => `${title}（${n} 个支部）`, moved: (n: number, blocked: number) => `办好 ${n} 个支部${blocked ? `，${blocked} 个还不能办` : ''}`,
    changed: (n: number) => `期后更正 ${n} 人`, late: '已过期限', tabs: '评星各页', tabCycles: '各支部进度', tabAppeals: '申诉', tabVetoes: '一票否决', sheet: '公示表', back: '回到各支部',
    asOf: (when: string) => `截至 ${when}`, clear: '没有', missing: (n: number) => `待录入 ${n} 人`, tied: (n: number) => `并列 ${n} 处`, appeals: (n: number) => `申诉 ${n} 件`, vetoes: (n: number) => `否决待确认 ${n} 件`, stale: '结论待计入',
  },
  heed: { stars: (quarter: string) => `${quarter}评星`, late: (n: number) => `${n} 个支部过了期限`, appeal: (name: string) => `${name}的申诉等答复`, vetoes: (n: number) => `${n} 件一票否决等确认` },
  notice: {
    title: (year: number) => `${year} 年的放假安排还没有录入`, text: '公示、申诉的工作日先按周一至周五计算。国务院办公厅的通知公布后请录入。', enter: (year: number) => `录入 ${year} 年放假安排`,
  },
  detail: {
    name: '姓名', total: '总分', earned: '应得', star: '星级', note: '说明', corrections: '期后更正', correctionsText: '结果形成之后数据又有变化。已定的结果不变；需要时写明理由重新开启。',
    unchanged: '依据有变，总分和星级不变', correction: (was: string, now: string) => `总分 ${was} → ${now}`, change: (name: string, was: string, now: string) => `${name}：${was} → ${now}`, versions: '各版', results: '评星结果',
  },
  sheet: {
    title: (branch: string, quarter: string) => `${branch} ${quarter}党员评星定级公示`, span: (from: string, to: string) => `公示期：${from} 至 ${to}`, print: '打印',
    object: '对结果有异议的，请在公示期内向党支部或党群工作部提出，也可以在手机上申诉。', waiting: '正在取公示表…', probationary: '预备',
  },
  veto: {
    title: '一票否决', none: '没有一票否决', noneText: '提出要有依据，由第二个人确认，本人会收到告知。', propose: '提出一票否决', member: '党员姓名或工号', find: '查找', kind: '情形', text: '事实', evidence: '依据（文件、通报、记录）',
    save: '提出', confirm: '确认', dismiss: '不确认', lift: '撤销', why: '理由', dismissWhy: '不确认的理由（确认时不用写）', liftWhy: '撤销的理由', mine: '由您提出，要由另一位同志确认', waiting: '正在取一票否决…', chosen: (name: string) => `党员：${name}`, cancel: '取消',
    states: { proposed: '等待确认', confirmed: '已确认', dismissed: '未确认', lifted: '已撤销' }, by: (name: string, when: string) => `${name} ${when}`, evidenceIs: '依据',
  },
}

export const en: typeof zh = {
  star: (n: number) => `${n} stars`,
  noStar: 'no star',
  unrated: 'open', excused: 'excused',
  inYear: (year: string, named: string) => `${named} ${year}`,
  points: 'points',
  about: 'About',
  reason: 'Reason',
  until: (day: string) => `by ${day}`,
  states: {
    collecting: 'Collecting', computed: 'Draft with the branch', branch_reviewed: 'Reviewed by the branch', published: 'Public', appeal: 'Appeals', approved: 'Approved', frozen: 'Frozen',
  },
  codes: { QUOTA: 'quota reached, score kept', VETO: 'vetoed, score shown', PROBATIONARY: 'probationary member', EXCUSED: 'excused this quarter' },
  appealStates: {
    at_branch: 'The branch will answer', answered: 'The branch has answered', at_office: 'With the office', upheld: 'Upheld', dismissed: 'Result stands', withdrawn: 'Withdrawn', late: 'Came after the freeze; with the office',
  },
  appeal: {
    title: 'Appeal', whole: 'The whole result', lead: 'One sentence is enough. The branch answers first; what it leaves unanswered goes to the office. If you disagree with its answer, the office looks again.',
    text: 'Why you object', phrases: ['I was on leave', 'I made up for it', 'This is not my record', 'My achievement is missing'], file: 'Appeal', saved: 'Saved on this phone; sent when there is a network',
    withdraw: 'Withdraw', escalate: 'Ask the office', why: 'Why the branch\'s answer is not enough',
    branchSays: (name: string) => `The branch${name ? ` (${name})` : ''}`, officeSays: (name: string) => `The office${name ? ` (${name})` : ''}`,
    upheldByBranch: 'Supported; the office carries it out', notUpheld: 'Not supported', due: (day: string) => `Answer by ${day}`, goOnUntil: (day: string) => `If you disagree, ask the office by ${day}`,
    notHere: 'No such result', notHereText: 'You can appeal once results are public.', human: 'Results are reviewed by the branch and approved by the committee: people decide. You may ask for reasons and for a review.', result: 'Result',
  },
  branch: {
    title: 'Stars of the branch', waiting: 'Fetching the draft…', none: 'No quarter yet', noneText: 'A draft is drawn by itself after the quarter.', needsNet: 'A review rests on the latest data and needs a network.',
    results: 'Draft', resultsNote: 'By employee number, not by rank. For the branch\'s review only; please do not pass on.', places: (n: number, of: number) => `${n} places for five stars, ${of} members`,
    ties: 'Ties', appeals: 'Appeals', steps: 'History', version: (n: number) => `Version ${n}`,
  },
  tie: {
    lead: (people, places, cutBy) => `${people} members are equal in ${['total', ...cutBy].join(', ')}; ${places} places are left. The branch committee decides, never a name or number.`,
    wasLead: (people, places, cutBy) => `${people} members are equal in ${['total', ...cutBy].join(', ')}; the branch committee decides about ${places} places.`,
    choose: 'Chosen by the committee', reason: 'Reason of the decision', reasonHint: 'For example: voted, 5 in favour', save: 'Keep the decision', decided: (name: string, why: string) => `Decided (${name}): ${why}`,
    picked: (n: number, of: number) => `${n} of ${of} chosen`,
    own: 'You are among these members. A secretary, deputy or commissioner who is not keeps the committee’s decision; if all are, the office does.',
  },
  answer: {
    support: 'Support', against: 'Do not support', reason: 'Reason of the answer', save: 'Answer', verdict: 'Verdict', overdue: 'Overdue', none: 'No appeals', noneText: 'Nobody has appealed in this quarter.',
  },
  move: {
    doIt: 'Do it', reason: 'Reason', blocked: 'Not yet:', lacks: 'lacks', nothing: 'Nothing for you to do now.', cancel: 'Not now', more: (n: number) => `${n} more`,
    explains: {
      compute: 'Reads all points and draws the draft within the quota.', recompute: 'Reads the points anew.', review: 'The branch has no objection; the office publishes.', send_back: 'Back to the branch.',
      publish: 'Shown to all members for the working days of publicity.', close_publicity: 'Publicity has ended.', correct: 'Reads points anew after an upheld appeal. Nobody else loses a star by it.', approve: 'The committee approves the quarter.',
      freeze: 'Results no longer change; what they rest on is kept.', reopen: 'This version stays; a new one begins and is published anew.',
    },
  },
  office: {
    title: 'Stars', waiting: 'Fetching the branches…', quarter: 'Quarter', branch: 'Branch', state: 'State', due: 'Due', hold: 'Held by', members: 'Members', open: 'Begin a quarter', none: 'No quarter yet',
    noneText: 'Quarters begin by themselves; you can begin one now.', all: (title: string, n: number) => `${title} (${n} branches)`, moved: (n: number, blocked: number) => `${n} branches moved${blocked ? `, ${blocked} not yet` : ''}`,
    changed: (n: number) => `${n} corrections since`, late: 'overdue', tabs: 'Pages of stars', tabCycles: 'Branches', tabAppeals: 'Appeals', tabVetoes: 'Vetoes', sheet: 'Sheet to post', back: 'All branches',
    asOf: (when: string) => `As of ${when}`, clear: 'nothing', missing: (n: number) => `${n} lack data`, tied: (n: number) => `${n} ties`, appeals: (n: number) => `${n} appeals`, vetoes: (n: number) => `${n} vetoes to confirm`, stale: 'verdict not drawn',
  },
  heed: { stars: quarter => `Stars, ${quarter}`, late: n => `${n} branches past their day`, appeal: name => `${name}'s appeal waits for an answer`, vetoes: n => `${n} vetoes to confirm` },
  notice: {
    title: (year: number) => `Holidays of ${year} are not entered yet`, text: 'Until then, working days of publicity and appeals are Monday to Friday. Enter the notice of the State Council once it is out.', enter: (year: number) => `Enter the holidays of ${year}`,
  },
  detail: {
    name: 'Name', total: 'Total', earned: 'Earned', star: 'Stars', note: 'Note', corrections: 'Corrections since', correctionsText: 'Data changed after the result was drawn. The result stays; reopen it with a reason where needed.',
    unchanged: 'What it rests on changed; total and stars did not', correction: (was: string, now: string) => `Total ${was} → ${now}`, change: (name: string, was: string, now: string) => `${name}: ${was} → ${now}`, versions: 'Versions', results: 'Results',
  },
  sheet: {
    title: (branch: string, quarter: string) => `${branch}: member stars, ${quarter}`, span: (from: string, to: string) => `Public from ${from} to ${to}`, print: 'Print',
    object: 'Objections go to the branch or the office during this time, or by phone.', waiting: 'Fetching the sheet…', probationary: 'probationary',
  },
  veto: {
    title: 'Vetoes', none: 'No vetoes', noneText: 'A veto needs evidence and a second person; the member is told.', propose: 'Propose a veto', member: 'Name or number', find: 'Find', kind: 'Ground', text: 'What happened', evidence: 'Evidence (document, notice, record)',
    save: 'Propose', confirm: 'Confirm', dismiss: 'Do not confirm', lift: 'Lift', why: 'Reason', dismissWhy: 'Reason for not confirming (none is needed to confirm)', liftWhy: 'Reason for lifting it', mine: 'Proposed by you; someone else confirms', waiting: 'Fetching vetoes…', chosen: (name: string) => `Member: ${name}`, cancel: 'Cancel',
    states: { proposed: 'to confirm', confirmed: 'confirmed', dismissed: 'not confirmed', lifted: 'lifted' }, by: (name: string, when: string) => `${name} ${when}`, evidenceIs: 'Evidence',
  },
}

export const t = catalogue(zh, en)
