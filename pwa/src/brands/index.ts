/** Brands on the phone: everyone reads those that were named, a committee declares its own and tells of it; without a network too. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import type { Effect } from '../sync'

const BLANK = { name: '', meaning: '', carrier: '', measures: '', results: '', picture: '', small: '', state: 'draft', named_on: '', recheck_on: '', standing: 'growing', colour: 'grey', warn_at: null, due_at: null, computed_at: 0 }

const set: Effect = ({ row, args = {}, set: edits = {}, shows = {} }, brush) => {
  const wanted = Object.fromEntries(Object.entries(edits).map(([field, [, value]]) => [field, value]))
  if (shows['made']) brush.make('brand', row, { ...BLANK, ...args, branches: shows['branches'] ?? [], ...wanted })
  else brush.lay('brand', row, wanted)
}

/** `shows` is how the brand then stands on this phone, and who sees the step. */
const move: Effect = ({ row, args = {}, shows: { branches = [], ...stands } = {} }, brush) => {
  brush.make('brand_step', row, { act: args['move'] ?? '', at: null, place: null, by_name: '', ...args, branches })
  brush.lay('brand', String(args['brand']), stands)
}

export const brands: Part = {
  pages: {
    brands: lazy(() => import('./pages').then(one => one.BrandsPage)),
    brand: lazy(() => import('./pages').then(one => one.BrandPage)),
    declaration: lazy(() => import('./pages').then(one => one.DeclarationPage)),
  },
  effects: { 'brand.set.v1': set, 'brand.delete.v1': ({ row }, brush) => brush.remove('brand', row), 'brand.move.v1': move },
  tells: () => import('./pages').then(one => one.telling),
  places: () => import('./pages').then(one => one.places()),
  parents: { brand_step: 'brand' },
}
