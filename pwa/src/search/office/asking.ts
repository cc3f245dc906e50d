/** The question as it stands in the address, and what the server answers to it. */
import { api } from '../../api'
import type { GroupOut, SearchOut } from '../../generated/http'
import { Resource } from '../../load'
import { go, route } from '../../route'
import { DAY_MS, dayOf } from '../../time'

export const PATH = 'office/search'
const DAYS: Readonly<Record<string, number>> = { quarter: 92, year: 365, years: 3 * 365 }

export interface Question { q: string; kind: string; org: string; when: string }

export const questionIn = (query: URLSearchParams): Question =>
  ({ q: query.get('q') ?? '', kind: query.get('kind') ?? '', org: query.get('org') ?? '', when: query.get('when') ?? '' })

const given = (values: Record<string, string>): string => new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString()

/** The address of a question. */
export const addressOf = (question: Question): string => `${PATH}?${given({ ...question })}`

/** Asks: another address, in place of the last one where a search is on the screen already. */
export function ask(question: Question): void {
  go(addressOf(question), route.value.path.join('/') === PATH)
}

/** The question as the server takes it. */
export function exportQuery({ q, kind, org, when }: Question, now: number): Record<string, string> {
  const days = DAYS[when]
  return { q, kind, org, since: days ? dayOf(now - days * DAY_MS) : '' }
}

export const apiPath = (question: Question, now: number, cursor = ''): string => `/api/search?${given({ ...exportQuery(question, now), cursor })}`

export const answered = new Resource<SearchOut>()

/** The next page of one kind. */
export async function more(question: Question, now: number, cursor: string): Promise<GroupOut | undefined> {
  return (await api<SearchOut>(apiPath(question, now, cursor))).groups[0]
}
