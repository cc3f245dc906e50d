/** What a person does with one tap: on this phone when it is done, or said in words why it is not. */
import { signal } from '@preact/signals'
import { phone } from './session'
import { StorageFull, type EntryKey, type Intent, type Phone, type Recording } from './sync'
import { Sheet } from './ui'
import { shell } from './words'

const failure = signal<string | null>(null)

/** Runs what changes this phone's store; where it fails, a sheet says so. */
export async function attempt(work: (store: Phone) => Promise<unknown>): Promise<void> {
  if (!phone.value) return
  try {
    await work(phone.value)
  } catch (error) {
    failure.value = error instanceof StorageFull ? shell.notSaved.full : shell.failedRemedy
  }
}

export const act = (intents: readonly Intent[], recording?: Recording): void => { void attempt(store => store.record(intents, recording)) }

export const putAside = (keys: readonly EntryKey[], closed: 'discarded' | 'seen'): void => { void attempt(store => store.close(keys, closed)) }

export const NotSaved = () => (
  <Sheet title={shell.notSaved.title} open={failure.value !== null} onClose={() => { failure.value = null }}><p>{failure.value}</p></Sheet>
)
