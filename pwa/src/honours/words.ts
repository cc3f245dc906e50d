/** Words of stories and honours, for everyone. */
import { catalogue } from '../text'

export const zh = {
  title: '身边的典型', sub: '典型人物和案例，没有网络也能看', honoursSub: '我的和本支部的荣誉', one: '典型', kinds: { person: '典型人物', case: '典型案例' }, none: '还没有发布典型', noneText: '党群工作部发布以后会出现在这里，没有网络也能看。',
  carried: (n: number) => `最新 ${n} 篇已存在本机，没有网络也能看。`, more: '看更早的（需要网络）', notHere: '没有找到这一篇', notHereText: '可能已经撤下，或不在这台手机上。连上网再试一次。', loading: '正在打开…',
  published: (day: string) => `${day}发布`, honoursOf: '获得的荣誉', large: (text: string) => `看大图：${text}`, needsNetwork: '联网看图', closePicture: '关上大图', noPicture: '没有连上网，看不了大图。',
  askedTitle: '写到您的稿子', askedOf: { asked: '等您回答', given: '您已同意', declined: '您没有同意', withdrawn: '您已撤回同意' },
  consent: '征求您的同意', consentLead: '这篇写到或拍到了您。您同意，才会发布；不同意，不影响任何考核和评星。发布以后，随时可以撤回。', byPaper: (name: string) => `${name}按您签字的同意书登记`,
  agree: '同意发布', decline: '不同意', takeBack: '撤回同意', answer: '回答', answers: { given: '同意发布', declined: '不同意', withdrawn: '撤回同意' }, onPhone: '已存在本机，待送达', note: '想说的话（可以不写）',
  takeBackTitle: '撤回同意？', takeBackText: '送达以后，这一篇会从所有人的手机上和搜索里消失。', takeBackPrinted: '下面这些已经印出来，收不回手机里，党群工作部会去取下：', printedLine: (place: string, copies: number, on: string) => `${place}，${copies} 份（${on}）`, declineTitle: '不同意发布？', declineText: '送达以后，这一篇不会发布。您可以写下要改的地方。', cancel: '再想想',
  noText: '稿子已不在这台手机上。', noQuestion: '没有找到这份征求意见', noQuestionText: '稿子可能又改过了，请看新的通知。', printed: '印发过的地方',
  honours: '荣誉', own: '我的荣誉', branch: '支部和党员的荣誉', noOwn: '还没有登记您的荣誉', noOwnText: '荣誉由党群工作部登记。没有登记的，请告诉党支部。', noHonours: '还没有登记荣誉。', year: (n: number) => `${n}年`,
}

export const en: typeof zh = {
  title: 'People among us', sub: 'Persons and cases, without a network too', honoursSub: 'Mine and the branch\'s', one: 'Story', kinds: { person: 'Person', case: 'Case' }, none: 'No stories yet', noneText: 'What the office publishes shows here, without a network too.',
  carried: (n: number) => `The newest ${n} are on this phone and need no network.`, more: 'Earlier ones (needs a network)', notHere: 'This story was not found', notHereText: 'It may be withdrawn, or not on this phone. Try again with a network.', loading: 'Opening…',
  published: (day: string) => `published ${day}`, honoursOf: 'Honours', large: (text: string) => `Large picture: ${text}`, needsNetwork: 'Picture needs a network', closePicture: 'Close the picture', noPicture: 'There is no network for the large picture.',
  askedTitle: 'Stories about you', askedOf: { asked: 'Waits for your answer', given: 'You agreed', declined: 'You did not agree', withdrawn: 'You took it back' },
  consent: 'Your consent is asked', consentLead: 'This tells of you or shows you. It is published only if you agree; if not, nothing is held against you. Once published, you may take it back at any time.', byPaper: (name: string) => `entered by ${name} from what you signed`,
  agree: 'I agree', decline: 'I do not agree', takeBack: 'Take it back', answer: 'Answer', answers: { given: 'agrees', declined: 'does not agree', withdrawn: 'takes it back' }, onPhone: 'On this phone, not yet delivered', note: 'Anything to say (optional)',
  takeBackTitle: 'Take your consent back?', takeBackText: 'Once delivered, the story is gone from every phone and from the search.', takeBackPrinted: 'These are printed and cannot be called back; the office will take them down:', printedLine: (place: string, copies: number, on: string) => `${place}, ${copies} (${on})`, declineTitle: 'Not agree?', declineText: 'Once delivered, it will not be published. You may say what should be changed.', cancel: 'Not now',
  noText: 'The text is no longer on this phone.', noQuestion: 'This question was not found', noQuestionText: 'The text may have changed; please see the latest notice.', printed: 'Printed or put up',
  honours: 'Honours', own: 'My honours', branch: 'Of the branch and its members', noOwn: 'None of yours is entered', noOwnText: 'The office enters honours. Tell your branch if one is missing.', noHonours: 'None is entered yet.', year: (n: number) => String(n),
}

export const t = catalogue(zh, en)
