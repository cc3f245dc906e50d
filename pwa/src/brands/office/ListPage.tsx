/** All brands as a gallery by name, narrowed by list, colour and owner. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { BrandOut, BrandOwnerOut, BrandsOut } from '../../generated/http'
import { Resource } from '../../load'
import { go, to } from '../../route'
import { dayText, momentText } from '../../time'
import { Button, Empty, Mark, Status, type Colour } from '../../ui'
import { wordFor } from '../../words'
import { t } from '../words'
import { Head } from './Head'
import { words } from './words'

const LISTS = ['all', 'waiting', 'growing', 'named', 'withdrawn', 'drafts'] as const
const COLOURS: readonly Colour[] = ['red', 'yellow', 'green', 'grey']
const NAMES = { red: 'recheck_overdue', yellow: 'recheck_soon', green: 'current', grey: 'growing' } as const

const found = new Resource<BrandsOut>()
const owners = new Resource<BrandOwnerOut[]>()
/** The pages after the first, which are asked for one by one. */
const later = signal<{ of: string; items: BrandOut[]; next: string | null } | null>(null)

export const dayWords = (day: string): string => (day ? dayText(Date.parse(`${day}T00:00:00+08:00`)) : '')

const Tile = ({ one }: { one: BrandOut }) => (
  <li><a class="brand-tile" href={to(`office/brands/${one.brand}`)}>
    {one.small ? <img src={`data:image/jpeg;base64,${one.small}`} alt="" /> : <span class="blank" aria-hidden="true">{one.name.slice(0, 1)}</span>}
    <span class="grow"><b>{one.name}</b><span class="soft">{one.owner_name}</span><span>{one.meaning}</span>
      <span class="brand-tile-foot">{one.standing === 'growing' ? <span class="soft">{wordFor(t.states, one.state)}</span> : <Status tone={one.colour as Colour}>{wordFor(t.standings, one.standing)}</Status>}{one.recheck_on && <small>{t.recheckOn(dayWords(one.recheck_on))}</small>}</span></span>
  </a></li>
)

function Filters({ query }: { query: URLSearchParams }) {
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query)
    if (value) next.set(name, value)
    else next.delete(name)
    go(`office/brands?${next.toString()}`, true)
  }
  const [list, colour] = [query.get('list') ?? 'all', query.get('colour') ?? '']
  return (
    <div class="brands-bar">
      <div class="segments" role="group" aria-label={words.which}>{LISTS.map(one => <button key={one} type="button" aria-pressed={one === list} onClick={() => set('list', one)}>{words.lists[one]}</button>)}</div>
      <div class="brands-colours" role="group" aria-label={words.colour}>{COLOURS.map(one => <button key={one} type="button" class="chip" aria-pressed={one === colour ? 'true' : 'false'} onClick={() => set('colour', one === colour ? '' : one)}><Mark tone={one} size={18} />{t.standings[NAMES[one as keyof typeof NAMES]]}</button>)}</div>
      <select class="control" aria-label={t.owner} value={query.get('org') ?? ''} onInput={event => set('org', event.currentTarget.value)}>
        <option value="">{words.anyOwner}</option>
        {(owners.state.value.data ?? []).map(one => <option key={one.org} value={one.org}>{one.name}</option>)}
      </select>
    </div>
  )
}

function pathOf(query: URLSearchParams): string {
  const asked = new URLSearchParams()
  for (const name of ['list', 'colour', 'org']) if (query.get(name)) asked.set(name, query.get(name)!)
  return `/api/brands?${asked.toString()}`
}

async function showMore(path: string, next: string): Promise<void> {
  const before = later.value?.of === path ? later.value.items : []
  const page = await api<BrandsOut>(`${path}&cursor=${encodeURIComponent(next)}`).catch(() => null)
  if (page) later.value = { of: path, items: [...before, ...page.items], next: page.next }
}

function Shown({ data, path }: { data: BrandsOut; path: string }) {
  const more = later.value?.of === path ? later.value : null
  const items = [...data.items, ...(more?.items ?? [])]
  const next = more ? more.next : data.next
  if (!items.length) return <Empty icon="star" title={words.none}>{words.noneText}</Empty>
  return (
    <>
      <ul class="brand-gallery">{items.map(one => <Tile key={one.brand} one={one} />)}</ul>
      {next && <div class="brands-more"><Button onClick={() => { void showMore(path, next) }}>{words.more}</Button></div>}
    </>
  )
}

export function ListPage({ query }: { query: URLSearchParams }) {
  const path = pathOf(query)
  const load = () => { later.value = null; void found.load(path) }
  useEffect(() => { load(); return keepFresh(load) }, [path])
  useEffect(() => { void owners.load('/api/brands/owners') }, [])
  const { data } = found.state.value
  const { list = 'all', colour = '', org = '' } = Object.fromEntries(query)
  return (
    <div>
      <Head title={words.title} tab="list">
        {data && <p class="board-as-of">{words.asOf(momentText(data.as_of))}{data.data_up_to !== null && ` · ${words.dataUpTo(momentText(data.data_up_to))}`}</p>}
        <ExportButton path="/api/brands/export" query={{ list, colour, org }} name={words.title} />
      </Head>
      <div class="office-column brands-column">
        <Filters query={query} />
        <Answered of={found.state.value} waiting={words.waiting} again={load}>{shown => <Shown data={shown} path={path} />}</Answered>
      </div>
    </div>
  )
}
