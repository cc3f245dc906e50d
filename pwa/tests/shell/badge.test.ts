import { beforeEach, expect, test, vi } from 'vitest'
import type { Ring } from '../../src/sync'

const asked: number[] = []

/** A window of this kind, with the calls that an icon has, in which the app starts and these steps of two people wait. */
async function start(standalone: boolean, ...waiting: number[]): Promise<void> {
  Object.assign(navigator, { setAppBadge: async (count: number) => { asked.push(count) }, clearAppBadge: async () => { asked.push(0) } })
  Object.assign(globalThis, { matchMedia: (words: string) => ({ matches: standalone && words === '(display-mode: standalone)' }) })
  await import('../../src/install')
  const { rings } = await import('../../src/keys')
  rings.value = waiting.map(count => ({ waiting: count }) as Ring)
}

beforeEach(() => {
  asked.length = 0
  vi.resetModules()
})

test('the icon of the installed app tells what waits for all people of the phone', async () => {
  await start(true, 2, 1)
  expect(asked).toEqual([0, 3])
})

test('a window of a browser, which has no icon, is never asked for one: old engines end the tab for it', async () => {
  await start(false, 2, 1)
  expect(asked).toEqual([])
})
