/** What a person does with one tap: on this phone when it is done, or said in words why it is not. */
import { Unfinished, unkept } from './release'
import { phone } from './session'
import { StorageFull, type EntryKey, type Intent, type Phone, type Recording } from './sync'
import { Sheet } from './ui'
import { shell } from './words'

/** Runs what changes this phone's store; where it fails, a sheet says so. */
export async function attempt(work: (store: Phone) => Promise<unknown>): Promise<void> {
  if (!phone.value) return
  try {
    await work(phone.value)
  } catch (error) {
    unkept.value = error
  }
}

export const act = (intents: readonly Intent[], recording?: Recording): void => { void attempt(store => store.record(intents, recording)) }

export const putAside = (keys: readonly EntryKey[], closed: 'discarded' | 'seen'): void => { void attempt(store => store.close(keys, closed)) }

function whyNot(fault: unknown): string {
  if (fault instanceof Unfinished) return fault.message
  return fault instanceof StorageFull ? shell.notSaved.full : shell.failedRemedy
}

export const NotSaved = () => (
  <Sheet title={shell.notSaved.title} open={unkept.value !== null} onClose={() => { unkept.value = null }}><p>{whyNot(unkept.value)}</p></Sheet>
)
