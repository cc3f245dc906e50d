/** This browser's subscription to pushes: asked of the browser, told to the server, and taken back from both. */
import { api } from '../api'
import type { PushKeyOut, SubscribedOut } from '../generated/http'
import { ring } from '../session'
import { language } from '../text'
import { browserId } from './notices'

/** `none`: this browser has no push; `denied`: the person refused it before; `unreachable`: the browser was given no address. */
export type Standing = 'none' | 'denied' | 'off' | 'on' | 'unreachable'

const able = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0))
const textOf = (bytes: ArrayBuffer | null): string => btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

const found = async (): Promise<PushSubscription | null> => (await navigator.serviceWorker.ready).pushManager.getSubscription()

/** Tells the server; again changes nothing, and takes the browser over from whoever had it before. */
async function tell(subscription: PushSubscription): Promise<void> {
  const body = { endpoint: subscription.endpoint, p256dh: textOf(subscription.getKey('p256dh')), auth: textOf(subscription.getKey('auth')), store: ring.value?.store ?? '', language: language.value }
  await api<SubscribedOut>('/api/push/subscriptions', { method: 'POST', body })
}

/** How it stands on this phone; a subscription that is there is told to the server again, which may have been restored without it. */
export async function standing(): Promise<Standing> {
  if (!able()) return 'none'
  if (Notification.permission === 'denied') return 'denied'
  const subscription = await found()
  if (!subscription) return 'off'
  await tell(subscription).catch(() => undefined)
  return 'on'
}

/** Asks the person by the browser's own question, then the browser for an address. Throws a Problem where the server does not take it. */
export async function turnOn(): Promise<Standing> {
  if ((await Notification.requestPermission()) !== 'granted') return Notification.permission === 'denied' ? 'denied' : 'off'
  const { key } = await api<PushKeyOut>('/api/push/key')
  const manager = (await navigator.serviceWorker.ready).pushManager
  const subscription = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) }).catch(() => null)
  if (!subscription) return 'unreachable'
  await tell(subscription)
  return 'on'
}

export async function turnOff(): Promise<Standing> {
  const subscription = await found()
  if (!subscription) return 'off'
  await api(`/api/push/subscriptions/${browserId(subscription.endpoint)}`, { method: 'DELETE' })
  await subscription.unsubscribe()
  return 'off'
}
