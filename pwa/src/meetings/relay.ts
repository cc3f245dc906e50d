/** Reads a chat's relay list (接龙) into marks: who is known, whose name two people bear, and whom nobody knows. Pure. */
import type { AttendanceStatus, Member } from '../rows'
import type { Mark } from './rules'

/** Words that say more than "I come": of each status, and of each reason with the words that stand for it. */
export interface RelayWords { leave: readonly string[]; absent: readonly string[]; made_up: readonly string[]; reasons: readonly (readonly [reason: string, saidAs: readonly string[]])[] }

/** One line of the list. `members`: one is known, none is unknown with `near` names, several bear the same name. */
export interface Said { line: string; name: string; members: readonly Member[]; near: readonly Member[]; mark: Mark }

export interface Relay { known: readonly Said[]; double: readonly Said[]; unknown: readonly Said[]; repeated: readonly string[] }

const NUMBERED = /^\s*(?:[(（]?\d{1,3}[)）.．、:：,，\s]|[①-⑳])\s*/
const BETWEEN = /[、,，;；\t]+/
const ASIDE = /[\s\d()（）【】[\]+＋:：.．。,，、;；@\-—✓√✅]+/g
const NEAR_AT_MOST = 3

/** Where lines are numbered only those count: what stands above is what the list is for. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map(line => line.trim()).filter(line => line && !line.startsWith('#'))
  const numbered = lines.filter(line => NUMBERED.test(line)).map(line => line.replace(NUMBERED, '').trim())
  return (numbered.length ? numbered : lines.flatMap(line => line.split(BETWEEN).map(one => one.trim()))).filter(Boolean)
}

const saysOne = (text: string, words: readonly string[]): boolean => words.some(word => text.includes(word))

/** What is said besides the name: there, or why not. */
function markOf(rest: string, words: RelayWords): Mark {
  const reason = words.reasons.find(([, saidAs]) => saysOne(rest, saidAs))?.[0] ?? ''
  const status = (['made_up', 'absent', 'leave'] as const).find(one => saysOne(rest, words[one]))
  if (status === 'made_up') return { status, reason: '' }
  if (status || reason) return { status: (status ?? 'leave') satisfies AttendanceStatus, reason: reason || unsaid(rest, words).slice(0, 200) }
  return { status: 'present', reason: '' }
}

/** A reason in words of one's own: what is left once the status is taken out. */
function unsaid(rest: string, words: RelayWords): string {
  const stated = [...words.leave, ...words.absent].sort((a, b) => b.length - a.length)
  return stated.reduce((left, word) => left.split(word).join(''), rest).replace(ASIDE, ' ').trim()
}

/** Names one character away, for a slip of the input method. */
function nearTo(name: string, members: readonly Member[]): Member[] {
  const apart = (other: string) => [...other].filter((one, at) => one !== [...name][at]).length
  return members.filter(one => one.name.length === name.length && name.length > 1 && apart(one.name) === 1).slice(0, NEAR_AT_MOST)
}

function readLine(line: string, members: readonly Member[], words: RelayWords): Said {
  const tight = line.replace(/\s+/g, '')
  const named = members.filter(one => tight.includes(one.name)).sort((a, b) => b.name.length - a.name.length)
  const longest = named[0]?.name
  if (longest) return { line, name: longest, members: named.filter(one => one.name === longest), near: [], mark: markOf(tight.replace(longest, ''), words) }
  const name = line.split(ASIDE).filter(Boolean)[0] ?? line
  return { line, name, members: [], near: nearTo(name, members), mark: markOf(tight.replace(name, ''), words) }
}

/** Whoever stands in the list twice is taken as said last, and named; two lines of a name that two people bear are two people. */
export function readRelay(text: string, members: readonly Member[], words: RelayWords): Relay {
  const said = linesOf(text).map(line => readLine(line, members, words))
  const single = said.filter(one => one.members.length === 1)
  const last = new Map(single.map(one => [one.members[0]!.id, one]))
  const repeated = [...new Set(single.filter(one => last.get(one.members[0]!.id) !== one).map(one => one.name))]
  return { known: [...last.values()], double: said.filter(one => one.members.length > 1), unknown: said.filter(one => !one.members.length), repeated }
}

/** The marks that a list comes to, with `chosen` saying by line who is meant where the name does not. */
export function marksFrom(relay: Relay, chosen: Readonly<Record<number, string>>): Record<string, Mark> {
  const open = [...relay.double, ...relay.unknown]
  const told = open.flatMap((one, at): [string, Mark][] => (chosen[at] ? [[chosen[at], one.mark]] : []))
  return Object.fromEntries([...told, ...relay.known.map((one): [string, Mark] => [one.members[0]!.id, one.mark])])
}
