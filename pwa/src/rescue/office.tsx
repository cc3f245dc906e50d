/** The page for the office on which a phone's sealed file is imported. */
import type { OfficePage } from '../office'
import { ImportPage } from './office/ImportPage'
import { words } from './office/words'

export const pages: readonly OfficePage[] = [
  { path: 'rescue', title: () => words.short, icon: 'lock', menu: ['settings', 2], roles: ['office', 'administrator'], view: ({ path }) => <ImportPage shown={path[0] ?? null} /> },
]
