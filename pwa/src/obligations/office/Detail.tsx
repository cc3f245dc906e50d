/** What stands behind a cell: each obligation with its state, its day, the reason in words, the way to the record, and what one can do. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { Button, ButtonLink, Facts, Icon, IconButton, Mark } from '../../ui'
import { lengthText } from '../../length'
import { DAY_MS, dayText, daysBetween, momentText } from '../../time'
import { phrases } from '../../phrases'
import { to } from '../../route'
import { wordFor } from '../../text'
import { shell } from '../../words'
import type { Heed } from '../../office'
import { t } from '../excusalWords'
import { Actions } from './Actions'
import { canBeExcused, headOf, needsSomeone, sortOf, sortsOf, wanted, type Line, type Sort, type Trouble } from './matrix'
import { chosen, kindName, loadWhole, picks, shownFilter, sort, spotKey, startPicking, whole, type Chosen } from './state'
import type { BoardRow, Cell, Whole } from './types'
import { words } from './words'

const LISTED = 40

export interface DetailProps { asOf: number; canOpen: (meeting: string) => string | null; canExcuse: boolean }

/** How far a cell is from its day, in words; nothing once it is done. */
function distance(cell: Pick<Cell, 'state' | 'due_at'>, asOf: number): string {
  const head = headOf(cell.state)
  if (head !== 'red' && head !== 'yellow' && head !== 'grey') return ''
  return cell.due_at < asOf ? words.overdueBy(lengthText(asOf - cell.due_at)) : words.left(lengthText(cell.due_at - asOf))
}

function recordText({ record }: Whole): string {
  if (!record) return ''
  const title = wordFor(shell.kinds, record.title)
  const rest = [record.lacks.length ? words.lacks(phrases.listed(record.lacks)) : '', record.returned ? words.returnedTimes(record.returned) : '']
  return phrases.clauses([words.recordIs(title, wordFor(shell.statuses, record.status)), ...rest])
}

/** Who, when, until when, and by which record. */
function facts(one: Whole, asOf: number): [string, string][] {
  const away = distance(one, asOf)
  const pairs: [string, string | null][] = [
    [words.due, away ? phrases.noted(dayText(one.due_at), away) : dayText(one.due_at)],
    [words.excusedUntil, one.excused_until_at ? dayText(one.excused_until_at) : null],
    [words.graceUntil, one.state === 'overdue_provisional' ? dayText(one.grace_at) : null],
    [words.held, one.held_at ? momentText(one.held_at) : null],
    [words.filed, one.filed_at ? momentText(one.filed_at) : null],
    [words.record, recordText(one) || null],
    [words.leads, phrases.listed(one.leads.map(lead => words.lead(lead.name, wordFor(shell.posts, lead.post)))) || null],
  ]
  return pairs.filter((pair): pair is [string, string] => pair[1] !== null)
}

function Story({ one }: { one: Whole }) {
  if (!one.steps.length && !one.excusals.length) return null
  const steps = one.steps.map(step => ({ at: step.at, text: wordFor(shell.states, step.state) }))
  const asked = one.excusals.flatMap(excusal => [
    ...(excusal.asked_by_name ? [{ at: excusal.asked_at, text: phrases.noted(t.askedBy(excusal.asked_by_name, ''), excusal.reason) }] : []),
    ...(excusal.decided_at === null ? [] : [{ at: excusal.decided_at, text: phrases.noted(`${excusal.decided_by_name} ${wordFor(t.states, excusal.state)}`, excusal.answer || excusal.reason) }]),
  ])
  const all = [...steps, ...asked].sort((a, b) => b.at - a.at)
  return <section class="story"><h3 class="detail-more">{words.story}</h3><ol>{all.map((step, at) => <li key={at}>{words.stepAt(momentText(step.at), step.text)}</li>)}</ol></section>
}

