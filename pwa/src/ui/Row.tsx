/** Lists and cards. */
import type { ComponentChildren } from 'preact'
import { Icon } from './Icon'

interface RowProps {
  title: ComponentChildren
  lead?: ComponentChildren
  sub?: ComponentChildren
  tags?: ComponentChildren
  end?: ComponentChildren
  href?: string
  onClick?: () => void
  current?: boolean
}

/** One line of a list; the whole of it is the target. */
export function Row({ title, lead, sub, tags, end, href, onClick, current }: RowProps) {
  const inside = (
    <>
      {lead}
      <span class="grow"><b class="row-title">{title}</b>{sub && <span class="row-sub">{sub}</span>}{tags && <span class="row-tags">{tags}</span>}</span>
      {end}
      {(href || onClick) && <span class="row-go"><Icon name="go" size={22} /></span>}
    </>
  )
  if (href) return <li><a class="row" href={href} aria-current={current ? 'true' : undefined}>{inside}</a></li>
  if (onClick) return <li><button type="button" class="row" onClick={onClick}>{inside}</button></li>
  return <li class="row">{inside}</li>
}

export const Rows = ({ label, children }: { label?: string; children: ComponentChildren }) => <ul class="rows" aria-label={label}>{children}</ul>

export function Card({ title, aside, children, tone }: { title?: ComponentChildren; aside?: ComponentChildren; children: ComponentChildren; tone?: string }) {
  return (
    <section class={tone ? `card ${tone} toned` : 'card'}>
      {title && <div class="card-head"><h2>{title}</h2>{aside}</div>}
      {children}
    </section>
  )
}

export function Section({ title, aside, children }: { title: ComponentChildren; aside?: ComponentChildren; children: ComponentChildren }) {
  return <section class="section"><div class="section-head"><h2>{title}</h2>{aside && <span>{aside}</span>}</div>{children}</section>
}

/** Facts in pairs: a name and its value. */
export function Facts({ pairs }: { pairs: readonly (readonly [string, ComponentChildren])[] }) {
  return <dl class="facts">{pairs.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}
