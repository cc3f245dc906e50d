/** The office's settings of accounts: granted roles, and people's phones. */
import type { SettingsTab } from '../office'
import { DevicesPage } from './office/DevicesPage'
import { RolesPage } from './office/RolesPage'
import { words } from './office/words'

export const settings: readonly SettingsTab[] = [
  { path: 'roles', title: () => words.roles, place: 4, roles: ['office'], view: () => <RolesPage /> },
  { path: 'devices', title: () => words.devices, place: 5, roles: ['office'], view: () => <DevicesPage /> },
]
