/** Server rows as they lie on the disk. */
import type { Row, Stored } from './types'

/** Where a row's values lie. */
export const placeOf = (table: string, id: string): string => `rows/${table}/${id}`

/** A row that an older version of the app wrote carries its revision among its values only. */
export const revOf = ({ r, v }: Stored): number => r ?? Number((v as Row).rev)
