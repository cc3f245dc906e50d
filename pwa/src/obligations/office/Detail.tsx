/** What stands behind a cell: each obligation with its state, its day, the reason in words, and the way to the record. */
import { ButtonLink, Facts, Icon, IconButton, Mark } from '../../ui'
import { lengthText } from '../../length'
import { DAY_MS, dayText, daysBetween, momentText } from '../../time'
import { phrases } from '../../phrases'
import { to } from '../../route'
import { wordFor } from '../../text'
import { shell } from '../../words'
import type { Heed } from '../../office'
import { headOf, wanted, type Line, type Trouble } from './matrix'
import { chosen, kindName, type Chosen } from './state'
import type { BoardRow, Cell } from './types'
import { words } from './words'

const LISTED = 40

export interface DetailProps { asOf: number; canOpen: (meeting: string) => string | null }

/** How far a cell is from its day, in words; nothing once it is done. */
function distance(cell: Cell, asOf: number): string {
  const head = headOf(cell.state)
  if (head !== 'red' && head !== 'yellow' && head !== 'grey') return ''
  return cell.due_at < asOf ? words.overdueBy(lengthText(asOf - cell.due_at)) : words.left(lengthText(cell.due_at - asOf))
}

function facts(cell: Cell, asOf: number): [string, string][] {
  const away = distance(cell, asOf)
  const pairs: [string, string][] = [[words.due, away ? phrases.noted(dayText(cell.due_at), away) : dayText(cell.due_at)]]
  if (cell.held_at) pairs.push([words.held, momentText(cell.held_at)])
  if (cell.filed_at) pairs.push([words.filed, momentText(cell.filed_at)])
  return pairs
}

function RecordLink({ cell, canOpen }: { cell: Cell } & Pick<DetailProps, 'canOpen'>) {
  const href = cell.meeting ? canOpen(cell.meeting) : null
  if (!href) return null
  return <ButtonLink href={href} kind="main" wide>{words.openRecord}</ButtonLink>
}

/** One obligation, told in full. */
function OneCell({ cell, asOf, canOpen }: { cell: Cell } & DetailProps) {
  return (
    <>
      <p class={`state-tag ${cell.colour}`}><Mark tone={cell.colour} hollow={cell.state === 'late'} size={20} />{wordFor(shell.states, cell.state)}</p>
      <p class="why">{wordFor(words.why, cell.state)}{cell.excused_reason && <> {words.excusedFor(cell.excused_reason)}</>}</p>
      <Facts pairs={facts(cell, asOf)} />
      <RecordLink cell={cell} canOpen={canOpen} />
    </>
  )
}

function LineOfCell({ cell, name, asOf, canOpen }: { cell: Cell; name: string } & DetailProps) {
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

/** What needs someone, when no cell is chosen. */
export function Todo({ rows, told, asOf }: { rows: readonly BoardRow[]; told: readonly Heed[]; asOf: number }) {
  const all = wanted(rows, told)
  return (
    <>
      <div class="panel-head"><h2>{words.todo}</h2>{all.length > 0 && <span class="soft">{words.todoCount(all.length)}</span>}</div>
      <p class="soft small">{all.length ? words.todoHint : words.todoNone}</p>
      <ul class="detail-lines">
        {all.slice(0, LISTED).map(({ trouble, heed }) => (
          <li key={trouble ? trouble.cell.obligation : heed.key}>{trouble ? <TroubleLine {...trouble} asOf={asOf} /> : <HeedLine one={heed} asOf={asOf} />}</li>
        ))}
      </ul>
      {all.length > LISTED && <p class="soft small">{words.todoMore(all.length - LISTED)}</p>}
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

export const importHref = to('office/roster')
