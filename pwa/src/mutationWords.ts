/** What a step is called: the name of each mutation in words. */
import { catalogue, wordFor } from './text'

export const zh = {
  'meeting.create.v1': '新建会议记录', 'meeting.set.v1': '修改会议记录', 'meeting.delete.v1': '删除会议记录',
  'meeting.submit.v1': '提交审核', 'meeting.withdraw.v1': '撤回提交', 'attendance.mark.v1': '点名', 'attendance.mark_all.v1': '点名', 'conflict.resolve.v1': '处理冲突',
  'issue.link.v1': '合并重复的记录', 'issue.dismiss.v1': '确认是两次会', 'mutation.discard.v1': '放弃一步',
  'fact.enter.v1': '录入一条事实', 'fact.withdraw.v1': '撤销一条事实', 'coverage.state.v1': '报齐', 'coverage.withdraw.v1': '撤回报齐',
  'file.attach.v1': '附照片或扫描件', 'file.detach.v1': '移除照片或扫描件',
  'appeal.file.v1': '提出申诉', 'appeal.withdraw.v1': '撤回申诉', 'appeal.escalate.v1': '提请复核',
  'deduction.contest.v1': '对扣分提异议', 'assessment.mark.v1': '考核评分', 'assessment.submit.v1': '提交考核表', 'assessment.reopen.v1': '重新打开考核表',
  'resolution.done.v1': '登记决议落实', 'brand.set.v1': '品牌申报', 'brand.delete.v1': '删去品牌申报', 'brand.move.v1': '支部品牌进展', 'project.set.v1': '立项报告', 'project.delete.v1': '删去立项报告', 'project.move.v1': '突破项目进展', 'project.answer.v1': '答复推广的项目', 'notice.read.v1': '看过通知', 'notice.choose.v1': '选择怎么通知', 'correction.ask.v1': '申请更正', 'correction.withdraw.v1': '撤回更正申请', 'correction.decide.v1': '答复更正申请', 'opinion.send.v1': '放进意见箱的话', 'excusal.ask.v1': '申请免开或延期', 'excusal.withdraw.v1': '撤回免开申请',
  'visit.set.v1': '走访记录', 'visit.delete.v1': '删去走访', 'visit.found.v1': '走访发现的问题', 'visit.drop.v1': '去掉一个问题', 'visit.follow.v1': '问题跟进',
  'secretary.note.v1': '三基四会四强自查', 'secretary.ask.v1': '学习需求', 'secretary.move.v1': '学习需求进展',
  'achievement.set.v1': '填写创新成果', 'achievement.move.v1': '申报或撤回创新成果', 'achievement.prove.v1': '附成果照片',
  'training_session.set.v1': '记本支部培训', 'training_session.cancel.v1': '取消本支部培训', 'training.mark.v1': '培训点名',
}

export const en: typeof zh = {
  'meeting.create.v1': 'New record', 'meeting.set.v1': 'Change of a record', 'meeting.delete.v1': 'Deletion of a record',
  'meeting.submit.v1': 'Submission', 'meeting.withdraw.v1': 'Withdrawal', 'attendance.mark.v1': 'Attendance', 'attendance.mark_all.v1': 'Attendance', 'conflict.resolve.v1': 'Decision of a conflict',
  'issue.link.v1': 'Choice between two records', 'issue.dismiss.v1': 'Two meetings, not one', 'mutation.discard.v1': 'Giving up a step',
  'fact.enter.v1': 'A fact', 'fact.withdraw.v1': 'Withdrawal of a fact', 'coverage.state.v1': 'Statement that all is entered', 'coverage.withdraw.v1': 'Statement taken back',
  'file.attach.v1': 'A photo or scan', 'file.detach.v1': 'Removal of a photo or scan',
  'appeal.file.v1': 'Appeal', 'appeal.withdraw.v1': 'Withdrawal of an appeal', 'appeal.escalate.v1': 'Appeal to the office',
  'deduction.contest.v1': 'Contest of a deduction', 'assessment.mark.v1': 'Assessment mark', 'assessment.submit.v1': 'Submission of a form', 'assessment.reopen.v1': 'Reopening of a form',
  'resolution.done.v1': 'Resolution carried out', 'brand.set.v1': 'A brand\'s declaration', 'brand.delete.v1': 'Deletion of a declaration', 'brand.move.v1': 'A step of a brand', 'project.set.v1': 'A project\'s proposal', 'project.delete.v1': 'Deletion of a proposal', 'project.move.v1': 'A step of a project', 'project.answer.v1': 'Answer to a promoted project', 'notice.read.v1': 'Notices read', 'notice.choose.v1': 'Choice of notices', 'correction.ask.v1': 'Request for correction', 'correction.withdraw.v1': 'Request taken back', 'correction.decide.v1': 'Answer to a request for correction', 'opinion.send.v1': 'Something said in the box', 'excusal.ask.v1': 'Request to be excused', 'excusal.withdraw.v1': 'Request to be excused taken back',
  'visit.set.v1': 'A visit', 'visit.delete.v1': 'Deletion of a visit', 'visit.found.v1': 'A problem found', 'visit.drop.v1': 'Removal of a problem', 'visit.follow.v1': 'A problem followed up',
  'secretary.note.v1': 'Own note of an item', 'secretary.ask.v1': 'Something to learn', 'secretary.move.v1': 'A step about it',
  'achievement.set.v1': 'An achievement', 'achievement.move.v1': 'Filing of an achievement', 'achievement.prove.v1': 'Photo of an achievement',
  'training_session.set.v1': 'A session of the branch', 'training_session.cancel.v1': 'A session of the branch is cancelled', 'training.mark.v1': 'Attendance at a session',
}

const names = catalogue(zh, en)

export const stepName = (mutation: string): string => wordFor(names, mutation)
