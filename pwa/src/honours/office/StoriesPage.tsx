/** The stories that the office writes, the one written last first. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { StoriesOut, StoryLineOut } from '../../generated/http'
import { Resource } from '../../load'
import { go, to } from '../../route'
import { wordFor } from '../../text'
import { momentText } from '../../time'
import { Button, ButtonLink, Empty, Tag } from '../../ui'
import { t } from '../words'
import { Head, mayWrite } from './Head'
import { words } from './words'

const STATES = ['', 'draft', 'reviewed', 'published', 'withdrawn'] as const
const found = new Resource<StoriesOut>()
const later = signal<{ of: string; items: StoryLineOut[]; next: string | null } | null>(null)

const Line = ({ one }: { one: StoryLineOut }) => (
  <tr>
    <td><a href={to(`office/honours/story/${one.story}`)}><b>{one.title || words.untitled}</b></a><small>{wordFor(t.kinds, one.kind)} · {one.org_name}</small></td>
    <td>{one.names || '—'}</td>
    <td><Tag tone={one.state === 'published' ? 'green' : 'ink'}>{wordFor(words.states, one.state)}</Tag>{one.waiting > 0 && <Tag tone="heed">{words.asksOf(one.waiting)}</Tag>}</td>
    <td>{one.edited_by_name}<small>{momentText(one.edited_at)}</small></td>
  </tr>
)

async function showMore(path: string, next: string): Promise<void> {
  const before = later.value?.of === path ? later.value.items : []
  const page = await api<StoriesOut>(`${path}&cursor=${encodeURIComponent(next)}`).catch(() => null)
  if (page) later.value = { of: path, items: [...before, ...page.items], next: page.next }
}

function List({ data, path }: { data: StoriesOut; path: string }) {
  const more = later.value?.of === path ? later.value : null
  const items = [...data.items, ...(more?.items ?? [])]
  const next = more ? more.next : data.next
  if (!items.length) return <Empty icon="book" title={words.noStories}>{words.noStoriesText}</Empty>
  const { title, people, state, by } = words.storyColumns
  return (
    <>
      <table class="list-table honours-table">
        <thead><tr>{[title, people, state, by].map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
        <tbody>{items.map(one => <Line key={one.story} one={one} />)}</tbody>
      </table>
      {next && <p><Button onClick={() => { void showMore(path, next) }}>{words.more}</Button></p>}
    </>
  )
}

export function StoriesPage({ state }: { state: string }) {
  const path = `/api/stories?story_state=${state}`
  const load = () => { later.value = null; void found.load(path) }
  useEffect(() => { load(); return keepFresh(load) }, [path])
  return (
    <div>
      <Head title={words.stories} tab="stories"><ExportButton path="/api/stories/export" query={{ story_state: state }} name={words.stories} />{mayWrite() && <ButtonLink kind="main" icon="pencil" href={to('office/honours/story/new')}>{words.write}</ButtonLink>}</Head>
      <div class="office-column honours-column">
        <select class="control honours-state" aria-label={words.storyColumns.state} value={state} onInput={event => go(`office/honours/stories?state=${event.currentTarget.value}`, true)}>{STATES.map(one => <option key={one} value={one}>{words.states[one]}</option>)}</select>
        <Answered of={found.state.value} waiting={words.waiting} again={load}>{data => <List data={data} path={path} />}</Answered>
      </div>
    </div>
  )
}
