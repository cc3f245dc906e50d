/** The scheme of stars for the office. */
import type { OfficePage, SettingsTab } from '../office'
import { SchemePage } from './office/SchemePage'
import { SchemesPage } from './office/SchemesPage'
import { words } from './office/words'

export const pages: readonly OfficePage[] = [
  { path: 'schemes', title: () => words.short, icon: 'star', menu: ['settings', 1], roles: ['office'], view: ({ path: [id] }) => (id ? <SchemePage key={id} id={id} /> : <SchemesPage />) },
]

export const settings: readonly SettingsTab[] = [{ path: 'schemes', title: () => words.short, place: 20, roles: ['office'], href: 'office/schemes' }]
