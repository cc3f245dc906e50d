/** Resolutions carried out, for the office. */
import type { OfficePage } from '../office'
import { ResolutionsPage } from './office/ResolutionsPage'
import { words } from './office/words'

export const pages: readonly OfficePage[] = [
  { path: 'resolutions', title: () => words.title, icon: 'check', order: 4.5, roles: ['office'], view: () => <ResolutionsPage /> },
]
