/** The board as the server sends it, with its codes named. */
import type { BoardOut, CellOut, KindOut, ObligationOut, RowOut } from '../../generated/http'
import type { Colour } from '../../ui'

export type State = 'upcoming' | 'warning' | 'held_unfiled' | 'done' | 'overdue_provisional' | 'overdue' | 'late' | 'excused'

/** One obligation of one organisation. A branch has several of a kind where each of its groups owes one. Instants in epoch ms. */
export interface Cell extends Omit<CellOut, 'state' | 'colour'> { state: State; colour: Colour }

/** One obligation whole, as a chosen cell tells it. */
export type Whole = Omit<ObligationOut, 'state' | 'colour'> & { state: State; colour: Colour }

export interface BoardRow extends Omit<RowOut, 'cells'> { cells: Cell[] }

export type Kind = KindOut

export interface Board extends Omit<BoardOut, 'rows'> { rows: BoardRow[] }
