/** What talks to the server is fetched late; whoever asks for it before is not forgotten. */
import { afterEach, expect, test, vi } from 'vitest'
import { CLEAR } from '../../src/sync/seal'
import type { SenderParts } from '../../src/sync/sender'
import { openPhone } from './bench'

afterEach(() => { vi.doUnmock('../../src/sync/sending'); vi.resetModules() })

async function parts(timers: (() => void)[]): Promise<Omit<SenderParts, 'transport'>> {
  const phone = await openPhone(undefined, CLEAR)
  return {
    store: phone.store, parents: {}, app: 'test', allowed: () => true, alone: async work => { await work(); return true },
    now: () => 0, random: () => 0, after: (_, work) => { timers.push(work); return () => undefined }, tell: () => undefined,
  }
}

function sendingMock(fail: () => boolean) {
  const woken: string[] = []
  vi.doMock('../../src/sync/sending', () => {
    if (fail()) throw new Error('no network')
    return { newSender: () => ({ wake: (reason: string) => { woken.push(reason) }, stop: () => { woken.push('stop') } }) }
  })
  return woken
}

test('what woke it before it was there wakes it once it is', async () => {
  const woken = sendingMock(() => false)
  const { LateSender } = await import('../../src/sync/lateSender')
  const sender = new LateSender(await parts([]))
  sender.wake('start')
  sender.wake('saved')
  await vi.waitFor(() => expect(woken).toEqual(['start', 'saved']))
  sender.stop()
  sender.wake('button')
  expect(woken).toEqual(['start', 'saved', 'stop'])
})

test('code that could not be fetched is asked for again', async () => {
  let broken = true
  const woken = sendingMock(() => broken)
  const timers: (() => void)[] = []
  const { LateSender } = await import('../../src/sync/lateSender')
  const sender = new LateSender(await parts(timers))
  sender.wake('start')
  await vi.waitFor(() => expect(timers.length).toBe(1))
  broken = false
  vi.resetModules()
  timers[0]!()
  await vi.waitFor(() => expect(woken).toEqual(['start']))
})
