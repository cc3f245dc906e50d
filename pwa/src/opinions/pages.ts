/** The phone's page of the box, what its mutation says and where it is found, fetched together. */
import type { Place } from '../part'
import { t } from './words'

export { BoxPage } from './BoxPage'
export { telling } from './telling'

export const places = (): readonly Place[] => [{ page: 'opinions', title: t.title, sub: t.placeSub, icon: 'inbox', for: 'everyone' }]
