/** The moves that a person may make from here, what blocks each, and the sheet that asks once more. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { ProblemNotice } from '../answered'
import type { BlockOut, CycleOut, MovedOut, MoveOut } from '../generated/http'
import { useDraft } from '../keeping'
import { phrases } from '../phrases'
import { served } from '../text'
import { AreaField, Button, Notice, Sheet } from '../ui'
import { wordFor } from '../words'
import { forgetProblem, isUsual, send as post, sending } from './state'
import { t } from './words'

const REASON_AT_MOST = 500
const NAMED_AT_MOST = 12
/** No appeal was upheld: what corrects a published result is no step that waits. */
const NOT_ASKED = 'upheld'

function Lacking({ block }: { block: BlockOut }) {
  if (!block.members.length) return <li>{served.value(block.text)}</li>
  return (
    <li class="named">
      <details>
        <summary>{served.value(block.text)}</summary>
        <ul class="lacking">
          {block.members.slice(0, NAMED_AT_MOST).map(one => <li key={one.member}>{one.name}{one.dimensions.length > 0 && ` · ${t.move.lacks} ${one.dimensions.join(phrases.and)}`}</li>)}
          {block.members.length > NAMED_AT_MOST && <li>{t.move.more(block.members.length - NAMED_AT_MOST)}</li>}
        </ul>
      </details>
    </li>
  )
}

const Blocks = ({ move }: { move: MoveOut }) => (
  <Notice tone="heed" icon="alert" title={`${served.value(move.title)} · ${t.move.blocked}`}><ul class="blocks">{move.blocks.map(block => <Lacking key={block.code} block={block} />)}</ul></Notice>
)

interface AskProps { cycle: CycleOut; move: MoveOut; onClose: () => void; onMoved: (cycle: string) => void }

function Ask({ cycle, move, onClose, onMoved }: AskProps) {
  const { writing, put, send } = useDraft(`cycle/${cycle.cycle}/${move.move}`, { reason: '' })
  const { reason } = writing.value
  const make = async () => {
    const moved = await post<MovedOut>(move.move, `/api/cycles/${cycle.cycle}/moves`, { move: move.move, reason })
    if (moved) { send([]); onClose(); onMoved(moved.cycle) }
  }
  const actions = (
    <>
      <Button kind="quiet" onClick={onClose}>{t.move.cancel}</Button>
      <Button kind="main" icon="check" busy={sending.value.busy === move.move} disabled={move.needs_reason && !reason.trim()} onClick={() => { void make() }}>{t.move.doIt}</Button>
    </>
  )
  return (
    <Sheet title={`${cycle.branch_name} · ${served.value(move.title)}`} open onClose={onClose} actions={actions}>
      <p>{wordFor(t.move.explains, move.move)}</p>
      {move.needs_reason && <AreaField id="move-reason" label={t.move.reason} value={reason} rows={2} maxLength={REASON_AT_MOST} onInput={value => put({ reason: value })} />}
      {sending.value.problem && <ProblemNotice problem={sending.value.problem} />}
    </Sheet>
  )
}

/** The usual steps first, then what else is opened from here, and last what is done seldom and with a reason. */
export function Moves({ cycle, onMoved, children }: { cycle: CycleOut; onMoved: (cycle: string) => void; children?: ComponentChildren }) {
  const asked = useSignal<MoveOut | null>(null)
  const ask = (move: MoveOut) => { forgetProblem(); asked.value = move }
  const blocked = cycle.moves.filter(move => move.blocks.length && move.blocks.every(block => block.code !== NOT_ASKED))
  const open = cycle.moves.filter(move => !move.blocks.length)
  const button = (move: MoveOut) => <Button key={move.move} kind={isUsual(move) ? 'main' : 'plain'} onClick={() => ask(move)}>{served.value(move.title)}</Button>
  return (
    <div class="cycle-moves">
      {blocked.map(move => <Blocks key={move.move} move={move} />)}
      <div class="move-buttons">
        {open.filter(isUsual).map(button)}
        {children}
        {open.filter(move => !isUsual(move)).map(button)}
      </div>
      {!cycle.moves.length && <p class="soft">{t.move.nothing}</p>}
      {asked.value && <Ask cycle={cycle} move={asked.value} onClose={() => { asked.value = null }} onMoved={onMoved} />}
    </div>
  )
}
