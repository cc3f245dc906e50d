/** Appeals as those see them who answer: what is contested and why, how long there is, and the answer with its reason. */
import { ProblemNotice } from '../answered'
import type { AppealOut } from '../generated/http'
import { useDraft } from '../keeping'
import { pointsText } from '../points'
import { dayText } from '../time'
import { AreaField, Button, Card, Chips, Empty, Facts, Tag } from '../ui'
import { wordFor } from '../words'
import { answersOf, starText } from './stars'
import { send as post, sending } from './state'
import { t } from './words'

function Answer({ appeal, onAnswered }: { appeal: AppealOut; onAnswered: () => void }) {
  const { writing, put, send } = useDraft<{ verdict: 'yes' | 'no' | null; reason: string }>(`appeal-answer/${appeal.appeal}`, { verdict: null, reason: '' })
  const { verdict, reason } = writing.value
  const answer = async () => {
    if (await post(appeal.appeal, `/api/appeals/${appeal.appeal}/decide`, { upholds: verdict === 'yes', reason })) { send([]); onAnswered() }
  }
  return (
    <div class="answer">
      <Chips label={t.answer.verdict} columns={2} value={verdict} choices={[{ value: 'yes', label: t.answer.support }, { value: 'no', label: t.answer.against }]} onChoose={value => put({ verdict: value })} />
      <AreaField id={`answer-${appeal.appeal}`} label={t.answer.reason} rows={2} maxLength={500} value={reason} onInput={value => put({ reason: value })} />
      <Button kind="main" icon="check" disabled={!verdict || !reason.trim()} busy={sending.value.busy === appeal.appeal} onClick={() => { void answer() }}>{t.answer.save}</Button>
    </div>
  )
}

function OneAppeal({ appeal, withBranch, onAnswered }: { appeal: AppealOut; withBranch: boolean; onAnswered: () => void }) {
  const due = appeal.due_at !== null && (appeal.state === 'at_branch' || appeal.state === 'at_office')
  const title = `${withBranch ? `${appeal.branch_name} · ` : ''}${appeal.name} · ${starText(appeal.star, appeal.code)} · ${pointsText(appeal.total_tenths)} ${t.points}`
  return (
    <Card title={title} aside={<Tag tone={appeal.mine ? 'heed' : 'ink'}>{wordFor(t.appealStates, appeal.state)}</Tag>}>
      <Facts pairs={[[t.about, appeal.line_text || t.appeal.whole], [t.reason, appeal.text], ...answersOf(appeal)]} />
      {due && <p class="small">{t.appeal.due(dayText(appeal.due_at!))}{appeal.is_overdue && <Tag tone="red" icon="clock">{t.answer.overdue}</Tag>}</p>}
      {appeal.mine && <Answer appeal={appeal} onAnswered={onAnswered} />}
    </Card>
  )
}

export function Answers({ appeals, withBranch = false, onAnswered }: { appeals: readonly AppealOut[]; withBranch?: boolean; onAnswered: () => void }) {
  if (!appeals.length) return <Empty icon="check" title={t.answer.none}>{t.answer.noneText}</Empty>
  return (
    <>
      {appeals.map(one => <OneAppeal key={one.appeal} appeal={one} withBranch={withBranch} onAnswered={onAnswered} />)}
      {sending.value.problem && <ProblemNotice problem={sending.value.problem} />}
    </>
  )
}
