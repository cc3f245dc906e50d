/** The pages of training beside each other, what stands at the head of each, and how the office writes to the server. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { ContestsOut, CoursesOut, PairsOut } from '../../generated/http'
import { Resource } from '../../load'
import { to } from '../../route'
import { me } from '../../session'
import { momentText } from '../../time'
import { words } from './words'
import './office.css'

type Tab = 'contests' | 'courses' | 'pairs' | 'import'

export const isOffice = (): boolean => me.value?.roles.some(one => one.role === 'office') ?? false

/** Each list is fetched whole; the page of one thing finds it there. */
export const contests = new Resource<ContestsOut>()
export const courses = new Resource<CoursesOut>()
export const pairs = new Resource<PairsOut>()
const PATHS = new Map<object, string>([[contests, '/api/contests'], [courses, '/api/courses'], [pairs, '/api/mentor-pairs']])

/** Keeps a list fresh while a page shows it; gives what fetches it again. */
export function useFresh<T>(of: Resource<T>): () => void {
  const load = () => { void of.load(PATHS.get(of)!) }
  useEffect(() => { load(); return keepFresh(load) }, [of])
  return load
}

export function Head({ title, tab, as_of, children }: { title: string; tab: Tab | null; as_of?: number | undefined; children?: ComponentChildren }) {
  useEffect(() => { document.title = title }, [title])
  const tabs: Tab[] = isOffice() ? ['contests', 'courses', 'pairs', 'import'] : ['contests', 'courses', 'pairs']
  return (
    <header class="office-title training-head">
      <h1 tabIndex={-1}>{title}</h1>
      <nav class="segments no-print" aria-label={words.tabs}>{tabs.map(one => <a key={one} href={to(one === 'contests' ? 'office/training' : `office/training/${one}`)} aria-current={one === tab ? 'page' : undefined}>{words.names[one]}</a>)}</nav>
      <div class="training-tools no-print">
        {as_of !== undefined && <p class="board-as-of">{words.asOf(momentText(as_of))}</p>}
        {tab && tab !== 'import' && <ExportButton path="/api/training/export" name={words.short} />}
        {children}
      </div>
    </header>
  )
}

/** Sends what a form says; `told` shows why it was refused. */
export function useSending(): { busy: boolean; send: (path: string, body?: unknown, method?: 'PUT' | 'POST') => Promise<boolean>; told: ComponentChildren } {
  const busy = useSignal(false)
  const refused = useSignal<Problem | null>(null)
  const send = async (path: string, body?: unknown, method: 'PUT' | 'POST' = body === undefined ? 'POST' : 'PUT') => {
    busy.value = true
    refused.value = null
    const done = await api(path, { method, ...(body === undefined ? {} : { body }) }).then(() => true, (error: unknown) => { refused.value = asProblem(error); return false })
    busy.value = false
    return done
  }
  return { busy: busy.value, send, told: refused.value && <ProblemNotice problem={refused.value} /> }
}
