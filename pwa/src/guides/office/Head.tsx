/** The pages of guides beside each other. */
import type { ComponentChildren } from 'preact'
import { OfficeHead } from '../../officeHead'
import { me } from '../../session'
import { dayText } from '../../time'
import { words } from './words'
import './office.css'

type Tab = 'coverage' | 'visits' | 'people' | 'report' | 'importing' | 'settings'

const HREFS: Record<Tab, string> = { coverage: 'office/guides', visits: 'office/guides/visits', people: 'office/guides/people', report: 'office/guides/report', importing: 'office/guides/import', settings: 'office/settings/choices' }

export const isOffice = (): boolean => me.value?.roles.some(one => one.role === 'office') ?? false

export const dayWords = (day: string): string => (day ? dayText(Date.parse(`${day}T00:00:00+08:00`)) : '')

export function Head({ title, tab, children }: { title: string; tab: Tab | null; children?: ComponentChildren }) {
  const tabs: Tab[] = isOffice() ? ['coverage', 'visits', 'people', 'report', 'importing', 'settings'] : ['coverage', 'visits', 'people', 'report']
  return <OfficeHead title={title} tab={tab} label={words.tabs} tabs={tabs.map(key => ({ key, name: words[key], href: HREFS[key] }))}>{children}</OfficeHead>
}
