/** The bar of the decision: approve what is seen, or return it with reasons on fields. */
import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { Button, Notice } from '../../ui'
import { ProblemNotice } from '../../answered'
import { unwritten, written } from './reasons'
import { decide, decision, dropReasons, newer, openRecord, reasonsOf } from './state'
import type { Review } from './types'
import { words } from './words'

/** The person asked to return without having given a reason: the ways to give one stand out. */
export const marking = signal(false)

export function startReturn(meeting: string): void {
  const reasons = reasonsOf(meeting)
  const empty = unwritten(reasons)[0]
  if (empty) { document.getElementById(`reason-${empty}`)?.focus(); return }
  if (written(reasons).length) { void decide('return'); return }
  marking.value = true
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.record .mend')?.focus())
}

function note(meeting: string): string {
  const count = Object.keys(reasonsOf(meeting)).length
  if (count) return words.reasonsHint(written(reasonsOf(meeting)).length)
  return marking.value ? words.markHint : words.approveHint
}

export function DecisionBar({ review }: { review: Review }) {
  const { id } = review.record.meeting
  const { busy } = decision.value
  const reasons = reasonsOf(id)
  const hasReasons = Object.keys(reasons).length > 0
  const count = written(reasons).length
  if (review.own) return <footer class="decision"><p class="decision-note" role="status">{words.ownRecord}</p></footer>
  return (
    <footer class="decision">
      <p class="decision-note" role="status">{note(id)}</p>
      {hasReasons && <Button kind="quiet" onClick={() => dropReasons(id)}>{words.clearReasons}</Button>}
      <Button kind={hasReasons ? 'main' : 'plain'} icon="undo" busy={busy === 'return'} disabled={newer.value} onClick={() => startReturn(id)}>{count ? words.sendBackCount(count) : words.sendBack}</Button>
      {!hasReasons && <Button kind="main" icon="check" busy={busy === 'approve'} disabled={newer.value} onClick={() => { void decide('approve') }}>{words.approve}</Button>}
    </footer>
  )
}

/** What stands in the way of a decision: a change meanwhile, or the server's refusal. */
export function DecisionTrouble({ review }: { review: Review }) {
  const { problem } = decision.value
  const reopen = <Button small icon="refresh" onClick={() => { void openRecord(review.record.meeting.id) }}>{words.reopen}</Button>
  if (problem) return <ProblemNotice problem={problem} actions={problem.code === 'review.changed' ? reopen : null} />
  if (newer.value) return <NewerNotice reopen={reopen} />
  return null
}

const NewerNotice = ({ reopen }: { reopen: ComponentChildren }) => (
  <Notice tone="heed" icon="alert" title={words.newerTitle} urgent actions={reopen}>{words.newerText}</Notice>
)
