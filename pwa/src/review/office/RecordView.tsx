/** The record as it was filed, field by field; beside each field the way to say that it must be mended. */
import type { ComponentChildren } from 'preact'
import { Tag } from '../../ui'
import { to } from '../../route'
import { me } from '../../session'
import { FilesOf } from '../../FilesOf'
import { wordFor } from '../../text'
import { phrases } from '../../phrases'
import { MINUTE_MS, spanText } from '../../time'
import { shell } from '../../words'
import { blockOf, Changes, changesIn } from './Changes'
import { fieldName, markName, MendButton, ReasonEditor } from './Reason'
import type { Meeting, Review } from './types'
import { resolutionText, valueText } from './values'
import { words } from './words'

interface BlockProps { field: string; review: Review; mayMend: boolean; children: ComponentChildren; head?: ComponentChildren; kind?: 'fact' | 'text' }

/** One field: its name, its value or its change, what was asked before, and the reason now being written. */
export function Block({ field, review, mayMend, children, head, kind = 'text' }: BlockProps) {
  const { id } = review.record.meeting
  const asked = review.reasons.filter(one => blockOf(one.field) === field)
  const changed = changesIn(review, field).length > 0
  return (
    <section class={`block ${kind}${changed ? ' changed' : ''}`} id={`block-${field}`} aria-label={fieldName(field)}>
      <div class="block-head">
        <h3>{fieldName(field)}</h3>
        {changed && <Tag tone="heed">{words.changed}</Tag>}
        {head}
        {mayMend && <MendButton meeting={id} field={field} />}
      </div>
      {asked.map(one => <p key={one.reason} class="asked">{phrases.named(words.asked, one.field === field ? one.reason : phrases.named(markName(one.field, review.record), one.reason))}</p>)}
      <Changes review={review} field={field} />
      <div class="block-value">{children}</div>
      {mayMend && <ReasonEditor meeting={id} field={field} />}
    </section>
  )
}

const Text = ({ children }: { children: string }) => (children ? <p class="record-text">{children}</p> : <p class="soft">{words.empty}</p>)

function heldText({ held_start, held_end }: Meeting): string {
  if (held_start === null) return ''
  const span = spanText(held_start, held_end)
  return held_end !== null && held_end > held_start ? phrases.clauses([span, words.lasts(Math.round((held_end - held_start) / MINUTE_MS))]) : span
}

/** Purposes with rules of their own; the others follow from the kind. */
const SPECIAL = new Set(['admission', 'election'])

function Facts({ review, mayMend }: { review: Review; mayMend: boolean }) {
  const { meeting } = review.record
  const ofKind = wordFor(shell.kinds, meeting.kind)
  const kind = SPECIAL.has(meeting.purpose) ? phrases.noted(ofKind, wordFor(words.purposes, meeting.purpose)) : ofKind
  const group = meeting.org !== meeting.branch && meeting.org_name ? ` · ${meeting.org_name}` : ''
  const facts: [string, string][] = [
    ['kind', kind + group], ['held_start', heldText(meeting)], ['place', meeting.place],
    ['chair', meeting.chair_name], ['recorder', meeting.recorder_name], ['observers', meeting.observers],
  ]
  return (
    <div class="record-facts">
      {facts.map(([field, value]) => <Block key={field} kind="fact" field={field} review={review} mayMend={mayMend}><Text>{value}</Text></Block>)}
    </div>
  )
}

/** What was resolved; for the office each leads to an order with its words, its owner in them, its branch and its day. */
function Resolutions({ review: { record } }: { review: Review }) {
  const { resolutions, id } = record.meeting
  const orders = me.value?.roles.some(one => one.role === 'office')
  if (!resolutions.length) return <p class="soft">{words.noResolutions}</p>
  return (
    <ol class="resolutions">
      {resolutions.map((one, at) => <li key={at}>{resolutionText(one)}{orders && one.text && <a class="link small" href={to(`office/orders/new?meeting=${id}&resolution=${record.resolution_ids[at]!}`)}>{words.toOrder}</a>}</li>)}
    </ol>
  )
}

export function RecordView({ review, mayMend }: { review: Review; mayMend: boolean }) {
  const { meeting } = review.record
  const shared = { review, mayMend }
  return (
    <div class="record">
      <Facts {...shared} />
      {meeting.title && <Block field="title" {...shared}><Text>{meeting.title}</Text></Block>}
      <Block field="agenda" {...shared}><Text>{meeting.agenda}</Text></Block>
      <Block field="discussion" {...shared}><Text>{meeting.discussion}</Text></Block>
      <Block field="resolutions" {...shared}><Resolutions review={review} /></Block>
      {meeting.sessions.length > 0 && <Block field="sessions" {...shared}><Text>{valueText('sessions', meeting.sessions)}</Text></Block>}
      <Block field="files" {...shared}><FilesOf meeting={meeting.id} version={review.digest} /></Block>
    </div>
  )
}