/** One obligation, told in full. */
function OneCell({ cell, asOf, canOpen, canExcuse }: { cell: Cell } & DetailProps) {
  const id = cell.obligation
  useEffect(() => { void loadWhole(id) }, [id, asOf])
  const href = cell.meeting ? canOpen(cell.meeting) : null
  return (
    <>
      <p class={`state-tag ${cell.colour}`}><Mark tone={cell.colour} hollow={cell.state === 'late'} size={20} />{wordFor(shell.states, cell.state)}</p>
      <Answered of={whole.state.value} waiting={words.waitingWhole} again={() => { void loadWhole(id) }}>
        {one => (
          <>
            <p class="why">{wordFor(words.why, one.state)}{one.excused_reason && <> {words.excusedFor(one.excused_reason)}</>}</p>
            <Facts pairs={facts(one, asOf)} />
            {href && <ButtonLink href={href} kind="main" wide>{words.openRecord}</ButtonLink>}
            {canExcuse && canBeExcused(cell) && <ButtonLink small wide icon="send" href={to(`office/orders/new?obligation=${id}`)}>{words.order}</ButtonLink>}
            {canExcuse && <Actions of={id} open={one.may_excuse ? [id] : []} late={needsSomeone(cell) ? [id] : []} />}
            <Story one={one} />
          </>
        )}
      </Answered>
    </>
  )
}

/** Several obligations: what one can do with all that are open. */
function Together({ cells, of }: { cells: readonly Cell[]; of: string }) {
  return <Actions of={of} open={cells.filter(canBeExcused).map(cell => cell.obligation)} late={cells.filter(needsSomeone).map(cell => cell.obligation)} />
}

function LineOfCell({ cell, name, asOf, canOpen }: { cell: Cell; name: string } & Pick<DetailProps, 'asOf' | 'canOpen'>) {
  const href = cell.meeting ? canOpen(cell.meeting) : null
  const inside = (
    <>
      <Mark tone={cell.colour} hollow={cell.state === 'late'} size={18} />
      <span class="grow"><b>{name}</b><small>{wordFor(shell.states, cell.state)} · {distance(cell, asOf) || words.dueLine(dayText(cell.due_at))}</small></span>
      {href && <span class="open">{words.openRecord}<Icon name="go" size={16} /></span>}
    </>
  )
  return <li>{href ? <a class="detail-line" href={href}>{inside}</a> : <div class="detail-line" title={wordFor(words.why, cell.state)}>{inside}</div>}</li>
}

/** What one line of the list is called: in one duty the organisation that owes it, in a branch the duty. */
function lineName(cell: Cell, pick: Chosen, line: Line): string {
  const group = cell.org === line.row?.branch ? '' : cell.org_name
  return pick.kind ? cell.org_name : [kindName(cell.kind), group].filter(Boolean).join(' · ')
}

function CellList({ cells, line, pick, ...rest }: { cells: readonly Cell[]; line: Line; pick: Chosen } & DetailProps) {
  return <ul class="detail-lines">{cells.map(cell => <LineOfCell key={cell.obligation} cell={cell} name={lineName(cell, pick, line)} {...rest} />)}</ul>
}

/** The chosen obligation in full, or the list of several; then what else the branch owes. */
export function CellDetail({ line, pick, ...rest }: { line: Line; pick: Chosen } & DetailProps) {
  const cells = line.cells.filter(cell => !pick.kind || cell.kind === pick.kind)
  const others = line.cells.filter(cell => !cells.includes(cell))
  const only = cells.length === 1 ? cells[0]! : null
  return (
    <>
      {only ? <OneCell cell={only} {...rest} /> : <CellList cells={cells} line={line} pick={pick} {...rest} />}
      {!only && rest.canExcuse && <Together of={`${pick.key} ${pick.kind}`} cells={cells} />}
      {others.length > 0 && line.row && <><h3 class="detail-more">{words.others}</h3><CellList cells={others} line={line} pick={{ key: pick.key, kind: '' }} {...rest} /></>}
    </>
  )
}

export const detailTitle = (line: Line, pick: Chosen): string => (pick.kind ? kindName(pick.kind) : line.name)

function TroubleLine({ row, cell, asOf }: Trouble & { asOf: number }) {
  return (
    <button type="button" class="detail-line" onClick={() => { chosen.value = { key: row.branch, kind: cell.kind } }}>
      <Mark tone={cell.colour} size={18} />
      <span class="grow"><b>{row.name}</b><small>{kindName(cell.kind)}{cell.org !== row.branch && ` · ${cell.org_name}`} · {distance(cell, asOf)}</small></span>
    </button>
  )
}

