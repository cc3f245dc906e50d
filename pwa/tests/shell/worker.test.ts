/** The worker's shelf: what is lost from it is put back when a person asks whether all is here, and who reads English has that too. */
import { beforeEach, expect, test, vi } from 'vitest'

const FILES = ['/', '/wake.js', '/assets/app-1a2b.js', '/assets/more-3c4d.js']
const ENGLISH = ['/assets/office-served.en-5e6f.js']
const RELEASE = '0a1b2c3d'
/** A script and no module: the compiler is not to ask for what it exports. */
const SCRIPT: string = '../../src/sw/worker.ts'

let shelf: Map<string, Response>
let heard: Record<string, (event: object) => void>
let asked: string[]
let isEnglish: boolean

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
  isEnglish = false
  const cache = { match: async (file: string) => shelf.get(file), put: async (file: string, found: Response) => { shelf.set(file, found) } }
  vi.stubGlobal('caches', { open: async () => cache, match: cache.match, keys: async () => [], has: async (name: string) => isEnglish && name === 'in-english' })
  vi.stubGlobal('FILES', FILES)
  vi.stubGlobal('ENGLISH', ENGLISH)
  vi.stubGlobal('RELEASE', RELEASE)
  vi.stubGlobal('self', { addEventListener: (name: string, on: (event: object) => void) => { heard[name] = on } })
  serve(RELEASE, [...FILES, ...ENGLISH])
  await import(SCRIPT)
  await happens('install', {})
  asked = []
})

async function happens(name: string, event: object): Promise<void> {
  let work: Promise<unknown> | undefined
  heard[name]!({ ...event, waitUntil: (promise: Promise<unknown>) => { work = promise } })
  await work
}

/** How many files are told to be missing: to a person who asks, or to the page that is about to import the English. */
async function missing(of = 'missing'): Promise<number> {
  const told: number[] = []
  await happens('message', { data: of, ports: [{ postMessage: (count: number) => { told.push(count) } }] })
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

test('whoever reads Chinese does not carry the English, and is told of nothing that is missing', async () => {
  expect([...shelf.keys()].sort()).toEqual([...FILES].sort())
  expect(await missing()).toBe(0)
})

test('a release that is installed where English was chosen has it from the start', async () => {
  shelf.clear()
  isEnglish = true
  await happens('install', {})
  expect([...shelf.keys()].sort()).toEqual([...FILES, ...ENGLISH].sort())
})

test('where English is chosen later it is fetched then, and once', async () => {
  isEnglish = true
  await happens('message', { data: 'in-english', ports: [] })
  await happens('message', { data: 'in-english', ports: [] })
  expect(asked.filter(file => file === ENGLISH[0])).toHaveLength(1)
  expect(await missing()).toBe(0)
})

test('where English is chosen without a network it is told to be missing, and comes with the network', async () => {
  isEnglish = true
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  await happens('message', { data: 'in-english', ports: [] })
  expect(await missing()).toBe(1)
  serve(RELEASE, [...FILES, ...ENGLISH])
  expect([await missing(), await missing()]).toEqual([1, 0])
})

test('a page that is about to import the English is told whether it is here, once all was done to get it', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  expect(await missing('in-english')).toBe(1)
  serve(RELEASE, [...FILES, ...ENGLISH])
  expect(await missing('in-english')).toBe(0)
})
