/** The worker's shelf: what is lost from it is put back when a person asks whether all is here. */
import { beforeEach, expect, test, vi } from 'vitest'

const FILES = ['/', '/wake.js', '/assets/app-1a2b.js', '/assets/more-3c4d.js']
const RELEASE = '0a1b2c3d'
/** A script and no module: the compiler is not to ask for what it exports. */
const SCRIPT: string = '../../src/sw/worker.ts'

let shelf: Map<string, Response>
let heard: Record<string, (event: object) => void>
let asked: string[]

/** A server of a release: it has that release's files and its worker; a hashed file of any other is gone. */
function serve(release: string, hashed: readonly string[]): void {
  vi.stubGlobal('fetch', async (file: string) => {
    asked.push(file)
    if (file === '/sw.js') return new Response(`const SHELF = "linghang-${release}"`)
    return file.startsWith('/assets/') && !hashed.includes(file) ? new Response('', { status: 404 }) : new Response(`${file} of ${release}`)
  })
}

beforeEach(async () => {
  vi.resetModules()
  shelf = new Map()
  heard = {}
  asked = []
  const cache = { match: async (file: string) => shelf.get(file), put: async (file: string, found: Response) => { shelf.set(file, found) } }
  vi.stubGlobal('caches', { open: async () => cache, match: cache.match, keys: async () => [] })
  vi.stubGlobal('FILES', FILES)
  vi.stubGlobal('RELEASE', RELEASE)
  vi.stubGlobal('self', { addEventListener: (name: string, on: (event: object) => void) => { heard[name] = on } })
  serve(RELEASE, FILES)
  await import(SCRIPT)
  await happens('install', {})
  asked = []
})

async function happens(name: string, event: object): Promise<void> {
  let work: Promise<unknown> | undefined
  heard[name]!({ ...event, waitUntil: (promise: Promise<unknown>) => { work = promise } })
  await work
}

/** What a person who asks is told. */
async function missing(): Promise<number> {
  const told: number[] = []
  await happens('message', { data: 'missing', ports: [{ postMessage: (count: number) => { told.push(count) } }] })
  return told[0]!
}

const onShelf = async (file: string): Promise<string | undefined> => shelf.get(file)?.clone().text()

test('where nothing is missing nothing is fetched', async () => {
  expect(await missing()).toBe(0)
  expect(asked).toEqual([])
})

test('a lost file is told of, fetched, and here when asked again', async () => {
  for (const file of ['/', '/assets/more-3c4d.js']) shelf.delete(file)
  expect([await missing(), await missing()]).toEqual([2, 0])
  expect(asked.sort()).toEqual(['/', '/assets/more-3c4d.js', '/sw.js'])
})

test('of a server of another release nothing comes that carries no hash in its name', async () => {
  for (const file of ['/', '/wake.js', '/assets/app-1a2b.js', '/assets/more-3c4d.js']) shelf.delete(file)
  serve('ffffffff', ['/assets/more-3c4d.js'])
  expect([await missing(), await missing()]).toEqual([4, 3])
  expect([...shelf.keys()]).toEqual(['/assets/more-3c4d.js'])
  serve(RELEASE, FILES)
  expect([await missing(), await missing()]).toEqual([3, 0])
  expect(await onShelf('/')).toBe(`/ of ${RELEASE}`)
})

test('without a network the count is told, and nothing breaks', async () => {
  shelf.delete('/wake.js')
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  expect([await missing(), await missing()]).toEqual([1, 1])
})
