/** Sends again by itself what was held because the record it is about was missing, once that record came to be (SPEC 4a). */
import { append, entries, intentOf } from './log'
import { rowsOf } from './rows'
import type { Store } from './store'
import type { Entry, SyncAnswer } from './types'

/** Ids of rows that an answer brings, and of those whose making the office has carried out: their maker may not see them any more. */
function arrivedIn(answer: SyncAnswer): Set<string> {
  const arrived = new Set<string>()
  for (const page of Object.values(answer.scopes)) {
    for (const [table, columns] of Object.entries(page.rows)) {
      for (const row of rowsOf(columns)) {
        arrived.add(row.id)
        if (table === 'held' && row['state'] === 'applied') arrived.add(String(row['row']))
      }
    }
  }
  return arrived
}

const depends = ({ outcome }: Entry): boolean => outcome?.result === 'held' && outcome.reason === 'depends'

/** Appends what can be sent again, in its order, and closes the old entries; says whether there was any. */
export async function resendReady(store: Store, answer: SyncAnswer): Promise<boolean> {
  const waiting = (await entries(store, 'open')).filter(depends)
  if (!waiting.length) return false
  const arrived = arrivedIn(answer)
  const ready = waiting.filter(entry => arrived.has(entry.row))
  if (!ready.length) return false
  await append(store, ready.map(intentOf), { resends: ready.map(entry => [entry.log, entry.mid]) })
  return true
}
