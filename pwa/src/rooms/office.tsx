/** The office's pages of rooms: a day of all rooms, a week of one, how much they are used, and what there is. */
import type { OfficePage, SettingsTab } from '../office'
import type { PageProps } from '../part'
import { DayPage } from './office/DayPage'
import { SettingsPage } from './office/SettingsPage'
import { UsePage } from './office/UsePage'
import { WeekPage } from './office/WeekPage'
import { ledgerWords, words } from './office/words'

function Rooms({ path: [what, which, day] }: PageProps) {
  if (what === 'week') return <WeekPage room={which} asked={day} />
  if (what === 'use') return <UsePage />
  return what === 'settings' ? <SettingsPage /> : <DayPage asked={which} />
}

export const pages: readonly OfficePage[] = [{ path: 'rooms', title: () => words.short, icon: 'home', menu: ['building', 5], roles: ['office', 'committee_leader'], view: Rooms }]

export const settings: readonly SettingsTab[] = [{ path: 'rooms', title: () => words.short, place: 24, roles: ['office'], href: 'office/rooms/settings' }]

export const sections = { rooms: ledgerWords } as const
