/** Two records of perhaps one meeting, side by side: keep one of them, or say that there were two. */
import { act } from '../acting'
import type { Names } from '../branch'
import { go } from '../route'
import type { Issue, Meeting } from '../rows'
import { spanText } from '../time'
import { Button, Notice } from '../ui'
import { shell } from '../words'
import { titleOf, who } from './format'
import type { Beside } from './pending'
import { countMarks } from './rules'
import { t } from './words'

interface SideProps { issue: Issue; meeting: Meeting; other: Meeting; here: string; beside: Beside; names: Names }

const mayGo = (meeting: Meeting): boolean => meeting.status === 'draft' || meeting.status === 'returned'

function keep({ issue, meeting, other, here }: SideProps): void {
  act([{ name: 'issue.link.v1', row: issue.id, base: issue.rev, args: { keep: meeting.id }, shows: { gone: other.id } }])
  if (here === other.id) go(`record/${meeting.id}`, true)
}

function Side(props: SideProps) {
  const { meeting, other, here, beside, names } = props
  const heads = countMarks(beside.marks.filter(mark => mark.meeting === meeting.id))
  const facts = [meeting.place, meeting.agenda, heads.expected > 0 && `${t.presentCount(heads.present)} / ${t.expected(heads.expected)}`, t.madeBy(names.get(meeting.recorder) ?? who(meeting.created_by))]
  return (
    <div class="side">
      <b>{meeting.id === here ? t.thisRecord : t.otherRecord} · {shell.statuses[meeting.status]}</b>
      <div class="side-value">{meeting.held_start === null ? titleOf(meeting) : spanText(meeting.held_start, meeting.held_end)}</div>
      {facts.filter(Boolean).map(fact => <p key={String(fact)} class="small soft">{fact}</p>)}
      {mayGo(other) ? <Button wide onClick={() => keep(props)}>{t.keepThis}</Button> : <p class="small">{t.cannotKeep(shell.statuses[other.status])}</p>}
    </div>
  )
}

export function IssueCard({ issue, here, beside, names }: { issue: Issue; here: string; beside: Beside; names: Names }) {
  const [one, two] = [beside.meetings.get(issue.meeting), beside.meetings.get(issue.other)]
  if (!one || !two) return null
  const [meeting, other] = one.id === here ? [one, two] : [two, one]
  const shared = { issue, here, beside, names }
  return (
    <Notice tone="heed" icon="people" title={t.twice}
      actions={<Button wide onClick={() => act([{ name: 'issue.dismiss.v1', row: issue.id, base: issue.rev, args: {} }])}>{t.twoMeetings}</Button>}>
      <p>{t.twiceText}</p>
      <div class="sides"><Side meeting={meeting} other={other} {...shared} /><Side meeting={other} other={meeting} {...shared} /></div>
    </Notice>
  )
}
