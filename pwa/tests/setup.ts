/** The browser's stores, in memory, for tests without a browser. */
import 'fake-indexeddb/auto'

const kept = new Map<string, string>()
const storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear'> = {
  getItem: key => kept.get(key) ?? null,
  setItem: (key, value) => { kept.set(key, value) },
  removeItem: key => { kept.delete(key) },
  clear: () => kept.clear(),
}
if (!('localStorage' in globalThis)) Object.defineProperty(globalThis, 'localStorage', { value: storage })
// Modules of the app listen to their window; these tests have none, and timers enough.
if (!('window' in globalThis)) Object.assign(globalThis, { window: globalThis, addEventListener: () => undefined, location: { hash: '' }, document: { addEventListener: () => undefined, querySelector: () => null, documentElement: { dataset: {} } } })
if (!('navigator' in globalThis)) Object.assign(globalThis, { navigator: {} })
