/** Addresses: a page is drawn as soon as the app goes to it, and once. */
import { expect, test, vi } from 'vitest'

async function opened() {
  const heard: (() => void)[] = []
  vi.stubGlobal('location', { hash: '#/today', replace: (hash: string) => { location.hash = hash } })
  vi.stubGlobal('addEventListener', (_: string, work: () => void) => { heard.push(work) })
  vi.resetModules()
  return { ...(await import('../src/route')), tell: () => { for (const work of heard) work() } }
}

test.each([true, false])('the page stands before the browser tells of its address, and is not drawn again when it does (in the place of the last one: %s)', async replace => {
  const { go, route, tell } = await opened()
  go('record/7?from=home', replace)
  const found = route.value
  expect([found.path, found.query.get('from')]).toEqual([['record', '7'], 'home'])
  tell()
  expect(route.value).toBe(found)
})

test('whoever follows a link or goes back comes to the page as the browser tells', async () => {
  const { route, tell } = await opened()
  location.hash = '#/stars'
  tell()
  expect(route.value.path).toEqual(['stars'])
})
