/** The app on the phone's desktop: whether this browser can hold it, whether it stands there, and the browser's own offer to put it there. */
import { effect, signal } from '@preact/signals'
import { rings } from './keys'

interface InstallOffer extends Event { prompt: () => Promise<unknown> }
interface Badged { setAppBadge?: (count: number) => Promise<void>; clearAppBadge?: () => Promise<void> }

/** What the browser offers; it comes once, soon after the start. */
export const offer = signal<InstallOffer | null>(null)

addEventListener('beforeinstallprompt', event => {
  event.preventDefault()
  offer.value = event as InstallOffer
})

/** Whether the app was opened from the desktop, as an app of its own. */
export const isInstalled = (): boolean => matchMedia('(display-mode: standalone)').matches

/** Without these the app does not open where there is no network; asked of the browser itself, never of its version. */
export const startsAlone = (): boolean => isSecureContext && 'serviceWorker' in navigator && 'caches' in window

/**
 * Whether a chat app holds this window. It may have all that a browser has, but what it keeps goes when the chat's cache is cleared, and is in no browser.
 * These apps are told by the names that they give themselves: nothing else in the window tells them from a browser.
 */
export const isInChat = (): boolean => /MicroMessenger|wxwork|DingTalk/i.test(navigator.userAgent)

/**
 * The icon of the installed app tells how many steps and photos of all people of this phone wait, where the system shows that. Never asked for in a browser's window,
 * which has no icon: engines that know the question but no icons answer it by ending the tab (seen in Chromium 83 and 88).
 */
effect(() => {
  const waiting = rings.value.reduce((sum, one) => sum + one.waiting, 0)
  const icon = navigator as Badged
  if (!icon.setAppBadge || !isInstalled()) return
  void (waiting ? icon.setAppBadge(waiting) : icon.clearAppBadge?.())?.catch(() => undefined)
})
