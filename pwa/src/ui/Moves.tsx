/** The moves that are open to a person, as buttons; one that asks for something opens a sheet for it. */
import { useSignal, type Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { Button } from './Button'
import { AreaField, SelectField, TextField, type Option } from './Field'
import { Sheet } from './Sheet'
import { ui } from './words'
import './lifecycle.css'

export interface MoveField {
  name: string
  label: string
  needed: boolean
  kind?: 'area' | 'line' | 'day' | 'number' | 'choice'
  hint?: string
  value?: string
  maxLength?: number
  options?: readonly Option[]
}

export interface OpenMove { name: string; label: string; fields: readonly MoveField[] }

/** What was said with a move, by field. */
export type Given = Readonly<Record<string, string>>

interface MovesProps {
  moves: readonly OpenMove[]
  busy?: boolean
  onMove: (name: string, given: Given) => void
  /** More for the sheet of a move, below its fields. */
  more?: ((name: string) => ComponentChildren) | undefined
  /** Whether a move may be sent as it stands, beyond its fields. */
  ready?: ((name: string) => boolean) | undefined
  /** Another sheet for what a move asks for. */
  sheet?: (move: OpenMove, onClose: () => void) => ComponentChildren
}

const TYPES = { line: {}, day: { type: 'date' }, number: { type: 'number', inputMode: 'numeric' } } as const

function MoveControl({ field, given }: { field: MoveField; given: Signal<Given> }) {
  const { name, label, kind = 'area', hint, needed, maxLength = 2000, options = [] } = field
  const common = { id: `move-${name}`, label, hint, needed: needed ? ui.needed : undefined, value: given.value[name] ?? '', onInput: (value: string) => { given.value = { ...given.value, [name]: value } } }
  if (kind === 'choice') return <SelectField {...common} options={[{ value: '', label: '—' }, ...options]} />
  if (kind === 'area') return <AreaField {...common} rows={3} maxLength={maxLength} />
  return <TextField {...common} maxLength={maxLength} {...TYPES[kind]} />
}

/** What a move asks for, before anything was said. */
export const blankOf = ({ fields }: OpenMove): Given => Object.fromEntries(fields.map(one => [one.name, one.value ?? '']))

interface MoveSheetProps extends Pick<MovesProps, 'more' | 'ready'> { move: OpenMove; given: Signal<Given>; onSend: () => void; onClose: () => void }

export function MoveSheet({ move, given, more, ready, onSend, onClose }: MoveSheetProps) {
  const lacks = move.fields.some(one => one.needed && !given.value[one.name]?.trim()) || ready?.(move.name) === false
  return (
    <Sheet title={move.label} open onClose={onClose} actions={<><Button kind="main" disabled={lacks} onClick={onSend}>{move.label}</Button><Button onClick={onClose}>{ui.close}</Button></>}>
      {move.fields.map(one => <MoveControl key={one.name} field={one} given={given} />)}
      {more?.(move.name)}
    </Sheet>
  )
}

function PlainSheet({ move, onMove, onClose, ...props }: Omit<MoveSheetProps, 'given' | 'onSend'> & Pick<MovesProps, 'onMove'>) {
  const given = useSignal(blankOf(move))
  return <MoveSheet {...props} move={move} given={given} onSend={() => { onMove(move.name, given.value); onClose() }} onClose={onClose} />
}

/** The first move is the page's main action. */
export function Moves({ moves, busy, onMove, more, ready, sheet }: MovesProps) {
  const chosen = useSignal<string | null>(null)
  const opened = moves.find(one => one.name === chosen.value)
  const take = (move: OpenMove) => {
    if (move.fields.length || more?.(move.name)) chosen.value = move.name
    else onMove(move.name, {})
  }
  const close = () => { chosen.value = null }
  if (!moves.length) return null
  return (
    <div class="moves">
      {moves.map((one, at) => <Button key={one.name} kind={at ? 'plain' : 'main'} busy={busy ?? false} onClick={() => take(one)}>{one.label}</Button>)}
      {opened && (sheet ? sheet(opened, close) : <PlainSheet key={opened.name} move={opened} more={more} ready={ready} onMove={onMove} onClose={close} />)}
    </div>
  )
}
