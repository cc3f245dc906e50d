/** What all pages of the ledger share: the title with the way up, the period, printing; lists with a way on. */
import type { ComponentChildren } from 'preact'
import { ProblemNotice } from '../../answered'
import { periodInYear, stepped } from '../../period'
import { go, to } from '../../route'
import { Button, Icon, IconButton } from '../../ui'
import type { Pages } from './paging'
import { words } from './words'
import './ledger.css'

export interface Crumb { href: string; name: string }

function Period({ address, period }: { address: string; period: string }) {
  const show = (key: string) => go(`${address}?period=${key}`, true)
  const quarter = period.includes('Q') ? period : `${period}-Q4`
  return (
    <div class="ledger-period" role="group" aria-label={words.period}>
      <IconButton icon="back" label={words.previous} onClick={() => show(stepped(period, -1))} />
      <b>{periodInYear(period)}</b>
      <IconButton icon="go" label={words.next} onClick={() => show(stepped(period, 1))} />
      <span class="segments no-print">
        <button type="button" aria-pressed={period.includes('Q')} onClick={() => show(quarter)}>{words.quarter}</button>
        <button type="button" aria-pressed={!period.includes('Q')} onClick={() => show(period.slice(0, 4))}>{words.year}</button>
      </span>
    </div>
  )
}

export function Head({ title, crumbs, address, period }: { title: string; crumbs: readonly Crumb[]; address: string; period: string }) {
  return (
    <>
      <header class="office-title ledger-title">
        <h1 tabIndex={-1}>{title}</h1>
        <Period address={address} period={period} />
        <span class="ledger-print no-print"><Button small onClick={() => window.print()}>{words.print}</Button></span>
      </header>
      {crumbs.length > 0 && <nav class="ledger-crumbs" aria-label={words.title}>{crumbs.map(one => <a key={one.href} href={to(`${one.href}?period=${period}`)}>{one.name}<Icon name="go" size={16} /></a>)}</nav>}
    </>
  )
}

export const Block = ({ title, aside, children }: { title: string; aside?: ComponentChildren; children: ComponentChildren }) => (
  <section class="office-card ledger-block"><div class="ledger-block-head"><h2>{title}</h2>{aside}</div>{children}</section>
)

/** A list that comes page by page, what to say where it is empty, and the way on. */
export function More<T>({ pages, more, empty, children }: { pages: Pages<T>; more: () => void; empty: string; children: ComponentChildren }) {
  return (
    <>
      {pages.items.length ? children : !pages.busy && !pages.problem && <p class="soft">{empty}</p>}
      {pages.problem && <ProblemNotice problem={pages.problem} again={more} />}
      {pages.next !== null && <p class="no-print"><Button small busy={pages.busy} onClick={more}>{words.more}</Button></p>}
    </>
  )
}

/** The share of those expected who came, of all who were marked; a dash where nobody was expected. */
export function rateText(present: number, expected: number): string {
  return expected ? `${(present * 100 / expected).toFixed(1)}%` : '—'
}
