/** What became of each file on this phone, from its row and from what was done to it here. */
import { DETACH, dropFiles, keptFiles, namesFile, noteFile, type FileState, type KeptFile } from './files'
import { story } from './log'
import { readRow } from './rows'
import type { Store } from './store'
import type { Entry, Row } from './types'

const onItsWay = (entry: Entry | undefined): boolean => entry?.state === 'waiting' || entry?.state === 'settling'
const wasApplied = (entry: Entry | undefined): boolean => entry?.outcome?.result === 'applied' || entry?.outcome?.result === 'merged'

/** What a file's row and this phone's mutations of it come to. `stored` and `gone`: its bytes are not needed any more. */
export function fileStanding(row: Pick<Row, string> | null, entries: readonly Entry[]): FileState | 'stored' | 'gone' {
  const last = (is: (name: string) => boolean) => entries.filter(one => is(one.mutation.name)).pop()
  const [attach, detach] = [last(namesFile), last(name => name === DETACH)]
  if (row?.['state'] === 'stored') return 'stored'
  if (onItsWay(detach)) return 'removing'
  if (row) return row['state'] === 'refused' ? 'refused' : 'waiting'
  if (wasApplied(detach) || attach?.closed === 'discarded') return 'gone'
  if (onItsWay(attach)) return 'waiting'
  if (!attach || wasApplied(attach)) return 'lost'
  return attach.outcome?.result === 'rejected' ? 'rejected' : 'held'
}

/** Brings what is kept up to date with the rows; gives the files whose rows wait for bytes, oldest first. */
export async function settleFiles(store: Store): Promise<KeptFile[]> {
  const ready: KeptFile[] = []
  const over: string[] = []
  for (const file of await keptFiles(store)) {
    if (file.state === 'draft') continue
    const row = await readRow(store, 'file_asset', file.id)
    const standing = fileStanding(row, await story(store, file.id))
    if (standing === 'stored' || standing === 'gone') { over.push(file.id); continue }
    if (standing !== file.state) await noteFile(store, file.id, { state: standing })
    if (standing === 'waiting' && row) ready.push(file)
  }
  await dropFiles(store, over)
  return ready
}
