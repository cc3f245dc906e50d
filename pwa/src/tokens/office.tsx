/** The office's settings of tokens: which other systems read what. */
import type { SettingsTab } from '../office'
import { TokensPage } from './office/TokensPage'
import { words } from './office/words'

export const settings: readonly SettingsTab[] = [{ path: 'tokens', title: () => words.title, place: 7, roles: ['office', 'administrator'], view: () => <TokensPage /> }]
