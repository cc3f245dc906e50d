/** How a score comes about, line by line; a deduction's line is told beside what became of it. */
import type { ComponentChildren } from 'preact'
import { pointsText } from '../points'
import { shipped, wordFor } from '../text'
import { Icon, Section } from '../ui'
import type { Line } from './rows'
import { t } from './words'

const signed = (tenths: number): string => (tenths > 0 ? `+${pointsText(tenths)}` : pointsText(tenths))

const PLAIN = new Set(['assessor', 'quarter'])

export function LineRow({ line, children }: { line: Pick<Line, 'part' | 'text' | 'points_tenths'>; children?: ComponentChildren }) {
  return (
    <li class="score-line">
      <p class="score-line-head"><span class="grow">{shipped.value(line.text)}</span>{line.part !== 'veto' && <b>{PLAIN.has(line.part) ? pointsText(line.points_tenths) : signed(line.points_tenths)}</b>}</p>
      {children}
    </li>
  )
}

/** The lines of one part; nothing where it has none. */
export function Lines({ lines, part }: { lines: readonly Line[]; part: Line['part'] }) {
  const own = lines.filter(line => line.part === part)
  if (!own.length) return null
  return <Section title={wordFor(t.parts, part)}><ul class="score-lines">{own.map((line, at) => <LineRow key={line.id || line.rule + String(at)} line={line} />)}</ul></Section>
}

/** From a deduction to the record behind it. */
export const RecordLink = ({ href }: { href: string }) => <a class="score-record" href={href}><Icon name="book" size={20} /><span class="grow">{t.openRecord}</span><Icon name="go" size={20} /></a>
