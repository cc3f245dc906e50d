/** The pages of secretaries beside each other. */
import type { ComponentChildren } from 'preact'
import { OfficeHead } from '../../officeHead'
import { me } from '../../session'
import { words } from './words'
import './office.css'

type Tab = 'list' | 'importing'

const HREFS: Record<Tab, string> = { list: 'office/secretaries', importing: 'office/secretaries/import' }

export const isOffice = (): boolean => me.value?.roles.some(one => one.role === 'office') ?? false

export function Head({ title, tab, children }: { title: string; tab: Tab | null; children?: ComponentChildren }) {
  const tabs: Tab[] = isOffice() ? ['list', 'importing'] : ['list']
  return <OfficeHead title={title} tab={tab} label={words.tabs} tabs={tabs.map(key => ({ key, name: words[key], href: HREFS[key] }))}>{children}</OfficeHead>
}
