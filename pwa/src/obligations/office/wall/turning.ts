/** Which lines a wall screen shows, and how they are cut into pages that turn by themselves. Pure. */
import { linesOf, type Line } from '../matrix'
import type { BoardRow } from '../types'

export const TURN_MS = 15_000
/** More branches than a person would wait for: then general branches stand for theirs. */
export const SINGLE_AT_MOST = 80

const NONE: ReadonlySet<string> = new Set()

export function wallLines(rows: readonly BoardRow[]): Line[] {
  const generals = new Set(rows.map(row => row.general_branch))
  const open = rows.length > SINGLE_AT_MOST ? NONE : new Set([...generals].filter((name): name is string => name !== null))
  return linesOf(rows, open).filter(line => line.size === 0 || open === NONE)
}

/** Pages of nearly equal length, so that the last one is not two lines on an empty wall. */
export function pagesOf<T>(lines: readonly T[], fit: number): T[][] {
  const pages = Math.max(1, Math.ceil(lines.length / Math.max(1, fit)))
  const each = Math.ceil(lines.length / pages)
  return Array.from({ length: pages }, (_, page) => lines.slice(page * each, (page + 1) * each))
}

/** The page that stands at an instant: all walls of a mine turn together. */
export const pageAt = (now: number, pages: number): number => Math.floor(now / TURN_MS) % pages

/** How many lines fit: the window's height in the wall's own unit, less head and column titles. */
export const fitting = (height: number, unit: number): number => Math.max(4, Math.floor((height / unit - HEAD_UNITS) / LINE_UNITS))
const HEAD_UNITS = 7.4
const LINE_UNITS = 2.2

/** How many lines the lists beside the table have together: the window less the head, the months, today's figures and two headings. */
export const sideFitting = (height: number, unit: number): number => Math.max(4, Math.floor((height / unit - SIDE_HEAD_UNITS) / SIDE_LINE_UNITS))
const SIDE_HEAD_UNITS = 23.7
const SIDE_LINE_UNITS = 1.6

const EVENTS_AT_MOST = 8
const LATE_AT_LEAST = 4

/** The lines of both lists: today's events come first, but leave what is overdue room to be read page by page. "Nothing yet" takes a line too. */
export function sideRoom(lines: number, events: number, late: number): { events: number; late: number } {
  const shown = Math.min(events, EVENTS_AT_MOST, Math.max(1, lines - Math.min(late, LATE_AT_LEAST)))
  return { events: shown, late: Math.max(1, lines - Math.max(1, shown)) }
}

/** Percent done in time of what was owed and not excused; null where nothing was. */
export function shareOf({ owed, done, excused }: { owed: number; done: number; excused: number }): number | null {
  const counted = owed - excused
  return counted > 0 ? Math.round((done * 100) / counted) : null
}
