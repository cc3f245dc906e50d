/** All achievements that were filed, the newest first, narrowed by state, kind and year. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import { ExportButton } from '../../exporting'
import { gradeText } from '../../factWords'
import { keepFresh } from '../../fresh'
import type { AchievementOut, AchievementsOut, StudiosOut } from '../../generated/http'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { go, to } from '../../route'
import { dayOf, momentText } from '../../time'
import { Button, Empty, Tag, type Tone } from '../../ui'
import { wordFor } from '../../words'
import { Head } from './Tabs'
import { words } from './words'

const LISTS = ['', 'submitted', 'approved', 'returned', 'withdrawn'] as const
const YEARS_BACK = 5
const found = new Resource<AchievementsOut>()
const about = new Resource<StudiosOut>()
/** The pages after the first, which are asked for one by one. */
const later = signal<{ of: string; items: AchievementOut[]; next: string | null } | null>(null)

const TONES: Readonly<Record<string, Tone>> = { submitted: 'yellow', returned: 'heed', approved: 'green' }
export const StateTag = ({ state }: { state: string }) => <Tag tone={TONES[state] ?? 'ink'}>{wordFor(words.lists, state)}</Tag>

function AchievementLine({ one }: { one: AchievementOut }) {
  return (
    <tr>
      <td><a href={to(`office/studios/achievements/${one.achievement}`)}><b>{one.title}</b><small>{[one.kind_title, gradeText('achievement', one.level), one.done_on].filter(Boolean).join(' · ')}</small></a></td>
      <td>{one.branch_name}{one.studio_name && <small>{one.studio_name}</small>}</td>
      <td>{one.people.map(person => `${person.name} ${words.share(person.share)}`).join(phrases.and)}</td>
      <td>{one.effect}</td>
      <td><StateTag state={one.state} /></td>
    </tr>
  )
}

export function AchievementTable({ items }: { items: readonly AchievementOut[] }) {
  const { title, branch, people, effect, state } = words.columns
  return (
    <table class="list-table achievements-table">
      <thead><tr>{[title, branch, people, effect, state].map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
      <tbody>{items.map(one => <AchievementLine key={one.achievement} one={one} />)}</tbody>
    </table>
  )
}

function Filters({ query }: { query: URLSearchParams }) {
  const kinds = about.state.value.data?.choices.filter(one => one.field === 'kind') ?? []
  const year = Number(dayOf(Date.now()).slice(0, 4))
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query)
    if (value) next.set(name, value)
    else next.delete(name)
    go(`office/studios/achievements?${next.toString()}`, true)
  }
  const list = query.get('state') ?? ''
  return (
    <div class="studio-bar">
      <div class="segments" role="group" aria-label={words.list}>{LISTS.map(one => <button key={one} type="button" aria-pressed={one === list} onClick={() => set('state', one)}>{words.lists[one]}</button>)}</div>
      <select class="control" aria-label={words.kind} value={query.get('kind') ?? ''} onInput={event => set('kind', event.currentTarget.value)}>
        <option value="">{words.anyKind}</option>{kinds.map(one => <option key={one.key} value={one.key}>{one.title}</option>)}
      </select>
      <select class="control" aria-label={words.year} value={query.get('year') ?? ''} onInput={event => set('year', event.currentTarget.value)}>
        <option value="">{words.anyYear}</option>{Array.from({ length: YEARS_BACK }, (_, at) => String(year - at)).map(one => <option key={one} value={one}>{one}</option>)}
      </select>
    </div>
  )
}

function pathOf(query: URLSearchParams): string {
  const asked = new URLSearchParams()
  for (const name of ['state', 'kind', 'year', 'org', 'studio']) if (query.get(name)) asked.set(name, query.get(name)!)
  return `/api/achievements?${asked.toString()}`
}

async function showMore(path: string, next: string): Promise<void> {
  const before = later.value?.of === path ? later.value.items : []
  const page = await api<AchievementsOut>(`${path}&cursor=${encodeURIComponent(next)}`).catch(() => null)
  if (page) later.value = { of: path, items: [...before, ...page.items], next: page.next }
}

function List({ data, path }: { data: AchievementsOut; path: string }) {
  const more = later.value?.of === path ? later.value : null
  const items = [...data.items, ...(more?.items ?? [])]
  const next = more ? more.next : data.next
  if (!items.length) return <Empty icon="check" title={words.none}>{words.noneText}</Empty>
  return <><AchievementTable items={items} />{next && <p><Button onClick={() => { void showMore(path, next) }}>{words.more}</Button></p>}</>
}

export function AchievementsPage({ query }: { query: URLSearchParams }) {
  const path = pathOf(query)
  const load = () => { later.value = null; void found.load(path) }
  useEffect(() => { load(); return keepFresh(load) }, [path])
  useEffect(() => { void about.load('/api/studios') }, [])
  const { data } = found.state.value
  return (
    <div>
      <Head title={words.achievements} tab="achievements">
        {data && <p class="board-as-of">{words.asOf(momentText(data.as_of))}</p>}
        <ExportButton path="/api/achievements/export" query={Object.fromEntries(query)} name={words.exportName} />
      </Head>
      <div class="office-column">
        <Filters query={query} />
        <Answered of={found.state.value} waiting={words.waiting} again={load}>{shown => <List data={shown} path={path} />}</Answered>
      </div>
    </div>
  )
}
