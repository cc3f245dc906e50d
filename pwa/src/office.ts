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

interface OfficeModule { pages?: readonly OfficePage[] }

export const worksInOffice = (me: Me | null): boolean => me?.roles.some(one => (OFFICE_ROLES as readonly string[]).includes(one.role)) ?? false

/** All office pages that the person may open, in order. */
export async function officePages(me: Me): Promise<OfficePage[]> {
  const modules = await Promise.all(Object.values(import.meta.glob<OfficeModule>('./*/office*.tsx')).map(load => load()))
  const held = new Set(me.roles.map(one => one.role))
  return modules.flatMap(one => one.pages ?? [])
    .filter(page => page.roles.some(role => held.has(role)))
    .sort((a, b) => (a.order ?? 99) - (b.order ?? 99))
}