/** What another part tells, leading to the thing. */
export const HeedLine = ({ one, asOf }: { one: Heed; asOf: number }) => (
  <a class="detail-line" href={one.href}>
    <Mark tone={one.tone} size={18} />
    <span class="grow"><b>{one.title}</b><small>{[one.sub, daysBetween(one.due_at, asOf) > 0 && one.tone === 'red' && words.overdueBy(lengthText(daysBetween(one.due_at, asOf) * DAY_MS))].filter(Boolean).join(' · ')}</small>{one.about && <small class="about">{one.about}</small>}</span>
    <Icon name="go" size={16} />
  </a>
)

/** Narrows what needs someone to one kind, and back. */
const Sorts = ({ sorts, now, all }: { sorts: readonly Sort[]; now: string; all: number }) => (
  <select class="control todo-sorts" aria-label={words.sorts} value={now} onInput={event => { sort.value = event.currentTarget.value }}>
    <option value="">{words.sortOf(words.allSorts, all)}</option>
    {sorts.map(({ of, count }) => <option key={of} value={of}>{words.sortOf(of, count)}</option>)}
  </select>
)

/** What needs someone, when no cell is chosen. */
export function Todo({ rows, told, asOf, canExcuse }: { rows: readonly BoardRow[]; told: readonly Heed[] | null } & DetailProps) {
  // In order of urgency only once all parts have told: a list into which lines come from above would move under the hand.
  const found = told ? wanted(rows, told) : []
  const sorts = sortsOf(found, words.duties)
  const now = sorts.some(one => one.of === sort.value) ? sort.value : ''
  const all = now ? found.filter(one => sortOf(one, words.duties) === now) : found
  return (
    <>
      <div class="panel-head"><h2>{words.todo}</h2>{sorts.length > 1 ? <Sorts sorts={sorts} now={now} all={found.length} /> : all.length > 0 && <span class="soft">{words.todoCount(all.length)}</span>}</div>
      <p class="soft small">{all.length ? words.todoHint : told ? (shownFilter().only === 'red' ? words.todoNoRed : words.todoNone) : words.todoWaiting}</p>
      <ul class="detail-lines">
        {all.slice(0, LISTED).map(({ trouble, heed }) => (
          <li key={trouble ? trouble.cell.obligation : heed.key}>{trouble ? <TroubleLine {...trouble} asOf={asOf} /> : <HeedLine one={heed} asOf={asOf} />}</li>
        ))}
      </ul>
      {all.length > LISTED && <p class="soft small">{words.todoMore(all.length - LISTED)}</p>}
      {canExcuse && <p class="board-more"><a class="link" href={to('office/excusals?state=decided')}>{words.requests}</a></p>}
    </>
  )
}

export function Panel({ line, pick, ...rest }: { line: Line; pick: Chosen } & DetailProps) {
  return (
    <>
      <div class="panel-head">
        <h2>{detailTitle(line, pick)}{pick.kind && <small>{line.name}</small>}</h2>
        <IconButton icon="close" label={words.closePanel} size={20} onClick={() => { chosen.value = null }} />
      </div>
      <CellDetail line={line} pick={pick} {...rest} />
    </>
  )
}

/** The cells that were picked, and what to do with all of them. */
export function Picked({ lines, asOf, canOpen }: { lines: readonly Line[] } & DetailProps) {
  const found = lines.flatMap(line => {
    const kinds = [...new Set(line.cells.map(cell => cell.kind))].filter(kind => picks.value.has(spotKey(line.key, kind)))
    const isWhole = picks.value.has(spotKey(line.key, ''))
    return line.cells.filter(cell => isWhole || kinds.includes(cell.kind)).map(cell => ({ line, cell }))
  })
  const cells = [...new Map(found.map(({ cell }) => [cell.obligation, cell])).values()]
  return (
    <>
      <div class="panel-head"><h2>{words.picked(picks.value.size)}</h2><Button small onClick={() => startPicking(false)}>{words.pickDone}</Button></div>
      <p class="soft small">{words.pickHint}</p>
      <Together of="picks" cells={cells} />
      <ul class="detail-lines">{found.slice(0, LISTED).map(({ line, cell }) => <LineOfCell key={line.key + cell.obligation} cell={cell} name={`${cell.org_name} · ${kindName(cell.kind)}`} asOf={asOf} canOpen={canOpen} />)}</ul>
    </>
  )
}

export const importHref = to('office/roster')
