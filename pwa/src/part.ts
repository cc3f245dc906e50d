/** What a part of the product gives to the shell. */
import type { ComponentType } from 'preact'
import type { Names } from './branch'
import type { Effects, Mutation } from './sync'
import type { IconName } from './ui'

export interface PageProps { path: string[]; query: URLSearchParams }

/** What a mutation of a part says, for whoever looks at the queue. */
export interface Telling {
  /** Names and values in words; null for another part's. */
  says: (mutation: Mutation, names: Names) => readonly (readonly [string, string])[] | null
  /** The address of the record it is about, and of the form that mends it, if there is one. */
  record: (mutation: Mutation) => string | null
  form: (mutation: Mutation) => string | null
}

/** A page of a part that the phone's page of further places leads to. */
export interface Place {
  page: string
  title: string
  sub: string
  /** The same for those who hold no post of the branch itself, where it is another. */
  subElse?: string
  icon: IconName
  /** Everyone, or those alone who hold a post of the branch itself. */
  for: 'everyone' | 'leads'
}

export interface Part {
  /** First word of the address to the page that stands there. */
  pages: Readonly<Record<string, ComponentType<PageProps>>>
  /** What of it waits for a person, for the page of delivery. */
  waits?: ComponentType<PageProps>
  /** What its mutations do to the rows on screen until the server has answered. */
  effects?: Effects
  /** Fetched when someone looks at the queue. */
  tells?: () => Promise<Telling>
  /** Where the page `more` leads to: fetched when it is opened, and never with the first screen. */
  places?: () => Promise<readonly Place[]>
  /** Its tables whose rows are read by the row they belong to, and the column that names it. */
  parents?: Readonly<Record<string, string>>
  /** Its tables that the first screen shows: read before anything else, in one go. */
  first?: readonly string[]
}
