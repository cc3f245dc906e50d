/** What the server says by itself, and what the phone must know of it before there is no network. Fetched once the first screen stands. */
import { api } from './api'
import type { KeyOut } from './generated/http'
import type { Phone, Wake } from './sync'
import { listen } from './sync/hints'
import { keepRescueKey, lacksRescueKey } from './sync/rescueKey'

async function fetchKey(phone: Phone): Promise<void> {
  try {
    const found = await api<KeyOut>('/api/rescue/key')
    // The browser's session may be another person's by now; the proof says whose it is.
    if (found.proof.startsWith(`${phone.account}.`)) await keepRescueKey(phone.store, found)
  } catch {
    // Asked again after the next answer.
  }
}

/** Hears hints of news, and fetches the key that sealing the queue needs, after an answer of the server, if the phone lacks it. Returns what ends this. */
export function hear(store: Phone, wake: (reason: Wake) => void): () => void {
  const hints = listen(hint => { void store.cursor(hint.scope).then(at => { if (hint.head > at) wake('poke') }) }, () => wake('poke'))
  const key = store.watch(['server'], one => lacksRescueKey(one.store), lacks => { if (lacks) void fetchKey(store) })
  return () => { hints(); key() }
}
