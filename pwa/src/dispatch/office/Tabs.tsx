/** The pages of dispatch beside each other. */
import type { ComponentChildren } from 'preact'
import { OfficeHead } from '../../officeHead'
import { me } from '../../session'
import { dayOf, periodText } from '../../time'
import { IconButton } from '../../ui'
import { words } from './words'
import './office.css'

type Tab = 'orders' | 'work-meeting' | 'month-table' | 'import' | 'settings'

const HREFS = (): Record<Tab, string> => ({ orders: 'office/orders', 'work-meeting': `office/work-meeting/${dayOf(Date.now()).slice(0, 7)}`, 'month-table': 'office/month-table', import: 'office/orders/import', settings: 'office/settings/choices' })

/** The office issues and decides; committee leaders read. */
export const mayDecide = (): boolean => me.value?.roles.some(one => one.role === 'office') ?? false

/** Who leads a general branch reads single orders of its branches, and no list. */
export const mayRead = (): boolean => me.value?.roles.some(one => one.role === 'office' || one.role === 'committee_leader') ?? false

/** An order's page within what the list is narrowed to; who reads no list has it by itself. */
export const pageOf = (order: string, query?: URLSearchParams): string => (mayRead() ? `office/orders/${order}${query?.toString() ? `?${query.toString()}` : ''}` : `office/order/${order}`)

/** A month with its year, as people say it. */
export const monthText = (month: string): string => words.monthOf(month.slice(0, 4), periodText(month))

export const Turn = ({ onTurn }: { onTurn: (by: number) => void }) => (
  <span class="no-print dispatch-turn"><IconButton icon="back" label={words.earlier} onClick={() => onTurn(-1)} /><IconButton icon="go" label={words.later} onClick={() => onTurn(1)} /></span>
)

export function Head({ title, tab, children }: { title: string; tab: Tab | null; children?: ComponentChildren }) {
  const hrefs = HREFS()
  const names: [Tab, string][] = !mayRead() ? [] : [['orders', words.short], ['work-meeting', words.meeting], ['month-table', words.table]]
  if (mayDecide()) names.push(['import', words.importShort], ['settings', words.settings])
  return <OfficeHead title={title} tab={tab} label={words.tabs} tabs={names.map(([key, name]) => ({ key, name, href: hrefs[key] }))}>{children}</OfficeHead>
}
