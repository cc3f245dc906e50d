/** What happened to a matter, step by step: what, who, when, and in which words. */
import type { ComponentChildren } from 'preact'
import './lifecycle.css'

export interface HistoryStep {
  id: string
  what: string
  who?: string
  when: string
  text?: string
  /** What of it waits or was refused. */
  tag?: ComponentChildren
}

export const History = ({ label, steps }: { label: string; steps: readonly HistoryStep[] }) => (
  <ol class="history" aria-label={label}>
    {steps.map(one => (
      <li key={one.id}>
        <p><b>{one.what}</b> <span class="soft small">{[one.who, one.when].filter(Boolean).join(' · ')}</span></p>
        {one.text && <p class="history-text">{one.text}</p>}
        {one.tag}
      </li>
    ))}
  </ol>
)
