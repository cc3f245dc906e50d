/** A field's value as a reviewer reads it, for the record and for differences. */
import { fileWords } from '../../fileWords'
import { phrases } from '../../phrases'
import { momentText, spanText } from '../../time'
import { wordFor } from '../../text'
import { shell } from '../../words'
import type { Resolution, Session, Vote } from './types'
import { words } from './words'

const text = (value: unknown): string => (typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value))

export function resolutionText({ text: decided, owner, due_on }: Resolution): string {
  const facts = phrases.clauses([owner ? words.resolutionBy(owner) : '', due_on ? words.resolutionDue(due_on) : ''])
  return facts ? phrases.noted(decided, facts) : decided
}

export const voteText = (vote: Pick<Vote, 'yes' | 'no' | 'abstain'> & { written?: number }): string =>
  words.voteLine(vote.yes, vote.no, vote.abstain) + (vote.written ? words.voteWritten(vote.written) : '')

/** One session: the shift, when, where, how many came. */
export const sessionText = ({ team, held_start, held_end, place, members }: Session): string =>
  phrases.clauses([team, held_start === null ? '' : spanText(held_start, held_end), place, words.cameToIt(members.length)])

function listText(value: unknown, line: (one: never) => string): string {
  if (!Array.isArray(value)) return text(value)
  return value.map((one, at) => `${value.length > 1 ? `${at + 1}. ` : ''}${line(one as never)}`).join('\n')
}

/** One mark: the server gives [status, reason]. */
function markText(value: unknown): string {
  if (!Array.isArray(value)) return text(value)
  const [status, reason] = value as [string, string?]
  const word = wordFor(words.groups, status)
  return reason ? phrases.noted(word, reason) : word
}

/** One file: the server gives [kind, name, sha256]. */
function fileText(value: unknown): string {
  if (!Array.isArray(value)) return text(value)
  const [kind, name] = value as [string, string]
  return phrases.named(wordFor(fileWords.kinds, kind), name)
}

/** The words for a field's value; '' where it is empty. */
export function valueText(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (field.startsWith('attendance')) return markText(value)
  if (field.startsWith('files')) return fileText(value)
  switch (field) {
    case 'kind': return wordFor(shell.kinds, text(value))
    case 'purpose': return wordFor(words.purposes, text(value))
    case 'held_start':
    case 'held_end': return typeof value === 'number' ? momentText(value) : text(value)
    case 'resolutions': return listText(value, (one: Resolution) => resolutionText(one))
    case 'votes': return listText(value, (one: Vote) => phrases.named(one.subject, voteText(one)))
    case 'sessions': return listText(value, (one: Session) => sessionText(one))
    default: return Array.isArray(value) ? listText(value, one => phrases.clauses(Object.entries(one as object).filter(([key]) => key !== 'id' && key !== 'member').map(([, word]) => text(typeof word === 'number' ? String(word) : word)))) : text(value)
  }
}
