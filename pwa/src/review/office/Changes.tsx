/** What changed in a field since the record was returned, marked before and after. */
import { phrases } from '../../phrases'
import { compareTexts, type Piece } from './compare'
import { fieldName, markName } from './Reason'
import type { Difference, Review } from './types'
import { valueText } from './values'
import { words } from './words'

/** Fields that stand in the block of another. */
const BLOCK: Readonly<Record<string, string>> = { purpose: 'kind', held_end: 'held_start' }

export const blockOf = (field: string): string => BLOCK[field] ?? field.split('.')[0]!

export const changesIn = (review: Review, field: string): Difference[] => review.differences.filter(one => blockOf(one.field) === field)

/** The blocks with changes, in the order of the form. */
export const changedBlocks = (review: Review): string[] => [...new Set(review.differences.map(one => blockOf(one.field)))]

/** The server names a member's mark as `label：name`. */
const nameOf = (one: Difference): string => (one.field.startsWith('attendance') && one.label.includes('：') ? (one.label.split('：')[1] ?? one.label) : one.label)

/** Fields of free text are compared clause by clause; half a time or half a name would tell nothing. */
const IN_PIECES = new Set(['agenda', 'discussion', 'resolutions', 'votes', 'observers', 'title'])

const piecesOf = (field: string, before: string, after: string): Piece[] =>
  (IN_PIECES.has(field) ? compareTexts(before, after) : [{ kind: 'gone', text: before }, { kind: 'new', text: after }])

function Before({ text, pieces }: { text: string; pieces: readonly Piece[] }) {
  if (!text) return <span class="soft">{words.empty}</span>
  return <>{pieces.map((piece, at) => (piece.kind === 'same' ? piece.text : piece.kind === 'gone' ? <del key={at}>{piece.text}</del> : null))}</>
}

function After({ text, pieces }: { text: string; pieces: readonly Piece[] }) {
  if (!text) return <span class="soft">{words.empty}</span>
  return <>{pieces.map((piece, at) => (piece.kind === 'same' ? piece.text : piece.kind === 'new' ? <ins key={at}>{piece.text}</ins> : null))}</>
}

/** How the two sides of a change are called. */
export interface Sides { before: string; after: string }

function Change({ one, named, sides = words }: { one: Difference; named: boolean; sides?: Sides }) {
  const before = valueText(one.field, one.before)
  const after = valueText(one.field, one.after)
  const pieces = piecesOf(one.field, before, after)
  return (
    <div class="change">
      {named && <b class="change-name">{nameOf(one)}</b>}
      <dl>
        <div class="change-before"><dt>{sides.before}</dt><dd><Before text={before} pieces={pieces} /></dd></div>
        <div class="change-after"><dt>{sides.after}</dt><dd><After text={after} pieces={pieces} /></dd></div>
      </dl>
    </div>
  )
}

/** Changes outside a record, each with its name. */
export const ChangeList = ({ changes, sides }: { changes: readonly Difference[]; sides: Sides }) => (
  <div class="changes listed">{changes.map(one => <Change key={one.field} one={one} named sides={sides} />)}</div>
)

export function Changes({ review, field }: { review: Review; field: string }) {
  const changes = changesIn(review, field)
  if (!changes.length) return null
  return <div class="changes">{changes.map(one => <Change key={one.field} one={one} named={one.field !== field} />)}</div>
}

/** What was asked for when the record was returned, and how much has changed since; each leads to its field. */
export function ChangesSummary({ review }: { review: Review }) {
  if (review.attempt < 2 && !review.reasons.length) return null
  const blocks = changedBlocks(review)
  const show = (field: string) => document.getElementById(`block-${field}`)?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  return (
    <section class="changes-summary">
      <h3>{blocks.length ? words.changedCount(review.differences.length) : words.changedNone}</h3>
      {blocks.length > 0 && <p class="jumps">{blocks.map(field => <button key={field} type="button" class="link" onClick={() => show(field)}>{fieldName(field)}</button>)}</p>}
      {review.reasons.length > 0 && (
        <>
          <h4>{words.asked}</h4>
          <ul>{review.reasons.map(one => <li key={one.field}>{phrases.named(markName(one.field, review.record), one.reason)}</li>)}</ul>
        </>
      )}
    </section>
  )
}
