/** Asks why before a setting or a right is changed; what was written stays until the server has taken it. */
import { useSignal, type Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { ProblemNotice } from './answered'
import { asProblem, type Problem } from './api'
import { words } from './reasonWords'
import { AreaField, Button, Sheet } from './ui'

/** Where the reason is written. */
export const ReasonField = ({ value }: { value: Signal<string> }) => <AreaField id="reason" label={words.reason} hint={words.hint} rows={2} maxLength={500} value={value.value} onInput={text => { value.value = text }} />

interface ReasonProps {
  title: string
  /** The word of what is done. */
  send: string
  /** Throws a Problem where the server refuses. */
  onSend: (reason: string) => Promise<unknown>
  onClose: () => void
  /** Something beside the reason is still missing. */
  incomplete?: boolean
  /** It concerns the person alone, who owes nobody a reason. */
  free?: boolean
  children?: ComponentChildren
}

export function ReasonSheet({ title, send, onSend, onClose, incomplete, free, children }: ReasonProps) {
  const reason = useSignal('')
  const busy = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const run = async () => {
    busy.value = true
    problem.value = null
    await onSend(reason.value.trim()).then(onClose, (error: unknown) => { problem.value = asProblem(error) })
    busy.value = false
  }
  return (
    <Sheet title={title} open onClose={onClose}
      actions={<><Button kind="main" disabled={incomplete || !(free || reason.value.trim())} busy={busy.value} onClick={() => { void run() }}>{send}</Button><Button kind="quiet" onClick={onClose}>{words.cancel}</Button></>}>
      {children}
      {problem.value && <ProblemNotice problem={problem.value} />}
      {!free && <ReasonField value={reason} />}
    </Sheet>
  )
}
