/** Where English is chosen the workers are told: the one that leads, and the one that may have looked before. */
import { expect, test, vi } from 'vitest'
import { chooseLanguage } from '../../src/text'
import '../../src/words'

const shelves = new Set<string>()
const heard: string[] = []
const worker = (name: string): { postMessage: (said: string) => void } => ({ postMessage: said => { heard.push(`${name}: ${said}`) } })

vi.stubGlobal('caches', { open: async (name: string) => { shelves.add(name) }, delete: async (name: string) => shelves.delete(name) })
Object.assign(navigator, { serviceWorker: { ready: Promise.resolve({ active: worker('active'), waiting: worker('waiting'), installing: null }) } })

test('what is chosen is known to the workers', async () => {
  expect([...shelves]).toEqual([])
  await chooseLanguage('en')
  await vi.waitFor(() => { expect(heard).toEqual(['active: in-english', 'waiting: in-english']) })
  expect([...shelves]).toEqual(['in-english'])
  await chooseLanguage('zh')
  await vi.waitFor(() => { expect([...shelves]).toEqual([]) })
  expect(heard).toHaveLength(2)
})
