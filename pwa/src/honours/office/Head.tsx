/** The pages of honours and stories beside each other; who may write. */
import type { ComponentChildren } from 'preact'
import { OfficeHead } from '../../officeHead'
import { me } from '../../session'
import { words } from './words'
import './office.css'

type Tab = keyof typeof words.tab

const HREFS: Record<Tab, string> = { honours: 'office/honours', stories: 'office/honours/stories', levels: 'office/settings/choices' }

/** The office writes; committee leaders read, and review. */
export const mayWrite = (): boolean => me.value?.roles.some(one => one.role === 'office') ?? false

export function Head({ title, tab, children }: { title: string; tab: Tab | null; children?: ComponentChildren }) {
  const tabs = (Object.keys(HREFS) as Tab[]).filter(key => key !== 'levels' || mayWrite())
  return <OfficeHead title={title} tab={tab} label={words.tabs} tabs={tabs.map(key => ({ key, name: words.tab[key], href: HREFS[key] }))}>{children}</OfficeHead>
}
