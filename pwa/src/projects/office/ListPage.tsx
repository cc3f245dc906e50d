/** All projects, as a list by the day they end or as a wall of cards by stage, narrowed by list, colour and owner. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { ProjectOptionsOut, ProjectOut, ProjectsOut } from '../../generated/http'
import { Resource } from '../../load'
import { go, to } from '../../route'
import { dayText, momentText } from '../../time'
import { Button, Empty, Mark, type Colour } from '../../ui'
import { shell, wordFor } from '../../words'
import { t } from '../words'
import { Head } from './Head'
import { words } from './words'

const LISTS = ['all', 'waiting', 'open', 'accepted', 'ended', 'drafts'] as const
const COLOURS: readonly Colour[] = ['red', 'yellow', 'green', 'grey']
const STAGES = ['submitted', 'approved', 'running', 'acceptance', 'graded', 'bought_back', 'promoted', 'closed', 'terminated'] as const

const found = new Resource<ProjectsOut>()
const options = new Resource<ProjectOptionsOut>()
/** The pages after the first, which are asked for one by one. */
const later = signal<{ of: string; items: ProjectOut[]; next: string | null } | null>(null)

export const dayWords = (day: string): string => (day ? dayText(Date.parse(`${day}T00:00:00+08:00`)) : '')

export const Standing = ({ one }: { one: ProjectOut }) => (
  <span class={`status ${one.colour}`}><Mark tone={one.colour as Colour} size={20} hollow={one.standing === 'late'} />{wordFor(t.standings, one.standing)}</span>
)

const Line = ({ one }: { one: ProjectOut }) => (
  <tr>
    <td><a href={to(`office/projects/${one.project}`)}><b>{one.title}</b><small>{[one.number ? t.number(one.year, one.number) : '', one.leader].filter(Boolean).join(' · ')}</small></a></td>
    <td>{one.owner_name}</td>
    <td>{one.due_on ? <>{dayWords(one.due_on)}<small>{one.due_text}</small></> : dayWords(one.ends_on)}</td>
    <td>{wordFor(t.states, one.state)}{one.offered > 0 && <small>{words.adopted(one.adopted, one.offered)}</small>}</td>
    <td><Standing one={one} /></td>
  </tr>
)

const Table = ({ items }: { items: readonly ProjectOut[] }) => (
  <table class="list-table projects-table">
    <thead><tr>{(['project', 'owner', 'due', 'state', 'standing'] as const).map(one => <th key={one} scope="col">{words.columns[one]}</th>)}</tr></thead>
    <tbody>{items.map(one => <Line key={one.project} one={one} />)}</tbody>
  </table>
)

const Tile = ({ one }: { one: ProjectOut }) => (
  <li><a class={`project-tile ${one.colour}`} href={to(`office/projects/${one.project}`)}>
    <b>{one.title}</b><span class="soft">{one.owner_name}</span>
    <span class="project-tile-foot"><Standing one={one} /><small>{words.milestones(one.milestones.filter(item => item.is_done).length, one.milestones.length)}{one.due_on && ` · ${dayWords(one.due_on)}`}</small></span>
  </a></li>
)

const Wall = ({ items }: { items: readonly ProjectOut[] }) => (
  <div class="project-wall">
    {STAGES.map(stage => [stage, items.filter(one => one.state === stage)] as const).filter(([, own]) => own.length > 0).map(([stage, own]) => (
      <section key={stage} aria-label={t.states[stage]}><h2>{t.states[stage]} <span class="soft">{own.length}</span></h2><ul>{own.map(one => <Tile key={one.project} one={one} />)}</ul></section>
    ))}
  </div>
)

function Filters({ query }: { query: URLSearchParams }) {
  const { owners = [] } = options.state.value.data ?? {}
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query)
    if (value) next.set(name, value)
    else next.delete(name)
    go(`office/projects?${next.toString()}`, true)
  }
  const [list, colour] = [query.get('list') ?? 'all', query.get('colour') ?? '']
  return (
    <div class="projects-bar">
      <div class="segments" role="group" aria-label={words.which}>{LISTS.map(one => <button key={one} type="button" aria-pressed={one === list} onClick={() => set('list', one)}>{words.lists[one]}</button>)}</div>
      <div class="projects-colours" role="group" aria-label={words.colour}>
        {COLOURS.map(one => <button key={one} type="button" class="chip" aria-pressed={one === colour ? 'true' : 'false'} onClick={() => set('colour', one === colour ? '' : one)}><Mark tone={one} size={18} />{shell.colours[one]}</button>)}
      </div>
      <select class="control" aria-label={words.owner} value={query.get('org') ?? ''} onInput={event => set('org', event.currentTarget.value)}>
        <option value="">{words.anyOwner}</option>
        {owners.map(one => <option key={one.org} value={one.org}>{one.name}</option>)}
      </select>
    </div>
  )
}

function pathOf(query: URLSearchParams): string {
  const asked = new URLSearchParams()
  for (const name of ['list', 'colour', 'org']) if (query.get(name)) asked.set(name, query.get(name)!)
  return `/api/projects?${asked.toString()}`
}

async function showMore(path: string, next: string): Promise<void> {
  const before = later.value?.of === path ? later.value.items : []
  const page = await api<ProjectsOut>(`${path}&cursor=${encodeURIComponent(next)}`).catch(() => null)
  if (page) later.value = { of: path, items: [...before, ...page.items], next: page.next }
}

function Shown({ data, path, isWall }: { data: ProjectsOut; path: string; isWall: boolean }) {
  const more = later.value?.of === path ? later.value : null
  const items = [...data.items, ...(more?.items ?? [])]
  const next = more ? more.next : data.next
  if (!items.length) return <Empty icon="board" title={words.none}>{words.noneText}</Empty>
  return (
    <>
      {isWall ? <Wall items={items} /> : <Table items={items} />}
      {next && <div class="projects-more"><Button onClick={() => { void showMore(path, next) }}>{words.more}</Button></div>}
    </>
  )
}

export function ListPage({ query }: { query: URLSearchParams }) {
  const path = pathOf(query)
  const isWall = query.get('view') === 'wall'
  const load = () => { later.value = null; void found.load(path) }
  useEffect(() => { load(); return keepFresh(load) }, [path])
  useEffect(() => { void options.load('/api/projects/options') }, [])
  const { data } = found.state.value
  const { list = 'all', colour = '', org = '' } = Object.fromEntries(query)
  return (
    <div>
      <Head title={words.title} tab={isWall ? 'wall' : 'list'}>
        {data && <p class="board-as-of">{words.asOf(momentText(data.as_of))}{data.data_up_to !== null && ` · ${words.dataUpTo(momentText(data.data_up_to))}`}</p>}
        <ExportButton path="/api/projects/export" query={{ list, colour, org }} name={words.title} />
      </Head>
      <div class={isWall ? 'office-column projects-wide' : 'office-column projects-column'}>
        <Filters query={query} />
        <Answered of={found.state.value} waiting={words.waiting} again={load}>{shown => <Shown data={shown} path={path} isWall={isWall} />}</Answered>
      </div>
    </div>
  )
}
