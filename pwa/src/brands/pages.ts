/** The phone's pages of brands, what its mutations say and where it is found, fetched together. */
import type { Place } from '../part'
import { t } from './words'

export { BrandPage } from './BrandPage'
export { BrandsPage } from './BrandsPage'
export { DeclarationPage } from './DeclarationPage'
export { telling } from './telling'

export const places = (): Place[] => [{ page: 'brands', title: t.title, sub: t.sub, subElse: t.subRead, icon: 'star', for: 'everyone' }]
