/** The office's list of changes of settings and rights. */
import type { SettingsTab } from '../office'
import { AuditPage } from './office/AuditPage'
import { words } from './office/words'

export const settings: readonly SettingsTab[] = [{ path: 'audit', title: () => words.title, place: 8, roles: ['office', 'administrator'], view: ({ query }) => <AuditPage query={query} /> }]
