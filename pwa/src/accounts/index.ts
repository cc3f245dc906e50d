/** Logging in, unlocking this phone, and the person's own page. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import { isSomeonesPhone } from '../session'
import './accounts.css'

// Most starts come to the lock: its code and its words are on their way while the phone looks whose it is.
if (isSomeonesPhone()) void Promise.all([import('./LockPage'), import('./words')]).catch(() => undefined)

export const accounts: Part = {
  pages: {
    login: lazy(() => import('./LoginPage').then(one => one.LoginPage)),
    lock: lazy(() => import('./LockPage').then(one => one.LockPage)),
    pin: lazy(() => import('./PinPage').then(one => one.PinPage)),
    profile: lazy(() => import('./ProfilePage').then(one => one.ProfilePage)),
    me: lazy(() => import('./MePage').then(one => one.MePage)),
  },
}
