/** The mine's honours, the newest year first, narrowed by level, organisation and words; entered, put right and removed here. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import { api } from '../../api'
import type { HonourOptionsOut, HonourOut, HonoursOut } from '../../generated/http'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { go, to } from '../../route'
import { Button, ButtonLink, Empty, Tag } from '../../ui'
import { ChangeForm, EnterForm, RemoveForm } from './Forms'
import { Head, mayWrite } from './Head'
import { words } from './words'

const found = new Resource<HonoursOut>()
export const options = new Resource<HonourOptionsOut>()
const later = signal<{ of: string; items: HonourOut[]; next: string | null } | null>(null)
const NARROWED = ['level', 'org', 'words'] as const

type Doing = { how: 'enter' } | { how: 'change' | 'remove'; one: HonourOut }

function Line({ one, confirmed, onDo }: { one: HonourOut; confirmed: boolean; onDo: (doing: Doing) => void }) {
  const href = one.member ? `office/ledger/member/${one.member}` : `office/ledger/${one.org}`
  return (
    <tr>
      <td>{one.year}</td><td><b>{one.title}</b>{one.text && <small>{one.text}</small>}</td><td>{one.level_title}{!confirmed && <> <Tag>{words.unconfirmed}</Tag></>}</td>
      <td><a href={to(href)}>{one.name}</a>{one.member && <small>{one.org_name}</small>}</td><td>{one.giver}</td>
      {mayWrite() && <td><div class="ways"><Button small kind="quiet" label={`${words.change}${phrases.colon}${one.title} ${one.name}`} onClick={() => onDo({ how: 'change', one })}>{words.change}</Button><Button small kind="quiet" label={`${words.remove}${phrases.colon}${one.title} ${one.name}`} onClick={() => onDo({ how: 'remove', one })}>{words.remove}</Button></div></td>}
    </tr>
  )
}

function Filters({ query }: { query: URLSearchParams }) {
  const { levels = [], orgs = [] } = options.state.value.data ?? {}
  const typed = useSignal(query.get('words') ?? '')
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query)
    if (value) next.set(name, value)
    else next.delete(name)
    go(`office/honours?${next.toString()}`, true)
  }
  return (
    <form class="honours-bar no-print" role="search" onSubmit={event => { event.preventDefault(); set('words', typed.value.trim()) }}>
      <select class="control" aria-label={words.level} value={query.get('level') ?? ''} onInput={event => set('level', event.currentTarget.value)}>
        <option value="">{words.anyLevel}</option>{levels.map(one => <option key={one.key} value={one.key}>{one.title}</option>)}
      </select>
      <select class="control" aria-label={words.org} value={query.get('org') ?? ''} onInput={event => set('org', event.currentTarget.value)}>
        <option value="">{words.anyOrg}</option>{orgs.filter(one => one.kind !== 'committee').map(one => <option key={one.org} value={one.org}>{one.name}</option>)}
      </select>
      <input type="search" class="control" aria-label={words.find} placeholder={words.find} value={typed.value} maxLength={60} onInput={event => { typed.value = event.currentTarget.value }} onBlur={() => { if (typed.value.trim() !== (query.get('words') ?? '')) set('words', typed.value.trim()) }} />
    </form>
  )
}

async function showMore(path: string, next: string): Promise<void> {
  const before = later.value?.of === path ? later.value.items : []
  const page = await api<HonoursOut>(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}`).catch(() => null)
  if (page) later.value = { of: path, items: [...before, ...page.items], next: page.next }
}

function List({ data, path, onDo }: { data: HonoursOut; path: string; onDo: (doing: Doing) => void }) {
  const more = later.value?.of === path ? later.value : null
  const items = [...data.items, ...(more?.items ?? [])]
  const next = more ? more.next : data.next
  const confirmed = new Set(options.state.value.data?.levels.filter(one => one.is_confirmed).map(one => one.key))
  if (!items.length) return <Empty icon="star" title={words.noHonours}>{words.noHonoursText}</Empty>
  const { year, title, level, whose, giver } = words.columns
  return (
    <>
      <table class="list-table honours-table">
        <thead><tr>{[year, title, level, whose, giver, ...(mayWrite() ? [words.columns.do] : [])].map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
        <tbody>{items.map(one => <Line key={one.honour} one={one} confirmed={confirmed.has(one.level)} onDo={onDo} />)}</tbody>
      </table>
      {next && <p><Button onClick={() => { void showMore(path, next) }}>{words.more}</Button></p>}
    </>
  )
}

export function HonoursPage({ query }: { query: URLSearchParams }) {
  const doing = useSignal<Doing | null>(null)
  const given = NARROWED.filter(name => query.get(name)).map(name => [name, query.get(name)!] as const)
  const path = `/api/honours?${new URLSearchParams(given.map(one => [...one])).toString()}`
  const load = () => { later.value = null; void found.load(path) }
  useEffect(load, [path])
  useEffect(() => { void options.load('/api/honours/options') }, [])
  const close = (saved: boolean) => { doing.value = null; if (saved) load() }
  const now = doing.value
  return (
    <div>
      <Head title={words.title} tab="honours">
        <ExportButton path="/api/honours/export" query={Object.fromEntries(given)} name={words.title} />
        {mayWrite() && <><ButtonLink icon="upload" href={to('office/honours/import')}>{words.importing}</ButtonLink><Button kind="main" icon="plus" onClick={() => { doing.value = { how: 'enter' } }}>{words.enter}</Button></>}
      </Head>
      <div class="office-column honours-column">
        <Filters query={query} />
        <Answered of={found.state.value} waiting={words.waiting} again={load}>{data => <List data={data} path={path} onDo={next => { doing.value = next }} />}</Answered>
      </div>
      {now?.how === 'enter' && options.state.value.data && <EnterForm options={options.state.value.data} onClose={close} />}
      {now?.how === 'change' && options.state.value.data && <ChangeForm one={now.one} options={options.state.value.data} onClose={close} />}
      {now?.how === 'remove' && <RemoveForm one={now.one} onClose={close} />}
    </div>
  )
}
