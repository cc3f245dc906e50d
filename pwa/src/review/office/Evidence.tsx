/** What the record rests on: was the meeting valid, did its votes pass, who was there, how soon it was filed. */
import { Icon, Tag } from '../../ui'
import { lengthText } from '../../length'
import { phrases } from '../../phrases'
import { wordFor } from '../../text'
import { momentText } from '../../time'
import { filedAfter_ms, groupMarks, quorumNeeded, votesNeeded, type MarkGroup } from './evidence'
import { ReasonEditor } from './Reason'
import { Block } from './RecordView'
import { reasonsOf, writeReason } from './state'
import type { Attendant, Flag, MeetingRecord, Remark, Review, Vote } from './types'
import { voteText } from './values'
import { words } from './words'

export const Flags = ({ flags }: { flags: readonly Flag[] }) => (
  <>{flags.map(flag => <Tag key={flag} tone={flag === 'again' ? 'ink' : 'heed'} icon={flag === 'again' ? 'refresh' : 'alert'}>{words.flags[flag]}</Tag>)}</>
)

/** The gravest is told first, as the server orders them. */
export const Remarks = ({ remarks }: { remarks: readonly Remark[] }) => (
  <>{remarks.map(one => <Tag key={one} tone={one === 'again' ? 'ink' : 'heed'} icon={one === 'again' ? 'refresh' : 'alert'}>{words.remarks[one]}</Tag>)}</>
)

function QuorumCard({ record }: { record: MeetingRecord }) {
  const { quorum } = record
  const rule = words.quorumRules[quorum.rule]
  return (
    <section class={quorum.ok ? 'evidence-card' : 'evidence-card short'} aria-label={words.quorumTitle}>
      <h3 class="ruling"><Icon name={quorum.ok ? 'check' : 'alert'} size={20} weight={2.6} />{quorum.ok ? words.quorumOk : words.quorumShort}</h3>
      {quorum.rule !== 'talk' && <p><b>{words.quorumHeads(quorum.present_vote, quorum.expected_vote)}</b></p>}
      {rule && <p class="soft small">{rule(quorumNeeded(quorum.rule, quorum.expected_vote))}</p>}
      <p class="soft small">{words.allHeads(quorum.expected, quorum.present)}</p>
    </section>
  )
}

function VoteLine({ vote, quorum }: { vote: Vote; quorum: MeetingRecord['quorum'] }) {
  const rule = vote.purpose === 'election' ? words.electedRule(votesNeeded(quorum.present_vote), quorum.present_vote) : words.voteRule(votesNeeded(quorum.expected_vote), quorum.expected_vote)
  return (
    <li class="vote">
      <div class="vote-head"><b>{vote.subject}</b><span class={vote.passed ? 'passed' : 'failed'}><Icon name={vote.passed ? 'check' : 'close'} size={16} weight={2.6} />{vote.passed ? words.votePassed : words.voteFailed}</span></div>
      <p>{voteText(vote)}</p>
      <p class="soft small">{rule}</p>
    </li>
  )
}

const fieldOf = ({ member }: Attendant): string => `attendance.${member}`

/** A name is the way to say what must be mended about this one person. */
function Name({ one, meeting, mayMend }: { one: Attendant; meeting: string; mayMend: boolean }) {
  if (!mayMend) return <span>{one.name}</span>
  const open = fieldOf(one) in reasonsOf(meeting)
  return <button type="button" class="mark-name" aria-label={words.mendField(one.name)} aria-expanded={open} onClick={open ? () => document.getElementById(`reason-${fieldOf(one)}`)?.focus() : () => writeReason(meeting, fieldOf(one), '')}>{one.name}</button>
}

function Marks({ group, meeting, mayMend }: { group: MarkGroup; meeting: string; mayMend: boolean }) {
  const name = words.groups[group.status]
  const needsReason = group.status === 'leave' || group.status === 'absent' || group.status === 'excluded'
  return (
    <>
      <details open={group.status !== 'present'}>
        <summary>{words.groupCount(name, group.people.length)}</summary>
        <ul class={needsReason ? 'mark-names with-reasons' : 'mark-names'}>
          {group.people.map(one => (
            <li key={one.member}><Name one={one} meeting={meeting} mayMend={mayMend} />{needsReason && <small>{one.reason || words.noReason}</small>}</li>
          ))}
        </ul>
      </details>
      {mayMend && group.people.map(one => <ReasonEditor key={one.member} meeting={meeting} field={fieldOf(one)} name={one.name} />)}
    </>
  )
}

function Filing({ review }: { review: Review }) {
  const { meeting } = review.record
  const after = filedAfter_ms(review.record)
  if (meeting.filed_at === null) return null
  return (
    <section class="evidence-card" aria-label={words.filing}>
      <h3>{words.filing}</h3>
      <p>{phrases.clauses([momentText(meeting.filed_at), after === null ? '' : after < 0 ? words.filedBefore : words.filedAfter(lengthText(after))])}</p>
      {review.attempt > 1 && <p class="soft small">{words.attempt(review.attempt)}</p>}
    </section>
  )
}

/** When the record was made, by what the server can witness: a hint for the reviewer, never a ground by itself. */
function Made({ review }: { review: Review }) {
  const { grade } = review
  if (!grade) return null
  return (
    <section class="evidence-card" aria-label={words.madeTitle}>
      <h3>{words.madeTitle}</h3>
      <p><b class="grade">{grade.letter}</b> {wordFor(words.grades, grade.letter)}</p>
      <p class="soft small">{words.gradeNote}</p>
    </section>
  )
}

export function Evidence({ review, mayMend }: { review: Review; mayMend: boolean }) {
  const { record } = review
  // The other two are told above the record and by the quorum itself.
  const flags = review.flags.filter(flag => flag === 'late_entry' || flag === 'future')
  return (
    <aside class="desk-evidence" aria-label={words.evidence}>
      {flags.map(flag => <p key={flag} class="flag"><Flags flags={[flag]} /><span>{words.flagsWhy[flag]}</span></p>)}
      <QuorumCard record={record} />
      <div class="evidence-card">
        <Block field="attendance" review={review} mayMend={mayMend}>
          {record.attendance.length ? groupMarks(record.attendance).map(group => <Marks key={group.status} group={group} meeting={record.meeting.id} mayMend={mayMend} />) : <p class="soft">{words.noMarks}</p>}
          {mayMend && record.attendance.length > 0 && <p class="soft small">{words.markPerson}</p>}
        </Block>
      </div>
      <div class="evidence-card">
        <Block field="votes" review={review} mayMend={mayMend}>
          {record.votes.length
            ? <ul class="votes">{record.votes.map((vote, at) => <VoteLine key={at} vote={vote} quorum={record.quorum} />)}</ul>
            : <p class="soft">{words.noVotes}</p>}
        </Block>
      </div>
      <Filing review={review} />
      <Made review={review} />
    </aside>
  )
}
