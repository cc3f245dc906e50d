/** Two wrote the same field without seeing each other: both stand here until one tap decides, offline too. */
import { act } from './acting'
import { words } from './clashWords'
import type { As, Conflict } from './rows'
import type { Json } from './sync'
import { Button, Notice } from './ui'

const resolve = (conflict: As<Conflict>, choose: 'kept' | 'other'): void => act([{ name: 'conflict.resolve.v1', row: conflict.id, base: conflict.rev, args: { choose } }])

/** A text as it is; a list as the words of its elements. */
function lines(value: Json): string {
  if (Array.isArray(value)) return value.map(lines).join('\n')
  if (value !== null && typeof value === 'object') return Object.entries(value).filter(([key]) => key !== 'id').map(([, word]) => String(word)).join(' ')
  return value === null ? '' : String(value)
}

const Side = ({ label, values, take, onTake }: { label: string; values: Record<string, Json>; take: string; onTake: () => void }) => (
  <div><b>{label}</b><p class="history-text">{Object.values(values).map(lines).join('\n')}</p><Button small onClick={onTake}>{take}</Button></div>
)

/** `label`: what the field is called. */
export const Clash = ({ conflict, label }: { conflict: As<Conflict>; label: string }) => (
  <Notice tone="heed" icon="fork" title={words.title(label)}>
    <Side label={words.kept} values={conflict.kept} take={words.useKept} onTake={() => resolve(conflict, 'kept')} />
    <Side label={words.other} values={conflict.other} take={words.useOther} onTake={() => resolve(conflict, 'other')} />
  </Notice>
)
