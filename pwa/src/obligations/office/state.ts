/** What the board page holds: the board from the server, the filter in the address, the chosen cell. */
import { signal } from '@preact/signals'
import { Resource } from '../../load'
import { officeHeeds } from '../../modules'
import type { Heed } from '../../office'
import { grainOf, isPeriod, periodAt } from '../../period'
import { go, route } from '../../route'
import { me } from '../../session'
import { wordFor } from '../../text'
import { NO_FILTER, type Filter } from './matrix'
import type { Board, Whole } from './types'
import { BRANCH_SUFFIX, words } from './words'

export const board = new Resource<Board>()

/** What waits in other parts, in order of urgency; null until they have told. */
export const heeds = signal<readonly Heed[] | null>(null)

/** To which kind what needs someone is narrowed; '' for all. */
export const sort = signal('')

/** A line of the table and a kind; '' as kind is the whole branch. */
export interface Chosen { key: string; kind: string }
export const chosen = signal<Chosen | null>(null)

/** Several cells are being picked, to do one thing with all of them: by line and kind. */
export const picking = signal(false)
export const picks = signal<ReadonlySet<string>>(new Set())
export const spotKey = (key: string, kind: string): string => `${key} ${kind}`

export function startPicking(on: boolean): void {
  picking.value = on
  picks.value = new Set()
  chosen.value = null
}

/** A click on a cell: chosen alone, or among several. */
export function choose(key: string, kind: string): void {
  if (!picking.value) { chosen.value = { key, kind }; return }
  const next = new Set(picks.value)
  if (!next.delete(spotKey(key, kind))) next.add(spotKey(key, kind))
  picks.value = next
}

export const isChosen = (key: string, kind: string): boolean =>
  (picking.value ? picks.value.has(spotKey(key, kind)) : chosen.value?.key === key && chosen.value.kind === kind)

/** General branches whose branches are shown. */
export const unfolded = signal<ReadonlySet<string>>(new Set())

export function toggleFold(name: string): void {
  const next = new Set(unfolded.value)
  if (!next.delete(name)) next.add(name)
  unfolded.value = next
}

export function shownPeriod(): string {
  const asked = route.value.query.get('period') ?? ''
  return isPeriod(asked) ? asked : periodAt('month', Date.now())
}

export function shownFilter(): Filter {
  const { query } = route.value
  const only = query.get('only')
  return { kind: query.get('kind') ?? '', general: query.get('general') ?? '', only: only === 'heed' || only === 'red' ? only : 'all' }
}

/** Puts a change of period or filter into the address, so that it can be kept, sent and gone back to. */
export function show(change: Partial<Filter & { period: string }>): void {
  const query = new URLSearchParams(route.value.query)
  for (const [name, value] of Object.entries(change)) {
    if (!value || value === NO_FILTER.only) query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  go(text ? `office/board?${text}` : 'office/board', true)
}

/** The obligation of the chosen cell, whole. */
export const whole = new Resource<Whole>()
export const loadWhole = (obligation: string): Promise<void> => whole.load(`/api/obligations/${obligation}`)

export const loadBoard = (): Promise<void> => board.load(`/api/board?period=${encodeURIComponent(shownPeriod())}`)

export async function loadHeeds(): Promise<void> {
  if (me.value && (!document.hidden || !heeds.value)) heeds.value = await officeHeeds(me.value)
}

export function periodName(key: string): string {
  const year = key.slice(0, 4)
  const grain = grainOf(key)
  return grain === 'month' ? words.month(year, Number(key.slice(5))) : grain === 'quarter' ? words.quarter(year, key.slice(6)) : words.year(year)
}

export const kindName = (kind: string): string => wordFor(words.kindsShort, kind)

/** A branch's name as the narrow column has room for it: every row is a branch, so the word is left out. */
export const shortName = (name: string): string => name.replace(BRANCH_SUFFIX, '') || name
