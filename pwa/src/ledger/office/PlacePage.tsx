/** One organisation's page: what it did, owes and is scored, who holds its posts, what lies below it, its records. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import type { ChildOut, FigureOut, HolderOut, MembershipOut, OwedOut, PlaceLedgerOut, RecordLineOut } from '../../generated/http'
import { ExportButton } from '../../exporting'
import { Resource } from '../../load'
import { worksInOffice } from '../../office'
import type { PageProps } from '../../part'
import { isPeriod, periodAt, periodInYear } from '../../period'
import { pointsText } from '../../points'
import { to } from '../../route'
import { me } from '../../session'
import { wordFor } from '../../text'
import { clockOf, dayText, momentText, periodText } from '../../time'
import { Button, Status, Tag, type Colour } from '../../ui'
import { shell } from '../../words'
import { Block, Head, More, rateText } from './Frame'
import { Paged } from './paging'
import { Sections } from './Sections'
import { words } from './words'

const shown = new Resource<PlaceLedgerOut>()
const below = new Paged<ChildOut>()
const records = new Paged<RecordLineOut>()
const roll = new Paged<MembershipOut>()

const marked = (one: Omit<FigureOut, 'what'>): number => one.present + one.leave + one.absent + one.made_up

/** The period of the address; the running quarter without one. */
export const periodIn = (query: URLSearchParams): string => {
  const asked = query.get('period') ?? ''
  return isPeriod(asked) && (asked.length === 4 || asked.includes('Q')) ? asked : periodAt('quarter', Date.now())
}

function Figures({ figures }: { figures: readonly FigureOut[] }) {
  if (!figures.length) return <p class="soft">{words.noMeetings}</p>
  const total = figures.reduce((sum, one) => ({ count: sum.count + one.number, present: sum.present + one.present, expected: sum.expected + marked(one) }), { count: 0, present: 0, expected: 0 })
  return (
    <table class="list-table">
      <thead><tr><th scope="col">{words.meeting}</th><th scope="col" class="number">{words.times}</th><th scope="col" class="number">{words.rate}</th></tr></thead>
      <tbody>{figures.map(one => <tr key={one.what}><th scope="row">{wordFor(shell.kinds, one.what)}</th><td class="number">{one.number}</td><td class="number">{rateText(one.present, marked(one))}</td></tr>)}</tbody>
      <tfoot><tr><th scope="row">{words.total}</th><td class="number">{total.count}</td><td class="number">{rateText(total.present, total.expected)}</td></tr></tfoot>
    </table>
  )
}

/** Whose duty it is, as far as the page does not say it: groups of different branches have the same names. */
const whose = (one: OwedOut, org: string): string => [one.branch !== org && one.branch !== one.org ? one.branch_name : '', one.org === org ? '' : one.org_name].filter(Boolean).join(' · ')

function Owed({ one, org }: { one: OwedOut; org: string }) {
  const what = <><b>{wordFor(shell.kinds, one.kind)}</b> {[periodText(one.period), whose(one, org)].filter(Boolean).join(' · ')}</>
  return (
    <li class="ledger-line">
      <Status tone={one.colour as Colour} hollow={one.state === 'overdue_provisional'}>{wordFor(shell.states, one.state)}</Status>
      <span class="grow">{one.meeting ? <a href={to(`office/record/${one.meeting}`)}>{what}</a> : what}</span>
      <span class="soft">{words.due(dayText(one.due_at))}</span>
    </li>
  )
}

function Duties({ data }: { data: PlaceLedgerOut }) {
  const states = Object.entries(data.states)
  return (
    <Block title={words.must} aside={<span class="soft">{states.map(([state, count]) => `${wordFor(shell.states, state)} ${count}`).join(' · ')}</span>}>
      {!data.missed.length && !data.coming.length && <p class="soft">{words.noDuties}</p>}
      {data.missed.length > 0 && <><h3>{words.missed}</h3><ul>{data.missed.map(one => <Owed key={one.obligation} one={one} org={data.place.id} />)}</ul></>}
      {data.coming.length > 0 && <><h3>{words.coming}</h3><ul>{data.coming.map(one => <Owed key={one.obligation} one={one} org={data.place.id} />)}</ul></>}
    </Block>
  )
}

const Promised = ({ data }: { data: PlaceLedgerOut }) => (
  <Block title={words.promised}>
    {data.promised.length
      ? <ul>{data.promised.map(one => <li key={one.resolution} class="ledger-line"><a class="grow" href={to(`office/record/${one.meeting}`)}>{one.text}</a><span class="soft">{words.until(one.owner, one.due_on)}</span></li>)}</ul>
      : <p class="soft">{words.noPromises}</p>}
  </Block>
)

