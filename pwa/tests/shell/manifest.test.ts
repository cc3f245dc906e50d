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

const { icons, shortcuts, share_target } = JSON.parse(readFileSync('public/app.webmanifest', 'utf8')) as Manifest
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
