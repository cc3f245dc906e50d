/** What the pages of branch and office hold: lists from the server, and the one thing being sent. */
import { signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../api'
import type { AppealOut, DetailOut, MoveOut, OverviewOut, PublicationOut, VetoesOut } from '../generated/http'
import { Resource } from '../load'

export const overview = new Resource<OverviewOut>()
export const detail = new Resource<DetailOut>()
export const appeals = new Resource<AppealOut[]>()
export const vetoes = new Resource<VetoesOut>()
export const publication = new Resource<PublicationOut>()

/** What is on its way, by a word of the caller's, and what the server refused last. */
export const sending = signal<{ busy: string | null; problem: Problem | null }>({ busy: null, problem: null })

export const forgetProblem = (): void => { sending.value = { busy: null, problem: null } }

/** Posts or puts, and gives the answer; null where the server refused, which the page then shows. */
export async function send<T>(busy: string, path: string, body: unknown = {}, method: 'POST' | 'PUT' = 'POST'): Promise<T | null> {
  sending.value = { busy, problem: null }
  try {
    const answer = await api<T>(path, { method, body })
    sending.value = { busy: null, problem: null }
    return answer
  } catch (error) {
    sending.value = { busy: null, problem: asProblem(error) }
    return null
  }
}

/** Whether a move belongs to the usual course of a quarter: it needs no reason and draws nothing anew. */
export const isUsual = ({ move, needs_reason }: MoveOut): boolean => !needs_reason && move !== 'recompute' && move !== 'correct'

export const loadOverview = (quarter: string | null): Promise<void> => overview.load(quarter ? `/api/cycles?quarter=${quarter}` : '/api/cycles')
export const loadDetail = (cycle: string): Promise<void> => detail.load(`/api/cycles/${cycle}`)
export const loadAppeals = (quarter: string): Promise<void> => appeals.load(`/api/appeals?quarter=${quarter}`)
export const loadVetoes = (quarter: string): Promise<void> => vetoes.load(`/api/vetoes?quarter=${quarter}`)
export const loadPublication = (cycle: string): Promise<void> => publication.load(`/api/cycles/${cycle}/publication`)
