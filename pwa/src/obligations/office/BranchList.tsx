/** The board on a narrow screen: a card for each branch, trouble first and in words. */
import { Icon, Mark } from '../../ui'
import { wordFor } from '../../text'
import { shell } from '../../words'
import { columnsOf, needsSomeone, type Line, type Sum } from './matrix'
import { Progress } from './Matrix'
import { chosen, kindName, toggleFold } from './state'
import { words } from './words'

const stateOf = (sum: Sum): string => {
  const state = wordFor(shell.states, sum.state)
  return sum.cells.length > 1 ? `${state} ${sum.done}/${sum.total}` : state
}

function Troubles({ line, kinds }: { line: Line; kinds: readonly string[] }) {
  const sums = columnsOf(line, kinds)
  return (
    <ul class="branch-troubles">
      {kinds.map((kind, index) => {
        const sum = sums[index]
        if (!sum?.cells.some(needsSomeone)) return null
        return (
          <li key={kind}>
            <button type="button" class={`trouble ${sum.colour}`} onClick={() => { chosen.value = { key: line.key, kind } }}>
              <Mark tone={sum.colour} size={18} /><span>{kindName(kind)}</span><b>{stateOf(sum)}</b>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function BranchCard({ line, kinds }: { line: Line; kinds: readonly string[] }) {
  const open = () => { if (line.size) toggleFold(line.name); else chosen.value = { key: line.key, kind: '' } }
  return (
    <li class={line.inside ? 'branch-card inside' : 'branch-card'}>
      <button type="button" class="branch-open" onClick={open} aria-expanded={line.size ? line.open : undefined}
        aria-label={line.size ? (line.open ? words.fold(line.name) : words.unfold(line.name, line.size)) : line.name}>
        <b>{line.name}</b>{line.size > 0 && <small>{words.foldSize(line.size)}</small>}
        <Progress line={line} />
        <Icon name={line.size ? 'down' : 'go'} size={20} />
      </button>
      {!line.open && <Troubles line={line} kinds={kinds} />}
    </li>
  )
}

export const BranchList = ({ lines, kinds }: { lines: readonly Line[]; kinds: readonly string[] }) => (
  <ul class="branch-list">{lines.map(line => <BranchCard key={line.key} line={line} kinds={kinds} />)}</ul>
)