const Scores = ({ data }: { data: PlaceLedgerOut }) => (
  <Block title={words.scored}>
    {data.scores.length
      ? <ul>{data.scores.map(one => (
        <li key={one.period} class="ledger-line">
          <a class="grow" href={to(worksInOffice(me.value) ? `office/assessment/${data.place.id}/${one.period}` : 'score')}>{periodInYear(one.period)}</a>
          <span>{words.auto} {pointsText(one.auto_tenths)} · {words.assessor} {pointsText(one.assessor_tenths)} · <b>{words.points(pointsText(one.total_tenths))}</b></span>
          {one.published_band && <Tag>{words.publishedBand(one.published_band)}</Tag>}
        </li>
      ))}</ul>
      : <p class="soft">{words.noScores}</p>}
  </Block>
)

function Stars({ data }: { data: PlaceLedgerOut }) {
  const groups = data.stars ?? []
  const most = Math.max(...groups.map(one => one.people), 1)
  return (
    <Block title={words.stars} aside={data.quarter && groups.length > 0 && <span class="soft">{words.starsOf(periodInYear(data.quarter))}</span>}>
      {groups.length
        ? <ul class="ledger-bars">{groups.map(one => <li key={one.highest}><span>{words.starGroup(one.lowest, one.highest)}</span><i style={{ width: `${one.people * 60 / most}%` }} /><b>{words.people(one.people)}</b></li>)}</ul>
        : <p class="soft">{words.noStars}</p>}
    </Block>
  )
}

export const heldSpan = ({ from_on, to_on }: { from_on: string; to_on: string | null }): string => (to_on ? words.span(from_on, to_on) : words.since(from_on))

const Posts = ({ posts }: { posts: readonly HolderOut[] }) => (
  <Block title={words.posts}>
    {posts.length
      ? <ul>{posts.map(one => <li key={`${one.member}${one.post}${one.from_on}`} class="ledger-line"><span class="ledger-post">{wordFor(shell.posts, one.post)}</span><a class="grow" href={to(`office/ledger/member/${one.member}`)}>{one.name}</a><span class="soft">{heldSpan(one)}</span></li>)}</ul>
      : <p class="soft">{words.noPosts}</p>}
  </Block>
)

/** A list of the page as a workbook. */
export const Take = (from: { path: string; query?: Record<string, string>; name: string }) => <span class="no-print"><ExportButton small {...from} /></span>

/** The roll is fetched when it is wanted: most who look at an organisation do not look for a person. */
function Roll({ org, name }: { org: string; name: string }) {
  const path = `/api/ledger/${org}/people`
  const pages = roll.state.value
  if (pages.path !== path) return <Block title={words.roll}><p class="no-print"><Button small icon="people" onClick={() => { void roll.load(path) }}>{words.showRoll}</Button></p></Block>
  return (
    <Block title={words.roll} aside={<Take path={`${path}/export`} name={`${name} ${words.roll}`} />}>
      <More pages={pages} more={() => { void roll.more() }} empty={words.noPosts}>
        <ul>{pages.items.map(one => (
          <li key={`${one.member}${one.from_on}`} class="ledger-line">
            <a class="grow" href={to(`office/ledger/member/${one.member}`)}>{one.name} <small class="soft">{one.employee_no}</small></a>
            <span>{one.group_name}</span>{one.to_on && <Tag>{words.gone}</Tag>}<span class="soft">{heldSpan(one)}</span>
          </li>
        ))}</ul>
      </More>
    </Block>
  )
}

const COLOURS: readonly Colour[] = ['red', 'yellow', 'green', 'grey']

export function Children({ items, period }: { items: readonly ChildOut[]; period: string }) {
  return (
    <table class="list-table ledger-below">
      <thead><tr><th scope="col">{words.name}</th><th scope="col" class="number">{words.peopleColumn}</th><th scope="col" class="number">{words.meetings}</th><th scope="col" class="number">{words.rate}</th><th scope="col">{words.colours}</th><th scope="col" class="number">{words.score}</th></tr></thead>
      <tbody>{items.map(one => (
        <tr key={one.id}>
          <th scope="row"><a href={to(`office/ledger/${one.id}?period=${period}`)}>{one.name}</a></th>
          <td class="number" data-label={words.peopleColumn}>{one.members}</td>
          <td class="number" data-label={words.meetings}>{one.count}</td>
          <td class="number" data-label={words.rate}>{rateText(one.present, one.expected)}</td>
          <td class="ledger-colours">{COLOURS.filter(colour => one.colours[colour]).map(colour => <Status key={colour} tone={colour} size={16}>{wordFor(shell.colours, colour)} {one.colours[colour]}</Status>)}</td>
          <td class="number" data-label={words.score}>{one.total_tenths === null ? '—' : pointsText(one.total_tenths)}</td>
        </tr>
      ))}</tbody>
    </table>
  )
}

