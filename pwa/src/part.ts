/** What a part of the product gives to the shell. */
import type { ComponentType } from 'preact'
import type { Effects } from './sync'

export interface PageProps { path: string[]; query: URLSearchParams }

export interface Part {
  /** First word of the address to the page that stands there. */
  pages: Readonly<Record<string, ComponentType<PageProps>>>
  /** What of it waits for a person, for the page of delivery. */
  waits?: ComponentType<PageProps>
  /** What its mutations do to the rows on screen until the server has answered. */
  effects?: Effects
  /** Its tables whose rows are read by the row they belong to, and the column that names it. */
  parents?: Readonly<Record<string, string>>
}
