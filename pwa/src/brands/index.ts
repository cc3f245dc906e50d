/** Brands on the phone: everyone reads those that were named, a committee declares its own and tells of it; without a network too. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import { put, step } from '../sync'

const load = () => import('./pages')

export const brands: Part = {
  pages: {
    brands: lazy(() => load().then(one => one.BrandsPage)),
    brand: lazy(() => load().then(one => one.BrandPage)),
    declaration: lazy(() => load().then(one => one.DeclarationPage)),
  },
  effects: { 'brand.set.v1': put('brand'), 'brand.delete.v1': ({ row }, brush) => brush.remove('brand', row), 'brand.move.v1': step('brand_step', 'brand', 'brand') },
  tells: () => load().then(one => one.telling),
  places: () => load().then(one => one.places()),
  parents: { brand_step: 'brand' },
}
