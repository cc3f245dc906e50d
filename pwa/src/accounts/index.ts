/** Logging in, and the person's own page. */
import { lazy } from '../lazy'
import type { Part } from '../part'

export const accounts: Part = {
  pages: { login: lazy(() => import('./LoginPage').then(one => one.LoginPage)), me: lazy(() => import('./MePage').then(one => one.MePage)) },
}
