/** Values of a record as people read them. */
import type { ComponentChildren } from 'preact'
import type { Names } from '../branch'
import { phrases } from '../phrases'
import type { AttendanceStatus, Meeting, MeetingKind, Purpose, Resolution, Session, Vote } from '../rows'
import { me } from '../session'
import type { Json } from '../sync'
import { dayText, momentText, spanText } from '../time'
import { shell, wordFor } from '../words'
import { t } from './words'

export const titleOf = (meeting: { title: string; kind: MeetingKind }): string => meeting.title || shell.kinds[meeting.kind] || t.untitled

/** The kind, and the purpose where it has rules of its own. */
export const kindText = ({ kind, purpose }: Pick<Meeting, 'kind' | 'purpose'>): string =>
  (purpose === 'ordinary' ? wordFor(shell.kinds, kind) : phrases.noted(wordFor(shell.kinds, kind), wordFor(t.purposes, purpose)))

/** What a reason speaks of: a field, or one person of the roll. */
export function fieldText(field: string, names: Names): string {
  const [name = '', member] = field.split('.')
  return member ? phrases.named(wordFor(t.fieldNames, name), names.get(member) ?? t.someone) : wordFor(t.fieldNames, name)
}

/** A person by account: this one, one whose name is known, or someone. */
export const who = (account: string | null, name?: string | null): string => (account !== null && account === me.value?.account ? t.me : (name || t.someone))

const lines = (list: readonly string[]): ComponentChildren => (list.length ? <ul class="plain-list">{list.map((one, at) => <li key={at}>{one}</li>)}</ul> : t.nothingWritten)

export const resolutionText = (one: Resolution): string =>
  [one.text, one.owner && `${t.owner}${phrases.colon}${one.owner}`, one.due_on && `${t.dueOn}${phrases.colon}${dayText(Date.parse(`${one.due_on}T00:00:00Z`))}`].filter(Boolean).join(phrases.stop)

export const voteText = (one: Vote, at: number): string =>
  `${one.subject || t.vote(at + 1)}${phrases.colon}${t.yes} ${one.yes}${phrases.pause}${t.no} ${one.no}${phrases.pause}${t.abstain} ${one.abstain}${one.written ? `${phrases.pause}${t.written} ${one.written}` : ''}`

/** One session: for whom, when, where, and who came. */
export const sessionText = (one: Session, names: Names): string =>
  [one.team, one.held_start !== null && spanText(one.held_start, one.held_end), one.place, t.cameToIt(one.members.length), one.members.map(id => names.get(id) ?? t.someone).join(phrases.and)].filter(Boolean).join(phrases.stop)

/** One field's value, for conflict cards and refused mutations. */
export function valueText(field: string, value: Json | undefined, names: Names): ComponentChildren {
  if (value === null || value === undefined || value === '') return t.nothingWritten
  switch (field) {
    case 'kind': return wordFor(shell.kinds, value as MeetingKind)
    case 'purpose': return wordFor(t.purposes, value as Purpose)
    case 'chair': case 'recorder': return names.get(value as string) ?? t.someone
    case 'held_start': case 'held_end': return momentText(value as number)
    case 'status': return wordFor(shell.attendance, value as AttendanceStatus)
    case 'resolutions': return lines((value as unknown as Resolution[]).map(resolutionText))
    case 'votes': return lines((value as unknown as Vote[]).map(voteText))
    case 'sessions': return lines((value as unknown as Session[]).map(one => sessionText(one, names)))
    default: return String(value)
  }
}

/** A member's mark: status and reason. */
export const markText = (status: string | null, reason: string): string => [status && wordFor(shell.attendance, status), reason].filter(Boolean).join(' · ')

/** A group of fields that stand together: times as a span, a mark with its reason, anything else by itself. */
export function unitText(values: Record<string, Json>, names: Names): ComponentChildren {
  if (typeof values['held_start'] === 'number') return spanText(values['held_start'], typeof values['held_end'] === 'number' ? values['held_end'] : null)
  if ('status' in values) return markText(String(values['status']), String(values['reason'] ?? ''))
  return Object.entries(values).map(([field, value]) => <span key={field} class="unit">{valueText(field, value, names)}</span>)
}
