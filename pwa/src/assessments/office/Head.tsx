/** The pages of assessment beside each other, for who decides; others see the overview alone. */
import type { ComponentChildren } from 'preact'
import { OfficeHead } from '../../officeHead'
import { t } from '../words'
import './overview.css'

const TABS = () => [
  { key: 'assessment', name: t.byBranch, href: 'office/assessment' },
  { key: 'contests', name: t.contestsTitle, href: 'office/contests' },
  { key: 'assessors', name: t.assessors, href: 'office/assessors' },
  { key: 'assessment-scheme', name: t.scheme, href: 'office/assessment-scheme' },
]

export const Head = ({ title, tab, decides = true, children }: { title: string; tab: string; decides?: boolean; children?: ComponentChildren }) =>
  <OfficeHead title={title} tab={tab} label={t.tabs} tabs={decides ? TABS() : []}>{children}</OfficeHead>
