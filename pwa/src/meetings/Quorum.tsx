/** Whether the meeting is valid and what its votes came to, said while it is being written. */
import type { MeetingKind, Purpose, Vote } from '../rows'
import { Icon } from '../ui'
import { isQuorate, isTalk, isTalkOfOne, majorityOf, quorumOf, ruleOf, voteResult, type Heads } from './rules'
import { t } from './words'

function TalkVerdict({ kind, heads }: { kind: MeetingKind; heads: Heads }) {
  const few = isTalkOfOne(kind, heads)
  return <p class={`verdict ${few ? 'heed' : 'green'}`} role="status"><Icon name={few ? 'alert' : 'check'} size={22} weight={2.6} /><b>{few ? t.talk.few : t.talk.there(heads.present)}</b></p>
}

export function Quorum({ kind, purpose, heads }: { kind: MeetingKind; purpose: Purpose; heads: Heads }) {
  if (isTalk(kind)) return <TalkVerdict kind={kind} heads={heads} />
  const rule = ruleOf(kind, purpose)
  const { expected_vote: expected, present_vote: present } = heads
  if (!expected) return null
  const ok = isQuorate({ purpose: rule, expected, present })
  return (
    <p class={`verdict ${ok ? 'green' : 'heed'}`}>
      <Icon name={ok ? 'check' : 'alert'} size={22} weight={2.6} />
      <span><b>{ok ? t.quorate(present, expected) : t.notQuorate(present, quorumOf(rule, expected))}</b><small>{t.rule[rule]}</small></span>
    </p>
  )
}

/** The same in one line, for the head that stays in sight while people are marked. */
export function QuorumLine({ kind, purpose, heads }: { kind: MeetingKind; purpose: Purpose; heads: Heads }) {
  const need = quorumOf(ruleOf(kind, purpose), heads.expected_vote)
  const left = Math.max(0, need - heads.present_vote)
  if (!heads.expected_vote) return null
  return <p class={`quorum-line ${left ? 'ink' : 'green'}`} role="status"><Icon name={left ? 'people' : 'check'} size={18} weight={2.6} />{left ? t.quorumLeft(left) : t.quorumReached(need)}</p>
}

export function VoteVerdict({ kind, vote, heads }: { kind: MeetingKind; vote: Vote; heads: Heads }) {
  const { passed, counted, room } = voteResult(kind, vote, heads)
  const rule = ruleOf(kind, vote.purpose)
  const agreed = vote.yes + (rule === 'admission' ? vote.written : 0)
  const there = { purpose: rule, expected: heads.expected_vote, present: heads.present_vote }
  const result = passed ? t.passed : t.notPassed
  const words = passed === null ? t.notVoted : isQuorate(there) ? result(agreed, t.majority[rule](majorityOf(there))) : t.notPassedQuorum
  return (
    <div role="status">
      <p class={`verdict ${passed ? 'green' : 'ink'}`}><Icon name={passed ? 'check' : passed === false ? 'close' : 'info'} size={22} weight={2.6} /><span><b>{words}</b></span></p>
      {counted > room && <p class="verdict heed"><Icon name="alert" size={22} /><span>{t.tooManyVotes(counted, room)}</span></p>}
    </div>
  )
}
