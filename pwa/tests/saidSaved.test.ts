/** The sign that something is saved: in the way that was chosen, where the phone can give it, and never from a pocket. */
import { afterEach, expect, test, vi } from 'vitest'
import { canGive, give } from '../src/saidSaved'

const vibrate = vi.fn()
const [starts, stops] = [vi.fn(), vi.fn()]
const node = () => ({ connect: <T>(next: T) => next, frequency: { value: 0 }, gain: { setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn() }, start: starts, stop: stops })
class Speaker {
  currentTime = 5
  destination = {}
  resume = async () => undefined
  createOscillator = node
  createGain = node
}

afterEach(() => { vi.unstubAllGlobals(); vi.clearAllMocks() })

const hold = (hidden: boolean) => {
  vi.stubGlobal('navigator', { vibrate })
  vi.stubGlobal('document', { hidden })
  vi.stubGlobal('AudioContext', Speaker)
}

test('the hand feels it or the ear hears it, as it was chosen', () => {
  hold(false)
  give('none')
  expect([vibrate.mock.calls.length, starts.mock.calls.length]).toEqual([0, 0])
  give('vibration')
  expect([vibrate.mock.calls.length, starts.mock.calls.length]).toEqual([1, 0])
  give('sound')
  expect([vibrate.mock.calls.length, starts.mock.calls]).toEqual([1, [[5]]])
  expect(stops.mock.calls[0]![0]).toBeGreaterThan(5)
})

test('a page that nobody looks at gives no sign', () => {
  hold(true)
  give('vibration')
  give('sound')
  expect([vibrate.mock.calls.length, starts.mock.calls.length]).toEqual([0, 0])
})

test('a phone that cannot give a sign goes on without it', () => {
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('document', { hidden: false })
  expect([canGive('none'), canGive('vibration'), canGive('sound')]).toEqual([true, false, false])
  give('vibration')
  give('sound')
  expect(starts).not.toHaveBeenCalled()
})
