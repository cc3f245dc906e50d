/** The office's page of corrections. */
import type { OfficePage } from '../office'
import { CorrectionsPage } from './office/CorrectionsPage'
import { t } from './words'

export const pages: readonly OfficePage[] = [
  { path: 'corrections', title: () => t.office.title, icon: 'pencil', menu: ['daily', 7], roles: ['office'], view: ({ query }) => <CorrectionsPage decided={query.get('state') === 'decided'} /> },
]
