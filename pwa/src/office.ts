/**
 * The office's pages, fetched when one of them is opened.
 * Each lies in a part as `office*.tsx` and exports `pages: OfficePage[]`; nothing here names them.
 */
import type { ComponentChildren } from 'preact'
import type { Me } from './api'
import type { PageProps } from './part'
import type { IconName } from './ui'

export const OFFICE_ROLES = ['office', 'committee_leader', 'assessor', 'administrator'] as const
export type OfficeRole = (typeof OFFICE_ROLES)[number]

export interface OfficePage {
  /** Second word of the address: `#/office/<path>`. */
  path: string
  title: () => string
  icon: IconName
  /** Place in the navigation; pages without one are reached from others. */
  order?: number
  roles: readonly OfficeRole[]
  /** Stands beside the title in the navigation. */
  badge?: () => ComponentChildren
  /** `path` holds what follows the page's own word. */
  view: (props: PageProps) => ComponentChildren
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
  /** The branch it is about; without one it concerns the whole mine. */
  branch?: string
}

interface OfficeModule {
  pages?: readonly OfficePage[]
  heeds?: { roles: readonly OfficeRole[]; load: () => Promise<Heed[]> }
}

const modules = (): Promise<OfficeModule[]> => Promise.all(Object.values(import.meta.glob<OfficeModule>('./*/office*.tsx')).map(load => load()))

export const worksInOffice = (me: Me | null): boolean => me?.roles.some(one => (OFFICE_ROLES as readonly string[]).includes(one.role)) ?? false

/** All office pages that the person may open, in order. */
export async function officePages(me: Me): Promise<OfficePage[]> {
  const held = new Set(me.roles.map(one => one.role))
  return (await modules()).flatMap(one => one.pages ?? [])
    .filter(page => page.roles.some(role => held.has(role)))
    .sort((a, b) => (a.order ?? 99) - (b.order ?? 99))
}

/** What waits for the person in all parts, in order of urgency. A part that cannot be asked now is left out until the next time. */
export async function officeHeeds(me: Me): Promise<Heed[]> {
  const asked = (await modules()).map(one => one.heeds).filter(one => one?.roles.some(role => me.roles.some(held => held.role === role)))
  const found = await Promise.all(asked.map(one => one!.load().catch((): Heed[] => [])))
  return found.flat().sort((a, b) => Number(b.tone === 'red') - Number(a.tone === 'red') || a.due_at - b.due_at)
}
