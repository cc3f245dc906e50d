/** The board as the server sends it. */
import type { Colour } from '../../ui'

export type State = 'upcoming' | 'warning' | 'held_unfiled' | 'done' | 'overdue_provisional' | 'overdue' | 'late' | 'excused'

/** One obligation of one organisation. A branch has several of a kind where each of its groups owes one. Instants in epoch ms. */
export interface Cell {
  obligation: string
  kind: string
  org: string
  org_name: string
  state: State
  colour: Colour
  meeting: string | null
  due_at: number
  held_at?: number | null
  filed_at?: number | null
  excused_reason?: string | null
  excused_until_at?: number | null
}

export interface BoardRow {
  branch: string
  name: string
  general_branch: string | null
  /** Records that phones of the branch have not sent yet, where the server knows. */
  unsent?: number | null
  cells: Cell[]
}

export interface Kind { kind: string; title: string }

export interface Board { as_of: number; period: string; kinds: Kind[]; rows: BoardRow[] }
