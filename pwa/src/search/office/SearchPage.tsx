/** What was found: by kind, each with the place where the words stand; narrowed down by kind, organisation and time. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import type { GroupOut, HitOut, Piece, SearchOut } from '../../generated/http'
import { useLive } from '../../live'
import { worksInOffice } from '../../office'
import type { PageProps } from '../../part'
import { to } from '../../route'
import type { As, Organisation } from '../../rows'
import { me } from '../../session'
import { wordFor } from '../../text'
import { dayText } from '../../time'
import { factWords } from '../../factWords'
import { Button, Empty } from '../../ui'
import { shell } from '../../words'
import { addressOf, answered, apiPath, ask, exportQuery, more, questionIn, type Question } from './asking'
import { SearchBox } from './SearchBox'
import { words } from './words'
import './search.css'

const Pieces = ({ of }: { of: readonly Piece[] }) => <>{of.map((piece, at) => (piece.hit ? <mark key={at}>{piece.text}</mark> : piece.text))}</>

/** What kind of meeting or organisation it is; a resolution says that it is one. */
function sortOf({ kind, sort }: HitOut): string {
  if (kind === 'meeting') return wordFor(shell.kinds, sort)
  return kind === 'resolution' ? `${words.resolutionIn} · ${wordFor(shell.kinds, sort)}` : ''
}

/** Kinds whose rows are on a phone too, and the page that opens one there: whoever does not work in the office reads it so. */
const ON_PHONE: Readonly<Record<string, string>> = { order: 'order', project: 'project', brand: 'brand', story: 'story', room: 'rooms/booking', achievement: 'achievement', course: 'training/course', visit: 'visit' }

function addressOfHit(hit: HitOut): string {
  const page = worksInOffice(me.value) ? undefined : ON_PHONE[hit.kind]
  return to(page ? `${page}/${hit.id.split(':')[1]}` : `office/${hit.route}`)
}

function Hit({ hit }: { hit: HitOut }) {
  const about = [sortOf(hit), hit.kind === 'organisation' ? '' : hit.org_name, hit.at === null ? '' : dayText(hit.at)].filter(Boolean).join(' · ')
  return (
    <li>
      <a href={addressOfHit(hit)}>
        <b class="found-title">{hit.title.length ? <Pieces of={hit.title} /> : sortOf(hit) || wordFor(factWords.kinds, hit.sort)}</b>
        {hit.excerpt.length > 0 && <span class="found-text"><Pieces of={hit.excerpt} /></span>}
        <span class="found-about">{about}</span>
      </a>
    </li>
  )
}

function Group({ group, question }: { group: GroupOut; question: Question }) {
  const later = useSignal<readonly GroupOut[]>([])
  const busy = useSignal(false)
  const pages = [group, ...later.value]
  const hits = pages.flatMap(page => page.hits)
  const next = pages[pages.length - 1]!.next
  const kind = wordFor(words.kinds, group.kind)
  const goOn = async () => {
    busy.value = true
    const page = await more({ ...question, kind: group.kind }, Date.now(), next!).catch(() => undefined)
    if (page) later.value = [...later.value, page]
    busy.value = false
  }
  return (
    <section class="found-group">
      <h2>{kind} <small>{words.counted(hits.length, next !== null)}</small></h2>
      <ul class="found-list">{hits.map(hit => <Hit key={hit.id} hit={hit} />)}</ul>
      {next !== null && (question.kind
        ? <Button small busy={busy.value} onClick={() => { void goOn() }}>{words.more}</Button>
        : <a class="button small" href={to(addressOf({ ...question, kind: group.kind }))}>{words.allOf(kind)}</a>)}
    </section>
  )
}

function Filters({ question }: { question: Question }) {
  const branches = useLive(['row:organisation'], async phone => {
    const all = await phone.rows<As<Organisation>>('organisation')
    return all.filter(one => one.kind !== 'group' && !one.closed_on).sort((one, other) => one.name.localeCompare(other.name, 'zh'))
  }) ?? []
  const kinds: readonly [string, string][] = [['', words.every], ...Object.entries(words.kinds)]
  return (
    <div class="found-filters no-print">
      <select class="control" aria-label={words.kind} value={question.kind} onInput={event => ask({ ...question, kind: event.currentTarget.value })}>
        {kinds.map(([kind, name]) => <option key={kind} value={kind}>{name}</option>)}
      </select>
      <select class="control" aria-label={words.organisation} value={question.org} onInput={event => ask({ ...question, org: event.currentTarget.value })}>
        <option value="">{words.allOrganisations}</option>
        {branches.map(one => <option key={one.id} value={one.id}>{one.name}</option>)}
      </select>
      <select class="control" aria-label={words.when} value={question.when} onInput={event => ask({ ...question, when: event.currentTarget.value })}>
        {Object.entries(words.times).map(([key, name]) => <option key={key} value={key}>{name}</option>)}
      </select>
    </div>
  )
}

function Found({ data, question }: { data: SearchOut; question: Question }) {
  if (!data.words.length) return <Empty icon="search" title={words.short}>{words.shortText}</Empty>
  if (!data.groups.length) return <Empty icon="search" title={words.nothing(question.q)}>{words.nothingText}</Empty>
  return <>{data.groups.map(group => <Group key={`${group.kind}/${group.hits[0]?.id}`} group={group} question={question} />)}</>
}

/** Up and down go from one thing found to the next; up from the first one back into the box. */
function onArrows(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const links = [...document.querySelectorAll<HTMLElement>('.found-list a')]
  const at = links.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  event.preventDefault()
  const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (next) next.focus()
  else if (event.key === 'ArrowUp') [...document.querySelectorAll<HTMLElement>('.search-bar input')].find(one => one.offsetParent !== null)?.focus()
}

export function SearchPage({ query }: PageProps) {
  const question = questionIn(query)
  const path = apiPath(question, Date.now())
  useEffect(() => { void answered.load(path) }, [path])
  useEffect(() => { document.title = words.title }, [])
  const kinds = answered.state.value.data?.groups.length
  return (
    <div class="found" onKeyDown={onArrows}>
      <header class="office-title"><h1 tabIndex={-1}>{words.title}</h1><SearchBox />{question.q && kinds !== 0 && <ExportButton small path="/api/search/export" query={exportQuery(question, Date.now())} name={words.title} />}</header>
      <Filters question={question} />
      <div class={(kinds ?? 0) > 1 ? 'found-body many' : 'found-body'} aria-live="polite">
        <Answered of={answered.state.value} waiting={words.waiting} again={() => { void answered.load(path) }}>{data => <Found data={data} question={question} />}</Answered>
      </div>
    </div>
  )
}
