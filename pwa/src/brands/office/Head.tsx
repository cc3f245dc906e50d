/** The pages of brands beside each other. */
import type { ComponentChildren } from 'preact'
import { OfficeHead } from '../../officeHead'
import { me } from '../../session'
import { words } from './words'
import './office.css'

type Tab = 'list' | 'importing'

const HREFS: Record<Tab, string> = { list: 'office/brands', importing: 'office/brands/import' }

export function Head({ title, tab, children }: { title: string; tab: Tab | null; children?: ComponentChildren }) {
  const isOffice = me.value?.roles.some(one => one.role === 'office')
  const tabs: Tab[] = isOffice ? ['list', 'importing'] : ['list']
  return <OfficeHead title={title} tab={tab} label={words.tabs} tabs={tabs.map(key => ({ key, name: words[key], href: HREFS[key] }))}>{children}</OfficeHead>
}
