/** What a draft of a scheme would have done: counts before and after, who moves, and the lines that make the difference. */
import type { ComponentChildren } from 'preact'
import { Icon } from './ui'
import './trying.css'

interface CountsProps { heads: readonly [string, string, string]; rows: readonly (readonly [string, number, number])[] }

/** Those that differ are marked. */
export function TriedCounts({ heads: [name, before, after], rows }: CountsProps) {
  return (
    <table class="list-table dry-counts">
      <thead><tr><th scope="col">{name}</th><th scope="col" class="number">{before}</th><th scope="col" class="number">{after}</th></tr></thead>
      <tbody>{rows.map(([key, was, is]) => <tr key={key} class={was === is ? undefined : 'differs'}><th scope="row">{key}</th><td class="number">{was}</td><td class="number">{is}</td></tr>)}</tbody>
    </table>
  )
}

interface MoverProps { name: string; place?: string; move: string; why: string; children: ComponentChildren }

/** Opened, it says why. */
export function TriedMover({ name, place, move, why, children }: MoverProps) {
  return (
    <details class="dry-mover">
      <summary><span class="grow"><b>{name}</b>{place && <small>{place}</small>}</span><span class="dry-move">{move}</span><Icon name="down" size={20} /></summary>
      <ul aria-label={why}>{children}</ul>
    </details>
  )
}

interface LinesProps { head: ComponentChildren; lines: readonly (readonly [text: string, sides: string])[] }

/** The lines of one part that differ, each with both sides. */
export const TriedLines = ({ head, lines }: LinesProps) => (
  <li>
    <p class="dry-dimension">{head}</p>
    {lines.map(([text, sides], at) => <p key={at} class="dry-line"><span class="grow">{text}</span><b>{sides}</b></p>)}
  </li>
)

/** Where the draft rests on something that nobody entered, or no longer does. */
export const TriedWaits = ({ by, words }: { by: number; words: string }) => (by ? <p class="dry-waits"><Icon name={by > 0 ? 'alert' : 'check'} size={20} />{words}</p> : null)

/** Lines gathered by the part they belong to, in the order of the first of each. */
export function gathered<T>(lines: readonly T[], partOf: (line: T) => string): [string, T[]][] {
  const found = new Map<string, T[]>()
  for (const one of lines) found.set(partOf(one), [...(found.get(partOf(one)) ?? []), one])
  return [...found]
}
