/** Server rows as they lie on the disk. */
import { eachChunk } from './requests'
import type { Row, Stored } from './types'

/** Where a row's values lie. */
export const placeOf = (table: string, id: string): string => `rows/${table}/${id}`

/** A row that an older version of the app wrote carries its revision among its values only. */
export const revOf = ({ r, v }: Stored): number => r ?? Number((v as Row).rev)

/** The rows of a table as they lie on the disk, read inside a transaction. */
export async function storedIn(table: (name: string) => IDBObjectStore, name: string): Promise<Stored[]> {
  const found: Stored[] = []
  await eachChunk<Stored>(table('rows'), some => { found.push(...some) }, IDBKeyRange.bound([name], [name, []]))
  return found
}
