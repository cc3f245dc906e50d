/** What the server says in English is imported once, and not in vain: in many engines an import that failed stays failed as long as the page lives. */
import { beforeEach, expect, test, vi } from 'vitest'

let imports: number
let asked: MessagePort[]
let getOnline: () => void

beforeEach(() => {
  imports = 0
  asked = []
  vi.resetModules()
  vi.stubGlobal('addEventListener', (name: string, heard: () => void) => { if (name === 'online') getOnline = heard })
  vi.doMock('../../src/served.en', () => { imports += 1; return {} })
})

function leadBy(controller: object | null): void {
  vi.stubGlobal('navigator', { serviceWorker: { controller, ready: new Promise(() => undefined) } })
}
const worker = { postMessage: (said: string, ports: MessagePort[]) => { if (said === 'in-english') asked.push(...ports) } }
const settle = () => new Promise(done => setTimeout(done, 20))

async function answered(missing: number): Promise<number> {
  await vi.waitFor(() => expect(asked).not.toHaveLength(0))
  asked.shift()!.postMessage(missing)
  await settle()
  return imports
}

test('where a worker leads the page it is imported when the worker has it, and asked for anew with the network', async () => {
  leadBy(worker)
  await import('../../src/words.en')
  await settle()
  expect(imports).toBe(0)
  expect(await answered(1)).toBe(0)
  getOnline()
  expect(await answered(0)).toBe(1)
  getOnline()
  await settle()
  expect([imports, asked]).toEqual([1, []])
})

test('without a worker it is imported at once', async () => {
  leadBy(null)
  await import('../../src/words.en')
  await vi.waitFor(() => expect(imports).toBe(1))
})
