/** What stands at the head of each page of rooms, and what all of them ask the server for. */
import type { ComponentChildren } from 'preact'
import type { BookingsOut, RoomsOut } from '../../generated/http'
import { Resource } from '../../load'
import { OfficeHead } from '../../officeHead'
import { me } from '../../session'
import { dayText, weekdayText } from '../../time'
import { IconButton } from '../../ui'
import { instantOf } from '../times'
import { words } from './words'
import './office.css'

type Tab = 'day' | 'week' | 'use' | 'settings'
const TABS: readonly Tab[] = ['day', 'week', 'use', 'settings']

export const centre = new Resource<RoomsOut>()
export const booked = new Resource<BookingsOut>()

export const mayChange = (): boolean => me.value?.roles.some(one => one.role === 'office') ?? false
export const isDay = (text: string | undefined): text is string => Boolean(text && /^\d{4}-\d\d-\d\d$/.test(text))
export const dayWords = (on: string): string => `${dayText(instantOf(on, 0))} ${weekdayText(instantOf(on, 0))}`

export const Turn = ({ onTurn }: { onTurn: (by: number) => void }) => (
  <span class="rooms-turn"><IconButton icon="back" label={words.earlier} onClick={() => onTurn(-1)} /><IconButton icon="go" label={words.later} onClick={() => onTurn(1)} /></span>
)

export const Head = ({ title, tab, children }: { title: string; tab: Tab; children?: ComponentChildren }) => (
  <OfficeHead title={title} tab={tab} label={words.tabs} tabs={TABS.map(key => ({ key, name: words[key], href: `office/rooms/${key}` }))}>{children}</OfficeHead>
)
