/** Who may import whom in src: sync and ui know no part, parts do not know each other, only main and shell know the parts. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const SRC = 'src'
const UNDER_UI = new Set(['text', 'api', 'load'])
/** What the first screen does without has a door of its own: sealing the queue, what lies in short forms, and hearing hints of news. */
const DOORS_OF_SYNC = new Set(['sync/index', 'sync/rescue', 'sync/rescueKey', 'sync/hpke', 'sync/shortForms', 'sync/hints'])
const FREE = new Set(['sync', 'ui', 'photos', 'shell', 'sw', 'generated'])

const folders = readdirSync(SRC, { withFileTypes: true }).filter(one => one.isDirectory()).map(one => one.name)
const parts = folders.filter(name => !FREE.has(name))
const files = readdirSync(SRC, { recursive: true }).map(String).filter(name => /\.tsx?$/.test(name))

/** The room a file stands in: its first folder, or `root`. */
const roomOf = path => (path.includes('/') ? path.split('/')[0] : 'root')

function importsOf(file) {
  const text = readFileSync(join(SRC, file), 'utf8')
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)].map(match => match[1])
  return found.map(path => normalize(join(dirname(file), path))).map(path => (folders.includes(path) ? `${path}/index` : path))
}

/** What is wrong with one import, or null. */
function fault(file, target) {
  const [from, to] = [roomOf(file), roomOf(target)]
  if (from === to) return null
  if (from === 'sync') return 'sync imports nothing but itself'
  if (from === 'sw') return 'the service worker imports nothing'
  if (from === 'ui' && !UNDER_UI.has(target)) return 'ui knows texts and answers, and nothing of the product'
  if (from === 'photos' && (parts.includes(to) || to === 'shell')) return 'taking photos knows no part'
  if (parts.includes(from) && parts.includes(to)) return 'a part imports no other part'
  if (parts.includes(from) && to === 'shell') return 'a part does not know the shell'
  if (from === 'root' && parts.includes(to) && file !== 'parts.ts') return 'only parts.ts names the parts'
  if (from === 'root' && to === 'shell' && file !== 'main.tsx') return 'only main.tsx starts the shell'
  if (to === 'sync' && !DOORS_OF_SYNC.has(target)) return 'sync is entered through its doors'
  return null
}

const faults = files.flatMap(file => importsOf(file).map(target => [file, target, fault(file, target)])).filter(([, , why]) => why)
for (const [file, target, why] of faults) console.error(`src/${file} -> ${target}: ${why}`)
console.log(`imports: ${files.length} files, ${faults.length} faults`)
process.exitCode = faults.length ? 1 : 0
