/** Keeps at hand what sealing the queue needs: when it is needed, there is no network. */
import { api } from './api'
import type { KeyOut } from './generated/http'
import { keepRescueKey, lacksRescueKey, type Phone } from './sync'

async function fetchKey(phone: Phone): Promise<void> {
  try {
    const found = await api<KeyOut>('/api/rescue/key')
    // The browser's session may be another person's by now; the proof says whose it is.
    if (found.proof.startsWith(`${phone.account}.`)) await keepRescueKey(phone.store, found)
  } catch {
    // Asked again after the next answer.
  }
}

/** Fetches the key after an answer of the server, if the phone lacks it. Returns what ends this. */
export const learnRescueKey = (phone: Phone): (() => void) =>
  phone.watch(['server'], one => lacksRescueKey(one.store), lacks => { if (lacks) void fetchKey(phone) })
