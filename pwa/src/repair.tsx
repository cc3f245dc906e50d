/** Repairing the queue entry by entry: the ways on from an entry, and giving one up with a reason. */
import { signal } from '@preact/signals'
import { attempt } from './acting'
import type { Entry } from './sync'
import { AreaField, Button, Sheet, Suggestions } from './ui'
import { words } from './repairWords'

export type Way = 'mend' | 'resend' | 'discard' | 'seen'

const HELD: Readonly<Record<string, readonly Way[]>> = { locked: ['seen'], rights: ['discard'], depends: ['resend', 'discard'] }

/** Codes of refusals because someone else decided first: the same again would be refused again. */
const DECIDED = /(^|[._])decided$/

/** What a person may do with an entry; `mends` says whether a form can mend it. What waits for delivery is never taken out. */
export function waysOn({ state, outcome }: Pick<Entry, 'state' | 'outcome'>, mends: boolean): readonly Way[] {
  if (state !== 'open' || !outcome) return []
  if (outcome.result === 'held') return HELD[outcome.reason ?? ''] ?? ['seen']
  if (outcome.result === 'quarantined') return ['resend', 'seen', 'discard']
  if (DECIDED.test(outcome.problem?.code ?? '')) return ['seen']
  return [mends ? 'mend' : 'resend', 'discard']
}

/** Asks once more, under a new number, for what an entry asked for. */
export const resend = (entry: Entry): void => { void attempt(store => store.resend([entry])) }

const REASON_AT_MOST = 500
const asked = signal<Entry | null>(null)
const reason = signal('')

/** Asks why an entry is given up; the reason goes to the server, and the entry stays in the log. */
export function askDiscard(entry: Entry): void {
  reason.value = ''
  asked.value = entry
}

function discard(): void {
  const entry = asked.value
  if (!entry || !reason.value.trim()) return
  asked.value = null
  void attempt(store => store.discard(entry, reason.value.trim()))
}

export function DiscardSheet() {
  const close = () => { asked.value = null }
  return (
    <Sheet title={words.title} open={asked.value !== null} onClose={close}
      actions={<><Button kind="main" disabled={!reason.value.trim()} onClick={discard}>{words.now}</Button><Button onClick={close}>{words.keep}</Button></>}>
      <p>{words.text}</p>
      <AreaField id="discard-reason" label={words.reason} rows={2} maxLength={REASON_AT_MOST} value={reason.value} onInput={value => { reason.value = value }} />
      <Suggestions label={words.phrases} values={words.often} onChoose={value => { reason.value = value }} />
    </Sheet>
  )
}
