/** The first installation of the app, on a network that keeps breaking. */
import { beforeEach, expect, test, vi } from 'vitest'

class Registration extends EventTarget {
  installing: { state: string; onstatechange?: () => void } | null = { state: 'installing' }
  waiting = null
  active = null
  onupdatefound: (() => void) | null = null
  /** As a browser does it: the same worker is told of again, and then it failed. */
  fail(): void {
    const { installing } = this
    this.onupdatefound?.()
    installing!.state = 'redundant'
    installing!.onstatechange?.()
    this.installing = null
  }
}

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers()
  vi.stubEnv('PROD', true)
})

test('an installation that fails again and again is begun again once each time, ever more seldom', async () => {
  const begun: number[] = []
  const registration = new Registration()
  const register = async () => {
    begun.push(Math.round(Date.now() / 1000))
    registration.installing = { state: 'installing' }
    setTimeout(() => registration.fail())
    return registration
  }
  Object.assign(navigator, { serviceWorker: Object.assign(new EventTarget(), { register, ready: new Promise(() => undefined), controller: null }) })
  Object.assign(globalThis, { window: globalThis, sessionStorage: { getItem: () => null, removeItem: () => undefined } })
  Object.assign(document, { querySelector: () => ({ src: 'https://mine.example/assets/index.js' }) })
  const { registerWorker } = await import('../src/release')
  void registerWorker()
  await vi.advanceTimersByTimeAsync(160_000)
  expect(begun.map(at => at - begun[0]!)).toEqual([0, 5, 15, 35, 75, 155])
})
