/** What the mutations of meetings say, in words: for the queue, and for a copy that someone reads. */
import type { Names } from '../branch'
import { fileWords } from '../fileWords'
import type { Telling } from '../part'
import type { Resolution, Session, Vote } from '../rows'
import type { Json, Mutation } from '../sync'
import { momentText } from '../time'
import { shell, wordFor } from '../words'
import { resolutionText, sessionText, voteText } from './format'
import { words as resolution } from './resolutionWords'
import { t } from './words'

type Pair = readonly [string, string]

const FORMED = new Set(['meeting.create.v1', 'meeting.set.v1', 'meeting.submit.v1', 'attendance.mark.v1', 'attendance.mark_all.v1'])

function text(field: string, value: Json, names: Names): string {
  if (value === null || value === '' || (Array.isArray(value) && !value.length)) return t.nothingWritten
  switch (field) {
    case 'kind': return wordFor(shell.kinds, String(value))
    case 'purpose': return wordFor(t.purposes, String(value))
    case 'chair': case 'recorder': return names.get(String(value)) ?? t.someone
    case 'held_start': case 'held_end': return momentText(Number(value))
    case 'resolutions': return (value as unknown as Resolution[]).map(resolutionText).join('\n')
    case 'votes': return (value as unknown as Vote[]).map(voteText).join('\n')
    case 'sessions': return (value as unknown as Session[]).map(one => sessionText(one, names)).join('\n')
    default: return String(value)
  }
}

/** A mark is [status seen, status, reason], or [status, reason] where one mark stands for all others. */
function markPairs(marks: Readonly<Record<string, readonly (string | null)[]>>, names: Names): Pair[] {
  return Object.entries(marks).map(([member, mark]) => {
    const [status, reason] = mark.slice(-2)
    return [names.get(member) ?? t.someone, [wordFor(shell.attendance, status), reason].filter(Boolean).join(' · ')]
  })
}

const isFile = ({ name }: Mutation): boolean => name.startsWith('file.')
const isResolution = ({ name }: Mutation): boolean => name.startsWith('resolution.')
const isOurs = ({ name }: Mutation): boolean => /^(meeting|attendance)\./.test(name)

function says(mutation: Mutation, names: Names): Pair[] | null {
  if (isFile(mutation)) return typeof mutation.args?.['name'] === 'string' ? [[wordFor(fileWords.kinds, String(mutation.args['kind'])), mutation.args['name']]] : []
  if (isResolution(mutation)) return resolutionPairs(mutation.args ?? {})
  if (mutation.name === 'conflict.resolve.v1') return decisionPairs(mutation.args ?? {}, names)
  if (!isOurs(mutation)) return null
  const { set = {}, args = {} } = mutation
  const fields = Object.entries(set).map(([field, [, wanted]]): Pair => [wordFor(t.fieldNames, field), text(field, wanted, names)])
  const marks = (args['marks'] ?? args['except'] ?? {}) as Record<string, (string | null)[]>
  const everyone = typeof args['status'] === 'string' ? [[t.attendance, wordFor(shell.attendance, args['status'])] as const] : []
  return [...fields, ...everyone, ...markPairs(marks, names)]
}

/** What was decided of a clash; words of one's own are told in full. */
function decisionPairs({ choose, value }: { [key: string]: Json }, names: Names): Pair[] {
  const own = Object.entries((value ?? {}) as Record<string, Json>).map(([field, wanted]): Pair => [wordFor(t.fieldNames, field), text(field, wanted, names)])
  return [[t.decision, wordFor(t.decisions, String(choose))], ...own]
}

function resolutionPairs(args: { [key: string]: Json }): Pair[] {
  const text = (key: string) => String(args[key] ?? '')
  const all: Pair[] = [[resolution.text, text('text')], [resolution.day, text('done_on') || resolution.takeBack], [resolution.note, text('note')]]
  return all.filter(([, value]) => value)
}

function recordOf(mutation: Mutation): string | null {
  const meeting = isFile(mutation) || isResolution(mutation) ? mutation.args?.['meeting'] : isOurs(mutation) ? mutation.row : null
  return typeof meeting === 'string' ? `record/${meeting}` : null
}

export const telling: Telling = {
  says,
  record: recordOf,
  form: mutation => (isResolution(mutation) ? 'resolutions' : FORMED.has(mutation.name) ? `write/${mutation.row}` : null),
}
