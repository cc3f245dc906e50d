/** What changed between two texts, clause by clause, so that a reviewer reads only that. Pure. */

export type Piece = { kind: 'same' | 'gone' | 'new'; text: string }

const CLAUSES = /[^，。；：！？、,.;:!?\s]+|[，。；：！？、,.;:!?\s]/g
/** Above this many comparisons the texts are compared as a whole. */
const COMPARISONS_AT_MOST = 4_000_000

function common(one: readonly string[] | string, other: readonly string[] | string): [ahead: number, behind: number] {
  const most = Math.min(one.length, other.length)
  let ahead = 0
  while (ahead < most && one[ahead] === other[ahead]) ahead++
  let behind = 0
  while (behind < most - ahead && one[one.length - 1 - behind] === other[other.length - 1 - behind]) behind++
  return [ahead, behind]
}

/** Lengths of the longest common subsequence of all tails of two lists. */
function tails(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1))
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      rows[i]![j] = before[i] === after[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!)
    }
  }
  return rows
}

function walk(before: readonly string[], after: readonly string[]): Piece[] {
  const rows = tails(before, after)
  const pieces: Piece[] = []
  let i = 0
  let j = 0
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) { pieces.push({ kind: 'same', text: before[i++]! }); j++ }
    else if (rows[i + 1]![j]! >= rows[i]![j + 1]!) pieces.push({ kind: 'gone', text: before[i++]! })
    else pieces.push({ kind: 'new', text: after[j++]! })
  }
  const rest = (kind: Piece['kind'], texts: readonly string[]) => texts.map(text => ({ kind, text }))
  return [...pieces, ...rest('gone', before.slice(i)), ...rest('new', after.slice(j))]
}

function middle(before: readonly string[], after: readonly string[]): Piece[] {
  if (before.length * after.length > COMPARISONS_AT_MOST) {
    return [{ kind: 'gone', text: before.join('') }, { kind: 'new', text: after.join('') }]
  }
  return walk(before, after)
}

/** Neighbours of one kind as one piece; inside a change, what went stands before what came. */
function joined(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = []
  let gone = ''
  let fresh = ''
  const flush = () => {
    if (gone) found.push({ kind: 'gone', text: gone })
    if (fresh) found.push({ kind: 'new', text: fresh })
    gone = fresh = ''
  }
  for (const { kind, text } of pieces) {
    if (!text) continue
    if (kind === 'gone') gone += text
    else if (kind === 'new') fresh += text
    else {
      flush()
      const last = found[found.length - 1]
      if (last?.kind === 'same') last.text += text
      else found.push({ kind: 'same', text })
    }
  }
  flush()
  return found
}

const ENDS_CLAUSE = /[，。；：！？、,.;:!?\s]/

/** An insertion between equal texts may begin one clause too early (`。甲乙` before `。`): it is moved on, so that it ends where a clause ends. */
function settled(pieces: readonly Piece[]): Piece[] {
  const found = pieces.map(piece => ({ ...piece }))
  for (let at = 1; at + 1 < found.length; at++) {
    const [before, piece, after] = [found[at - 1]!, found[at]!, found[at + 1]!]
    if (piece.kind === 'same' || before.kind !== 'same' || after.kind !== 'same') continue
    while (after.text && piece.text[0] === after.text[0] && ENDS_CLAUSE.test(piece.text[0]!)) {
      before.text += piece.text[0]
      piece.text = piece.text.slice(1) + piece.text[0]
      after.text = after.text.slice(1)
    }
  }
  return found
}

/** A changed clause, down to the characters that differ. */
function sharpened(gone: string, fresh: string): Piece[] {
  const [ahead, behind] = common(gone, fresh)
  const end = (text: string) => text.slice(ahead, text.length - behind)
  return [
    { kind: 'same', text: gone.slice(0, ahead) }, { kind: 'gone', text: end(gone) },
    { kind: 'new', text: end(fresh) }, { kind: 'same', text: behind ? gone.slice(-behind) : '' },
  ]
}

export function compareTexts(before: string, after: string): Piece[] {
  const [one, other] = [before.match(CLAUSES) ?? [], after.match(CLAUSES) ?? []]
  const [ahead, behind] = common(one, other)
  const changed = joined(middle(one.slice(ahead, one.length - behind), other.slice(ahead, other.length - behind)))
  const sharp = changed.flatMap((piece, at) => {
    const next = changed[at + 1]
    if (piece.kind === 'gone' && next?.kind === 'new') return sharpened(piece.text, next.text)
    return piece.kind === 'new' && changed[at - 1]?.kind === 'gone' ? [] : [piece]
  })
  const same = (texts: readonly string[]): Piece => ({ kind: 'same', text: texts.join('') })
  return joined(settled(joined([same(one.slice(0, ahead)), ...sharp, same(behind ? one.slice(-behind) : [])])))
}
