/**
 * Which words of CSS the phone's styles may not use: engines down to Chromium 73 drop the rule, or the whole selector list, that has one.
 * And no two files say how a class of one name looks: once pages are fetched, the styles of all of them hold at once.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SRC = 'src'
const TOO_NEW = [
  [/(?:^|[\s;{])(?:inset|aspect-ratio|translate|scale|rotate)\s*:/, 'a property of Chromium 87 and later'],
  [/(?:^|[\s;{])(?:row-)?gap\s*:/, 'gap in a flex container came with Chromium 84: write grid-gap in a grid, margins elsewhere'],
  [/:(?:is|where|has)\(/, 'a selector of Chromium 88 and later'],
  [/@(?:layer|container|property|starting-style)\b/, 'a rule of Chromium 85 and later'],
  [/\b\d+(?:dvh|svh|lvh|cqw|cqh)\b/, 'a unit of Chromium 105 and later'],
  [/\b(?:color-mix|oklch|oklab|light-dark)\(/, 'a colour of Chromium 111 and later'],
  [/[\s:(,](?:min|max|clamp)\(/, 'min, max and clamp came with Chromium 79'],
  [/@page\s*\{/, 'without a name it would be the paper of every other page too, once it is fetched'],
]

/** Pages of the office are opened on desks, whose browsers keep themselves current. */
const onPhones = path => path.endsWith('.css') && !/(^|\/)office/.test(path)

const paths = readdirSync(SRC, { recursive: true }).map(String).filter(onPhones)
const textOf = path => readFileSync(join(SRC, path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, text => text.replace(/[^\n]/g, ' '))

const tooNew = paths.flatMap(path => {
  const lines = textOf(path).split('\n')
  return lines.flatMap((line, at) => TOO_NEW.filter(([pattern]) => pattern.test(line)).map(([, why]) => `src/${path}:${at + 1}: ${why}`))
})
const homes = new Map()
for (const path of paths) for (const [, name] of textOf(path).matchAll(/^\.([\w-]+) \{/gm)) homes.set(name, new Set([...(homes.get(name) ?? []), path]))
const twice = [...homes].filter(([, files]) => files.size > 1).map(([name, files]) => `.${name} has a look of its own in ${[...files].map(path => `src/${path}`).join(' and ')}`)

const faults = [...tooNew, ...twice]
for (const fault of faults) console.error(fault)
console.log(`styles: ${tooNew.length} words that old engines do not know, ${twice.length} classes with two looks`)
process.exitCode = faults.length ? 1 : 0
