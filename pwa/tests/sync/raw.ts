/** What someone sees who reads a phone's database without its key: every record of it as text. */
import { done } from '../../src/sync/store'

const open = (name: string): Promise<IDBDatabase> => done(indexedDB.open(name))

/** Bytes are shown as the letters that they spell in UTF-8 and in UTF-16, so that no word hides in them. */
function spelled(_: string, value: unknown): unknown {
  const bytes = Object.prototype.toString.call(value) === '[object ArrayBuffer]' ? new Uint8Array(value as ArrayBuffer) : ArrayBuffer.isView(value) ? new Uint8Array(value.buffer) : null
  return bytes ? [new TextDecoder().decode(bytes), new TextDecoder('utf-16le').decode(bytes)] : value
}

/** Every record of every table with its keys, as one text. */
export async function rawText(database: string): Promise<string> {
  const connection = await open(database)
  const names = [...connection.objectStoreNames]
  const transaction = connection.transaction(names)
  const all = await Promise.all(names.map(async name => [name, await done(transaction.objectStore(name).getAll()), await done(transaction.objectStore(name).getAllKeys())]))
  connection.close()
  return JSON.stringify(all, spelled)
}
