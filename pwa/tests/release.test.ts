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

test('an update costs no unsaved word: it is not taken, and said why, until all is kept', async () => {
  const reload = vi.fn()
  Object.assign(location, { reload })
  const { saveAll, savers, takeNewer, taking, unkept } = await import('../src/release')
  const full = new Error('no room')
  const save = vi.fn().mockRejectedValueOnce(full)
  savers.add(save)
  await takeNewer()
  expect([reload.mock.calls.length, taking.value, unkept.value]).toEqual([0, false, full])
  save.mockRejectedValueOnce(full)
  expect(await saveAll(), 'who locks goes on').toBe(full)
  save.mockResolvedValueOnce(undefined)
  await takeNewer()
  expect([reload.mock.calls.length, taking.value, unkept.value]).toEqual([1, true, null])
})

test('an update that took over meanwhile starts no page anew that has unsaved words', async () => {
  const [reload, worker] = [vi.fn(), Object.assign(new EventTarget(), { controller: null, ready: new Promise(() => undefined) })]
  const registration = Object.assign(new Registration(), { installing: null, active: {}, waiting: { state: 'installed', postMessage: () => undefined } })
  Object.assign(navigator, { serviceWorker: Object.assign(worker, { register: async () => registration }) })
  Object.assign(globalThis, { window: globalThis, sessionStorage: { getItem: () => null, removeItem: () => undefined, setItem: () => undefined } })
  Object.assign(document, { querySelector: () => ({ src: 'https://mine.example/assets/index.js' }) })
  Object.assign(location, { reload })
  const { registerWorker, savers, takeNewer, taking } = await import('../src/release')
  await Promise.race([registerWorker(), vi.advanceTimersByTimeAsync(10)])
  await takeNewer()
  savers.add(() => Promise.reject(new Error('no room')))
  worker.dispatchEvent(new Event('controllerchange'))
  await vi.advanceTimersByTimeAsync(20_000)
  expect([reload.mock.calls.length, taking.value]).toEqual([0, false])
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
