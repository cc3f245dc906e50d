/** The list of people: what is searched, who is selected, the codes just made. */
import { signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'
import type { Code, Person } from './types'

const PAGE = 100

export interface Search { q: string; branch: string }

export interface People { search: Search; items: Person[]; more: boolean; busy: boolean; problem: Problem | null; known: boolean }

export const people = signal<People>({ search: { q: '', branch: '' }, items: [], more: false, busy: false, problem: null, known: false })
export const selected = signal<ReadonlyMap<string, Person>>(new Map())
export const codes = signal<readonly Code[]>([])
export const making = signal<{ busy: boolean; problem: Problem | null }>({ busy: false, problem: null })

let turn = 0

function pathOf({ q, branch }: Search, cursor: string): string {
  const query = new URLSearchParams({ limit: String(PAGE) })
  if (q.trim()) query.set('q', q.trim())
  if (branch) query.set('branch', branch)
  if (cursor) query.set('cursor', cursor)
  return `/api/people?${query.toString()}`
}

async function fetchPage(search: Search, before: readonly Person[]): Promise<void> {
  const mine = ++turn
  people.value = { ...people.value, search, busy: true, problem: null }
  try {
    // Pages follow each other by employee number.
    const found = await api<Person[]>(pathOf(search, before[before.length - 1]?.employee_no ?? ''))
    if (mine === turn) people.value = { search, items: [...before, ...found], more: found.length === PAGE, busy: false, problem: null, known: true }
  } catch (error) {
    if (mine === turn) people.value = { ...people.value, busy: false, problem: asProblem(error) }
  }
}

export const find = (search: Search): Promise<void> => fetchPage(search, [])
export const findMore = (): Promise<void> => fetchPage(people.value.search, people.value.items)

export function toggle(person: Person): void {
  const next = new Map(selected.value)
  if (!next.delete(person.member)) next.set(person.member, person)
  selected.value = next
}

export function select(some: readonly Person[]): void {
  selected.value = new Map([...selected.value, ...some.map(one => [one.member, one] as const)])
}

export const unselect = (): void => { selected.value = new Map() }

export const withLogin = (some: Iterable<Person>): Person[] => [...some].filter(one => one.has_login)
export const withoutLogin = (some: Iterable<Person>): Person[] => [...some].filter(one => !one.has_login)

/** Makes codes for these people, in the order of branch and number, so that slips are cut branch by branch. */
export async function makeCodes(some: readonly Person[], reason = ''): Promise<void> {
  const ordered = [...some].sort((one, other) => one.branch_name.localeCompare(other.branch_name, 'zh') || one.employee_no.localeCompare(other.employee_no))
  making.value = { busy: true, problem: null }
  try {
    const made = await api<{ codes: Code[] }>('/api/accounts/activation', { method: 'POST', body: { members: ordered.map(one => one.member), reason }, timeout_ms: 120_000 })
    codes.value = made.codes
    making.value = { busy: false, problem: null }
  } catch (error) {
    making.value = { busy: false, problem: asProblem(error) }
  }
}

export function closeSlips(): void {
  codes.value = []
  unselect()
  void find(people.value.search)
}
