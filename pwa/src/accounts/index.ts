/** Logging in, unlocking this phone, and the person's own page. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import { isSomeonesPhone } from '../session'
import './accounts.css'

export const accounts: Part = {
  pages: {
    login: lazy(() => import('./LoginPage').then(one => one.LoginPage)),
    // Most starts come to the lock: it is on its way while the phone looks whose it is.
    lock: lazy(() => import('./LockPage').then(one => one.LockPage), false, true, isSomeonesPhone()),
    pin: lazy(() => import('./PinPage').then(one => one.PinPage)),
    profile: lazy(() => import('./ProfilePage').then(one => one.ProfilePage)),
    me: lazy(() => import('./MePage').then(one => one.MePage)),
  },
}