function Below({ org, name, period }: { org: string; name: string; period: string }) {
  const pages = below.state.value
  if (!pages.items.length) return null
  return <Block title={words.below} aside={<Take path={`/api/ledger/${org}/below/export`} query={{ period }} name={`${name} ${words.below} ${period}`} />}><More pages={pages} more={() => { void below.more() }} empty=""><Children items={pages.items} period={period} /></More></Block>
}

function Records({ org, name, period }: { org: string; name: string; period: string }) {
  const kind = useSignal('')
  const pages = records.state.value
  useEffect(() => { void records.load(`/api/ledger/${org}/records?period=${period}${kind.value && `&kind=${kind.value}`}`) }, [org, period, kind.value])
  const select = (
    <select class="control no-print" aria-label={words.meeting} value={kind.value} onInput={event => { kind.value = event.currentTarget.value }}>
      <option value="">{words.allKinds}</option>
      {Object.entries(shell.kinds).map(([key, name]) => <option key={key} value={key}>{name}</option>)}
    </select>
  )
  return (
    <Block title={words.records} aside={<>{select}<Take path={`/api/ledger/${org}/records/export`} query={{ period, kind: kind.value }} name={`${name} ${words.records} ${period}`} /></>}>
      <More pages={pages} more={() => { void records.more() }} empty={words.noRecords}>
        <ul>{pages.items.map(one => (
          <li key={one.meeting} class="ledger-line">
            <a class="grow" href={to(`office/record/${one.meeting}`)}>{one.title || wordFor(shell.kinds, one.kind)}</a>
            {one.org !== org && <span>{one.org_name}</span>}
            <span class="soft">{one.held_start === null ? '' : `${dayText(one.held_start)} ${clockOf(one.held_start)}`}</span>
            <span>{words.came(one.present, one.expected)}</span><Tag>{wordFor(shell.statuses, one.status)}</Tag>
          </li>
        ))}</ul>
      </More>
    </Block>
  )
}

function Body({ data, period }: { data: PlaceLedgerOut; period: string }) {
  const org = data.place.id
  return (
    <>
      <p class="ledger-about">{wordFor(words.kinds, data.place.kind)} · {words.members(data.members)} · <span class="as-of">{words.asOf(momentText(data.as_of))}</span>{data.closed_on && <Tag>{words.closed(data.closed_on)}</Tag>}</p>
      {!data.branch && <Below org={org} name={data.place.name} period={period} />}
      <div class="ledger-columns">
        <div>
          <Block title={words.did}><Figures figures={data.figures} /></Block>
          <Duties data={data} />
          <Sections sections={data.sections} from={0} org={org} />
          {data.branch && <Promised data={data} />}
        </div>
        <div>
          {data.place.kind === 'branch' && <Scores data={data} />}
          {data.stars && <Stars data={data} />}
          {data.posts && <Posts posts={data.posts} />}
          {data.posts && data.branch && <Roll org={org} name={data.place.name} />}
          <Sections sections={data.sections} from={1} org={org} />
        </div>
      </div>
      {data.branch && <Below org={org} name={data.place.name} period={period} />}
      <Records org={org} name={data.place.name} period={period} />
    </>
  )
}

export function PlacePage({ path, query }: PageProps) {
  const [org = ''] = path
  const period = periodIn(query)
  const from = `/api/ledger/${encodeURIComponent(org)}?period=${period}`
  const listed = `/api/ledger/${encodeURIComponent(org)}/below?period=${period}`
  const load = () => { void shown.load(from); void below.load(listed) }
  useEffect(load, [from])
  const state = shown.state.value
  const found = state.data
  // What lies below stands above the rest: both are shown at once, so that nothing moves under the reader's eyes.
  const { path: asked, items, busy } = below.state.value
  const isWhole = asked === listed && (!busy || items.length > 0)
  const title = found?.place.id === org ? found.place.name : words.title
  useEffect(() => { document.title = title }, [title])
  const crumbs = (found?.place.id === org ? found.above : []).map(one => ({ href: `office/ledger/${one.id}`, name: one.name }))
  return (
    <div class="ledger">
      <Head title={title} crumbs={crumbs} address={`office/ledger/${org}`} period={period} />
      <div class="ledger-body"><Answered of={isWhole ? state : { ...state, data: null }} waiting={words.waiting} again={load}>{data => <Body data={data} period={period} />}</Answered></div>
    </div>
  )
}
