/** Weighs what a phone fetches before the first screen, and the whole precache; fails above the budget. */
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const OUT = process.env.LINGHANG_STATIC ?? '../server/static'
/** The precache holds every page of the phone, so that each works underground: the eight further systems (projects, brands, rooms, training and so on) brought it from 250 to 350, some ten each.
 * It is fetched in the background, once a release, and only what changed. Who reads English has the server's sentences beside: every one of them, each in both languages. */
const BUDGET_KB = { script: 45, style: 8, precache: 350, english: 50 }

const packed = path => gzipSync(readFileSync(`${OUT}/${path}`), { level: 9 }).length
const html = readFileSync(`${OUT}/index.html`, 'utf8')
const named = pattern => [...html.matchAll(pattern)].map(match => match[1])
const total = paths => paths.reduce((sum, path) => sum + packed(path), 0) / 1000

const worker = readFileSync(`${OUT}/sw.js`, 'utf8')
const kept = readdirSync(OUT, { recursive: true }).map(String).filter(path => path.includes(".") && worker.includes(`/${path}`))
const isEnglish = path => path.includes('served.en-')
const weights = {
  script: total(named(/(?:src|modulepreload" crossorigin href)="\/([^"]+\.js)"/g)),
  style: total(named(/href="\/([^"]+\.css)"/g)),
  precache: total([...new Set([...kept.filter(path => !isEnglish(path)), 'index.html', 'sw.js'])]),
  english: total(kept.filter(isEnglish)),
}

let over = false
for (const [what, weight] of Object.entries(weights)) {
  const budget = BUDGET_KB[what]
  over ||= weight > budget
  console.log(`${what.padEnd(9)} ${weight.toFixed(1).padStart(6)} kB gzip of ${budget}${weight > budget ? '  OVER' : ''}`)
}
process.exitCode = over ? 1 : 0
