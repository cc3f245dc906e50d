/** The table of branches and duties: one stop for the Tab key, arrow keys inside, a shape and a word in each cell. */
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { Icon, Mark, Meter } from '../../ui'
import { shell } from '../../words'
import { phrases } from '../../phrases'
import { wordFor } from '../../text'
import { DAY_MS, minute } from '../../time'
import { columnsOf, moved, type Line, type Spot, type Sum, sumUp } from './matrix'
import { choose, chosen, isChosen, kindName, shortName, toggleFold } from './state'
import { words } from './words'

const QUIET_DAYS = 3
/** No phone of the branch was in touch for days: what it recorded may lie there still. Said only of those that ever were. */
export const isQuiet = (heard_at: number | null, now = minute.value): boolean => heard_at !== null && now - heard_at > QUIET_DAYS * DAY_MS

export const sumText = (sum: Sum | null): string => {
  if (!sum) return words.nothingOwed
  const state = wordFor(shell.states, sum.state)
  return sum.cells.length > 1 ? phrases.clauses([state, words.cellSum(sum.done, sum.total)]) : state
}

interface SpotProps { spot: Spot; at: Spot; label: string; line: Line; kind: string }

/** What every button of the table has: its place, and whether the Tab key stops here. */
const spotProps = ({ spot, at, label, line, kind }: SpotProps) => ({
  type: 'button' as const,
  'aria-label': label,
  'aria-pressed': isChosen(line.key, kind),
  title: label,
  'data-spot': `${spot.line}.${spot.column}`,
  tabIndex: spot.line === at.line && spot.column === at.column ? 0 : -1,
  onClick: () => choose(line.key, kind),
})

function CellButton({ sum, ...place }: SpotProps & { sum: Sum | null }) {
  // An empty cell takes the focus too, so that the arrow keys walk straight through.
  if (!sum) return <td class="owed-nothing"><button {...spotProps(place)} aria-pressed={undefined} onClick={undefined}><span aria-hidden="true">–</span></button></td>
  return (
    <td class={`cell ${sum.colour} ${sum.state}`}>
      <button {...spotProps(place)}>
        <Mark tone={sum.colour} size={15} pale hollow={sum.state === 'late'} />
        <span class="word">{wordFor(words.short, sum.state)}</span>
        {sum.cells.length > 1 && <small>{sum.done}/{sum.total}</small>}
      </button>
    </td>
  )
}

function NameCell({ line, ...place }: Omit<SpotProps, 'label' | 'kind'>) {
  const unsent = line.row?.unsent ?? 0
  if (line.size > 0) {
    return (
      <th scope="row" class="fold">
        <button {...spotProps({ ...place, line, kind: '', label: line.open ? words.fold(line.name) : words.unfold(line.name, line.size) })}
          aria-pressed={undefined} aria-expanded={line.open} onClick={() => toggleFold(line.name)}>
          <span class={line.open ? 'turn open' : 'turn'}><Icon name="go" size={14} weight={2.6} /></span><span class="name">{shortName(line.name)}</span>
          <small>{words.foldSize(line.size)}</small>
        </button>
      </th>
    )
  }
  return (
    <th scope="row" class={line.inside ? 'inside' : undefined}>
      <button {...spotProps({ ...place, line, kind: '', label: line.name })}>
        <span class="name">{shortName(line.name)}</span>
        {unsent > 0 && <span class="unsent" title={words.unsent(unsent)}><Icon name="phone" size={13} /><span class="sr">{words.unsent(unsent)}</span>{unsent}</span>}
        {isQuiet(line.row?.heard_at ?? null) && <span class="unsent" title={words.quiet}><Icon name="cloudOff" size={13} /><span class="sr">{words.quiet}</span></span>}
      </button>
    </th>
  )
}

export function Progress({ line }: { line: Pick<Line, 'cells'> }) {
  const sum = sumUp(line.cells)
  if (!sum) return null
  const share = (count: number) => (sum.total ? count / sum.total : 0)
  const count = (colour: string) => line.cells.filter(cell => cell.colour === colour && cell.state !== 'late' && cell.state !== 'excused').length
  const text = words.progressOf(sum.done, sum.total)
  return (
    <div class="progress">
      <Meter label={text} parts={[{ share: share(sum.done), tone: 'green' }, { share: share(count('yellow')), tone: 'yellow' }, { share: share(count('red')), tone: 'red' }]} />
      <span aria-hidden="true">{sum.done}/{sum.total}</span>
    </div>
  )
}

function MatrixLine({ line, index, kinds, at }: { line: Line; index: number; kinds: readonly string[]; at: Spot }) {
  return (
    <tr class={chosen.value?.key === line.key ? 'now' : undefined}>
      <NameCell line={line} at={at} spot={{ line: index, column: 0 }} />
      {columnsOf(line, kinds).map((sum, column) => {
        const kind = kinds[column]!
        return (
          <CellButton key={kind} sum={sum} line={line} kind={kind} at={at} spot={{ line: index, column: column + 1 }}
            label={words.cellName(line.name, kindName(kind), sumText(sum))} />
        )
      })}
      <td><Progress line={line} /></td>
    </tr>
  )
}

export function Matrix({ lines, kinds }: { lines: readonly Line[]; kinds: readonly string[] }) {
  const at = useSignal<Spot>({ line: 0, column: 1 })
  const table = useRef<HTMLTableElement>(null)
  const columns = kinds.length + 1
  const spot = { line: Math.min(at.value.line, lines.length - 1), column: Math.min(at.value.column, columns - 1) }
  const move = (event: KeyboardEvent) => {
    const next = moved(spot, event.key, lines.length, columns)
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    at.value = next
    table.current?.querySelector<HTMLElement>(`[data-spot="${next.line}.${next.column}"]`)?.focus()
  }
  const follow = (event: FocusEvent) => {
    const [line, column] = ((event.target as HTMLElement).dataset['spot'] ?? '').split('.').map(Number)
    if (line !== undefined && column !== undefined) at.value = { line, column }
  }
  return (
    <div class="matrix" style={{ '--lines': lines.length, '--kinds': kinds.length }}>
      <table ref={table} role="grid" aria-label={words.table} onKeyDown={move} onFocusIn={follow}>
        <thead><tr><th scope="col">{words.branch}</th>{kinds.map(kind => <th key={kind} scope="col">{kindName(kind)}</th>)}<th scope="col">{words.progress}</th></tr></thead>
        <tbody>{lines.map((line, index) => <MatrixLine key={line.key} line={line} index={index} kinds={kinds} at={spot} />)}</tbody>
      </table>
    </div>
  )
}
