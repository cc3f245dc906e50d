/** A person's own account in the office's frame; the office's settings of accounts: granted roles, and people's phones. */
import { OFFICE_ROLES, type OfficePage, type SettingsTab } from '../office'
import { BRANCH_POSTS } from '../posts'
import { AccountPage } from './office/AccountPage'
import { DevicesPage } from './office/DevicesPage'
import { RolesPage } from './office/RolesPage'
import { words } from './office/words'
import { t } from './words'

export const pages: readonly OfficePage[] = [{ path: 'me', title: () => t.account, icon: 'person', roles: [...OFFICE_ROLES, ...BRANCH_POSTS], view: () => <AccountPage /> }]

export const settings: readonly SettingsTab[] = [
  { path: 'roles', title: () => words.roles, place: 4, roles: ['office'], view: () => <RolesPage /> },
  { path: 'devices', title: () => words.devices, place: 5, roles: ['office'], view: () => <DevicesPage /> },
]
