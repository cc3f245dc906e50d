/** The pages of projects beside each other. */
import type { ComponentChildren } from 'preact'
import { OfficeHead } from '../../officeHead'
import { me } from '../../session'
import { words } from './words'
import './office.css'

type Tab = 'list' | 'wall' | 'importing' | 'settings'

const HREFS: Record<Tab, string> = { list: 'office/projects', wall: 'office/projects?view=wall', importing: 'office/projects/import', settings: 'office/settings/choices' }

export const isOffice = (): boolean => me.value?.roles.some(one => one.role === 'office') ?? false

export function Head({ title, tab, children }: { title: string; tab: Tab | null; children?: ComponentChildren }) {
  const tabs: Tab[] = isOffice() ? ['list', 'wall', 'importing', 'settings'] : ['list', 'wall']
  return <OfficeHead title={title} tab={tab} label={words.tabs} tabs={tabs.map(key => ({ key, name: words[key], href: HREFS[key] }))}>{children}</OfficeHead>
}
