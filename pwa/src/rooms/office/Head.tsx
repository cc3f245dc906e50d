/** What stands at the head of each page of rooms, and what all of them ask the server for. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { BookingsOut, RoomsOut } from '../../generated/http'
import { Resource } from '../../load'
import { to } from '../../route'
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

export function Head({ title, tab, children }: { title: string; tab: Tab; children?: ComponentChildren }) {
  useEffect(() => { document.title = title }, [title])
  return (
    <header class="office-title rooms-title">
      <h1 tabIndex={-1}>{title}</h1>
      <nav class="segments" aria-label={words.tabs}>{TABS.map(one => <a key={one} href={to(`office/rooms/${one}`)} aria-current={one === tab ? 'page' : undefined}>{words[one]}</a>)}</nav>
      <div class="rooms-tools">{children}</div>
    </header>
  )
}
