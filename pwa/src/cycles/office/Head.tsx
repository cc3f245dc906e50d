/** The head of each of the office's pages of stars: title, and the three lists of a quarter side by side. */
import { useEffect } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import { to } from '../../route'
import { t } from '../words'
import '../cycles.css'

interface HeadProps { title: string; quarter: string | null; current: 'cycles' | 'appeals' | 'vetoes'; children?: ComponentChildren }

export function Head({ title, quarter, current, children }: HeadProps) {
  useEffect(() => { document.title = title }, [title])
  const asked = quarter ? `?quarter=${quarter}` : ''
  const tabs = [['cycles', '', t.office.tabCycles], ['appeals', '/appeals', t.office.tabAppeals], ['vetoes', '/vetoes', t.office.tabVetoes]] as const
  return (
    <>
      <header class="office-title"><h1 tabIndex={-1}>{title}</h1>{children}</header>
      <nav class="tabs-line" aria-label={t.office.tabs}>
        {tabs.map(([key, path, word]) => <a key={key} href={to(`office/cycles${path}${asked}`)} aria-current={key === current ? 'page' : undefined}>{word}</a>)}
      </nav>
    </>
  )
}
