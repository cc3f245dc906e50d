/** Words of brands that the phone's and the office's pages share, and those of the phone. */
import { catalogue } from '../text'

export const zh = {
  title: '支部品牌', one: '支部品牌', sub: '读各支部的品牌，申报本支部的', subRead: '读各支部的品牌', none: '还没有品牌', noneText: '品牌命名以后，会出现在这里，没有网络也能看。', notHere: '没有找到这个品牌', notHereText: '可能还没有命名，请返回再看。',
  write: '申报品牌', edit: '修改申报', own: '本支部的品牌', named: '各支部的品牌', owner: '创建组织', recheck: '下次复核', namedOn: (day: string) => `${day}命名`, recheckOn: (day: string) => `${day}前复核`,
  fields: { name: '品牌名称', meaning: '品牌内涵', carrier: '品牌载体', measures: '创建措施', results: '工作成效', text: '说明', on: '日期' },
  hints: { name: '几个字，叫得响。', meaning: '品牌说的是什么，和支部的工作有什么关系。', carrier: '靠什么落地：责任区、先锋岗、工作室……', measures: '怎样创建，每条一行。', results: '做成了什么，可以以后再写。', text: '一两句话。' },
  states: { draft: '草稿', declared: '已申报', returned: '被退回', cultivating: '培育中', reviewed: '已评审', named: '已命名', promoted: '已推广', withdrawn: '已撤销' },
  moves: { declare: '申报', take_back: '撤回', return: '退回', accept: '同意培育', tell: '报成效', review: '评审通过', go_on: '继续培育', give_name: '命名', promote: '推广', renew: '复核通过', revoke: '撤销命名' },
  standings: { growing: '创建中', current: '有效', recheck_soon: '待复核', recheck_overdue: '逾期未复核', withdrawn: '已撤销' },
  history: '经过', save: '存为草稿', keepResults: '保存', send: '申报', remove: '删去草稿', removeSure: '删去后不能恢复。', keep: '保留', onPhone: '已存在本机，待送达', refused: '没有被接受', missing: (what: string) => `还没有写${what}`, sentText: '申报后由党群工作部审核；审核前可以撤回。', reason: (why: string) => `退回：${why}`, notAllowed: '品牌由支部班子成员申报。',
  picture: '图片', addPicture: '上传图片', changePicture: '换一张图片', pictureOf: (name: string) => `${name}的图片`, pictureHint: '需要网络；图片会缩小，去掉位置等信息。', pictureKept: '图片已上传', results: '写成效', day: '日期',
}

export const en: typeof zh = {
  title: 'Brands', one: 'Brand', sub: 'Read the brands of all branches, declare your own', subRead: 'Read the brands of all branches', none: 'No brands yet', noneText: 'Once a brand is named it shows here, without a network too.', notHere: 'This brand was not found', notHereText: 'It may not be named yet. Please go back.',
  write: 'Declare a brand', edit: 'Change the declaration', own: 'Of your branch', named: 'Of all branches', owner: 'Owner', recheck: 'Next look', namedOn: day => `named on ${day}`, recheckOn: day => `to be looked at again by ${day}`,
  fields: { name: 'Name', meaning: 'Meaning', carrier: 'Carrier', measures: 'Measures', results: 'Results', text: 'Words', on: 'Day' },
  hints: { name: 'A few words that carry.', meaning: 'What it says, and how it belongs to the branch\'s work.', carrier: 'What it lives on: areas, posts, workshops.', measures: 'How it is built, one a line.', results: 'What it came to; may be written later.', text: 'A sentence or two.' },
  states: { draft: 'Draft', declared: 'Declared', returned: 'Returned', cultivating: 'Growing', reviewed: 'Reviewed', named: 'Named', promoted: 'Promoted', withdrawn: 'Withdrawn' },
  moves: { declare: 'Declare', take_back: 'Take back', return: 'Return', accept: 'Accept', tell: 'Tell of results', review: 'Reviewed', go_on: 'Go on growing', give_name: 'Name', promote: 'Promote', renew: 'Renew', revoke: 'Withdraw' },
  standings: { growing: 'Growing', current: 'Current', recheck_soon: 'Re-check due', recheck_overdue: 'Re-check overdue', withdrawn: 'Withdrawn' },
  history: 'Story', save: 'Save as draft', keepResults: 'Save', send: 'Declare', remove: 'Delete draft', removeSure: 'It cannot be brought back.', keep: 'Keep', onPhone: 'On this phone, not yet delivered', refused: 'Not accepted', missing: what => `Still missing: ${what}`, sentText: 'The office reviews it; until then you may take it back.', reason: why => `Returned: ${why}`, notAllowed: 'The branch\'s committee declares brands.',
  picture: 'Picture', addPicture: 'Add a picture', changePicture: 'Change the picture', pictureOf: name => `Picture of ${name}`, pictureHint: 'Needs a network; it is made smaller, without its place.', pictureKept: 'The picture is there', results: 'Write results', day: 'Day',
}

export const t = catalogue(zh, en)
