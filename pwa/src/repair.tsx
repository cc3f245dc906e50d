/** Repairing the queue entry by entry: the ways on from an entry, and giving one up with a reason. */
import { signal } from '@preact/signals'
import { attempt } from './acting'
import { useDraft } from './keeping'
import { givingUp, type Entry } from './sync'
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

/** Asks why an entry is given up; the reason goes to the server, and the entry stays in the log. */
export const askDiscard = (entry: Entry): void => { asked.value = entry }

function Asking({ entry }: { entry: Entry }) {
  const { writing, put, send } = useDraft(`discard/${entry.log}/${entry.mid}`, { reason: '' })
  const reason = writing.value.reason.trim()
  const close = () => { asked.value = null }
  const discard = () => {
    const [intents, recording] = givingUp(entry, reason)
    send(async () => ({ intents, recording }), close)
  }
  return (
    <Sheet title={words.title} open onClose={close} actions={<><Button kind="main" disabled={!reason} onClick={discard}>{words.now}</Button><Button onClick={close}>{words.keep}</Button></>}>
      <p>{words.text}</p>
      <AreaField id="discard-reason" label={words.reason} rows={2} maxLength={REASON_AT_MOST} value={writing.value.reason} onInput={value => put({ reason: value })} />
      <Suggestions label={words.phrases} values={words.often} onChoose={value => put({ reason: value })} />
    </Sheet>
  )
}

export const DiscardSheet = () => asked.value && <Asking entry={asked.value} />
