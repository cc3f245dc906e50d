/** Voting by a drawn code: nobody is signed in, no store of anyone is opened, and no cookie goes with what is sent. */
import { render } from 'preact'
import { route } from '../route'
import { VotePage } from './VotePage'
import { begin, openPaper, sendWaiting } from './voting'
import './vote.css'

const OFTEN_MS = 30_000

/** A slip was scanned: its code leaves the address at once, so that neither the history nor the next person has it. */
function readAddress(): void {
  const [, poll, code] = route.peek().path
  begin()
  if (poll && code) void openPaper(code, poll)
}

export function show(place: HTMLElement): void {
  readAddress()
  addEventListener('hashchange', readAddress)
  addEventListener('online', () => { void sendWaiting() })
  setInterval(() => { if (!document.hidden) void sendWaiting() }, OFTEN_MS)
  void sendWaiting()
  place.textContent = ''
  render(<VotePage />, place)
}
