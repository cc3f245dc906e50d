/** The tables of files as the first screen and the log need them; what else is done with files comes with the pages that show some. */
import type { Tables } from './device'
import type { FileState, ReadyFile, StoredFile } from './files'
import { done, type Store } from './store'

export const FILE_TABLES = ['files', 'bytes']

export function putFile(table: Tables, { file, bytes }: ReadyFile, state: FileState): void {
  table('files').put({ ...file, state } satisfies StoredFile)
  for (const one of bytes) table('bytes').put(one)
}

export function deleteFile(table: Tables, id: string): void {
  table('files').delete(id)
  table('bytes').delete(IDBKeyRange.bound([id], [id, []]))
}

/** Whether any file lies here, a draft's too. */
export const hasFiles = async (store: Store): Promise<boolean> => (await store.read(['files'], read => done(read('files').count()))) > 0

/** How many files still have to reach the server, inside a transaction. */
export async function filesWaiting(table: Tables): Promise<number> {
  return ((await done(table('files').getAll())) as StoredFile[]).filter(one => one.state === 'waiting').length
}
