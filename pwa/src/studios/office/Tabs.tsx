/** The pages of studios beside each other. */
import type { ComponentChildren } from 'preact'
import { OfficeHead } from '../../officeHead'
import { me } from '../../session'
import { words } from './words'
import './office.css'

type Tab = 'studios' | 'achievements' | 'import'

export const mayDecide = (): boolean => me.value?.roles.some(one => one.role === 'office') ?? false

/** An amount as people say it. */
export const yuanText = (yuan: number): string => (yuan < 10_000 ? words.plain(String(yuan)) : words.wan(String(Math.round(yuan / 100) / 100)))

export function Head({ title, tab, children }: { title: string; tab: Tab | null; children?: ComponentChildren }) {
  const tabs = [{ key: 'studios', name: words.studios, href: 'office/studios' }, { key: 'achievements', name: words.achievements, href: 'office/studios/achievements' }]
  if (mayDecide()) tabs.push({ key: 'import', name: words.importing, href: 'office/studios/import' }, { key: 'settings', name: words.settings, href: 'office/settings/choices' })
  return <OfficeHead title={title} tab={tab} label={words.tabs} tabs={tabs}>{children}</OfficeHead>
}
