/** What the system reads before the app runs leads to what is there: icons, pages, and the address that takes shared photos. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PARTS } from '../../src/parts'

interface Linked { src: string }
interface Manifest {
  icons: Linked[]
  shortcuts: { url: string; icons: Linked[] }[]
  share_target: { action: string; method: string; params: { files: { name: string }[] } }
}

const read = (name: string): Manifest => JSON.parse(readFileSync(`public/${name}`, 'utf8')) as Manifest
const { icons, shortcuts, share_target } = read('app.webmanifest')
const worker = readFileSync('src/sw/worker.ts', 'utf8')

test('every icon is shipped', () => {
  for (const { src } of [...icons, ...shortcuts.flatMap(one => one.icons)]) expect(existsSync(`public${src}`), src).toBe(true)
})

test('each shortcut opens a page', () => {
  const pages = new Set([...PARTS.flatMap(part => Object.keys(part.pages)), 'delivery', 'ready'])
  for (const { url } of shortcuts) expect(pages, url).toContain(/^\/#\/([\w-]+)/.exec(url)![1])
})

test('what is shared is posted to where the service worker takes it', () => {
  expect(share_target.method).toBe('POST')
  expect(worker).toContain(`pathname === '${share_target.action}'`)
  expect(worker).toContain(`getAll('${share_target.params.files[0]!.name}')`)
})

/** The same app, whatever it is called: what is no word is the same in both. */
const WORDS = new Set(['name', 'short_name', 'lang'])
const wordless = (manifest: Manifest): string => JSON.stringify(manifest, (key, value: unknown) => (WORDS.has(key) && typeof value === 'string' && !/^photos$/.test(value) ? '' : value))

test('the English manifest is the same app, in English', () => {
  const english = read('app.en.webmanifest')
  expect(wordless(english)).toBe(wordless(read('app.webmanifest')))
  expect(JSON.stringify(english)).not.toMatch(/[\u4e00-\u9fff]/)
})
