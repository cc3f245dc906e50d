/** Visits, the newest first, narrowed by state and organisation. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { GuideOptionsOut, VisitOut, VisitsOut } from '../../generated/http'
import { Resource } from '../../load'
import { go, to } from '../../route'
import { Button, Empty, Tag } from '../../ui'
import { wordFor } from '../../words'
import { t } from '../words'
import { dayWords, Head } from './Head'
import { words } from './words'

const STATES = ['', 'filed', 'reviewed'] as const

const found = new Resource<VisitsOut>()
const options = new Resource<GuideOptionsOut>()
/** The pages after the first, which are asked for one by one. */
const later = signal<{ of: string; items: VisitOut[]; next: string | null } | null>(null)

const Line = ({ one }: { one: VisitOut }) => (
  <tr>
    <td><a href={to(`office/guides/${one.visit}`)}><b>{one.org_name}</b><small>{dayWords(one.on)}</small></a></td>
    <td>{one.guide_name}<small>{wordFor(t.teams, one.team)}</small></td>
    <td>{one.text}{one.unsolved > 0 && <small>{words.open(one.unsolved)}</small>}</td>
    <td><Tag tone={one.state === 'reviewed' ? 'green' : 'heed'}>{wordFor(t.states, one.state)}</Tag></td>
  </tr>
)

function Filters({ query }: { query: URLSearchParams }) {
  const { places = [] } = options.state.value.data ?? {}
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query)
    if (value) next.set(name, value)
    else next.delete(name)
    go(`office/guides/visits?${next.toString()}`, true)
  }
  const state = query.get('state') ?? ''
  return (
    <div class="guides-bar">
      <div class="segments" role="group" aria-label={words.which}>{STATES.map(one => <button key={one} type="button" aria-pressed={one === state} onClick={() => set('state', one)}>{words.lists[one]}</button>)}</div>
      <select class="control" aria-label={words.columns.org} value={query.get('org') ?? ''} onInput={event => set('org', event.currentTarget.value)}>
        <option value="">{words.anyOrg}</option>
        {places.map(one => <option key={one.org} value={one.org}>{one.name}</option>)}
      </select>
    </div>
  )
}

function pathOf(query: URLSearchParams): string {
  const asked = new URLSearchParams()
  for (const name of ['state', 'org', 'guide']) if (query.get(name)) asked.set(name, query.get(name)!)
  return `/api/visits?${asked.toString()}`
}

async function showMore(path: string, next: string): Promise<void> {
  const before = later.value?.of === path ? later.value.items : []
  const page = await api<VisitsOut>(`${path}&cursor=${encodeURIComponent(next)}`).catch(() => null)
  if (page) later.value = { of: path, items: [...before, ...page.items], next: page.next }
}

function Shown({ data, path }: { data: VisitsOut; path: string }) {
  const more = later.value?.of === path ? later.value : null
  const items = [...data.items, ...(more?.items ?? [])]
  const next = more ? more.next : data.next
  if (!items.length) return <Empty icon="people" title={words.noVisits}>{words.noVisitsText}</Empty>
  return (
    <>
      <table class="list-table guides-list">
        <thead><tr>{(['org', 'who', 'what', 'state'] as const).map(one => <th key={one} scope="col">{words.columns[one]}</th>)}</tr></thead>
        <tbody>{items.map(one => <Line key={one.visit} one={one} />)}</tbody>
      </table>
      {next && <div class="page-actions"><Button onClick={() => { void showMore(path, next) }}>{words.more}</Button></div>}
    </>
  )
}

export function VisitsPage({ query }: { query: URLSearchParams }) {
  const path = pathOf(query)
  const load = () => { later.value = null; void found.load(path) }
  useEffect(() => { load(); return keepFresh(load) }, [path])
  useEffect(() => { void options.load('/api/guides/options') }, [])
  const { state = '', org = '', guide = '' } = Object.fromEntries(query)
  return (
    <div>
      <Head title={words.visits} tab="visits"><ExportButton path="/api/visits/export" query={{ state, org, guide }} name={words.visits} /></Head>
      <div class="office-column guides-column">
        <Filters query={query} />
        <Answered of={found.state.value} waiting={words.waiting} again={load}>{shown => <Shown data={shown} path={path} />}</Answered>
      </div>
    </div>
  )
}
