/** What a page of the office is. Each lies in a part as `office*.tsx`, which exports `pages: OfficePage[]`, and may export `sections`, the words of what the part tells in the ledger; `modules.ts` fetches them. */
import type { ComponentChildren } from 'preact'
import type { Me } from './api'
import type { PageProps } from './part'
import type { BranchPost } from './posts'
import type { IconName } from './ui'

export const OFFICE_ROLES = ['office', 'committee_leader', 'assessor', 'administrator'] as const
export type OfficeRole = (typeof OFFICE_ROLES)[number]

/** The navigation's groups, in this order. */
export const PAGE_GROUPS = ['daily', 'scores', 'building', 'books', 'settings'] as const
export type PageGroup = (typeof PAGE_GROUPS)[number]

export interface OfficePage {
  /** Second word of the address: `#/office/<path>`. */
  path: string
  title: () => string
  icon: IconName
  /** Group in the navigation, and place in it; pages without one are reached from others. */
  menu?: readonly [group: PageGroup, place: number]
  /** The page of the navigation to which one without a place of its own belongs. */
  under?: string
  roles: readonly (OfficeRole | BranchPost)[]
  /** It begins with the branches of those who hold posts: who leads a general branch alone would be refused there, and comes to what lies below it by links. */
  ofBranch?: boolean
  /** Fills the screen: without navigation and frame. */
  alone?: boolean
  /** Stands beside the title in the navigation. */
  badge?: () => ComponentChildren
  /** `path` holds what follows the page's own word. */
  view: (props: PageProps) => ComponentChildren
}

/** The words of what a part tells on the ledger's pages: its section's title, its figures, and how its records stand. */
export interface SectionWords {
  title: string
  counts: Readonly<Record<string, (n: number) => string>>
  standings?: Readonly<Record<string, string>>
}

/** One tab of the office's page of settings, `#/office/settings/<path>`; with `href` it leads to a page that stands elsewhere. Dictionaries of all parts share `choices`. */
export interface SettingsTab {
  path: string
  title: () => string
  /** Where it stands among the others. */
  place: number
  roles: readonly OfficeRole[]
  href?: string
  view?: (props: PageProps) => ComponentChildren
}

/** Something beside obligations that waits for a person, as the office's first page tells it. */
export interface Heed {
  key: string
  title: string
  /** What is the matter, in a word or two. */
  sub: string
  /** Which of several it is. */
  about?: string
  href: string
  tone: 'red' | 'yellow'
  /** When it was, or is, due; what is longest over comes first. */
  due_at: number
  /** Of what kind it is, as the first page sorts it; filled in from the part that tells it. */
  of?: string
  /** The branch it is about; without one it concerns the whole mine. */
  branch?: string
}

const isOfOffice = (role: string): boolean => (OFFICE_ROLES as readonly string[]).includes(role)

/** The page as the person has it, if a role of theirs opens it: in the navigation only where it begins with something for them. */
export function pageFor(page: OfficePage, me: Me): OfficePage | null {
  if (!me.roles.some(({ role }) => (page.roles as readonly string[]).includes(role))) return null
  if (!page.ofBranch || me.roles.some(({ role, branch }) => isOfOffice(role) || !!branch)) return page
  const { menu: _, ...apart } = page
  return apart
}

export const worksInOffice = (me: Me | null): boolean => me?.roles.some(one => isOfOffice(one.role)) ?? false
