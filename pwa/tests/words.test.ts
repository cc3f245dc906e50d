/** Every catalogue says the same things in both languages. */
import { expect, test } from 'vitest'
import { attendanceText } from '../src/attended'

type Words = Record<string, unknown>
const catalogues = import.meta.glob<{ zh?: Words; en?: Words }>(['../src/**/words.ts', '../src/**/*Words.ts'], { eager: true })
/** The English of the first screen lies in files of its own. */
const english = import.meta.glob<{ en: Words }>('../src/**/words.en.ts', { eager: true })

/** Names of all entries, deep; a list counts with its length, a sentence with its number of arguments. */
function entriesOf(words: unknown, path = ''): string[] {
  if (typeof words === 'function') return [`${path}(${words.length})`]
  if (Array.isArray(words)) return [`${path}[${words.length}]`]
  if (typeof words !== 'object' || words === null) return [path]
  return Object.entries(words).flatMap(([key, value]) => entriesOf(value, `${path}.${key}`))
}

/** Texts that are empty or, in English, still Chinese. Names of languages are written in their own. */
const texts = (words: unknown): string[] => (typeof words === 'string' ? [words] : typeof words === 'object' && words !== null ? Object.values(words).flatMap(texts) : [])
const OWN_NAMES = new Set(['中文'])

const both = Object.entries(catalogues)
  .map(([path, { zh, en }]) => [path, { zh, en: en ?? english[path.replace('words.ts', 'words.en.ts')]?.en }] as const)
  .filter(([, { zh, en }]) => zh || en)

test('a mark says its reason once', () => {
  expect([attendanceText('made_up', '已补课'), attendanceText('leave', '井下当班'), attendanceText('present', '')]).toEqual(['已补课', '请假 · 井下当班', '到会'])
})

test('there are catalogues to compare', () => { expect(both.length).toBeGreaterThan(5) })

test.each(both)('%s has the same entries in Chinese and English', (_, { zh, en }) => {
  expect(entriesOf(en).sort()).toEqual(entriesOf(zh).sort())
})

test.each(both)('%s has no empty text and no Chinese in English', (_, { zh, en }) => {
  expect([...texts(zh), ...texts(en)].filter(text => !text.trim())).toEqual([])
  expect(texts(en).filter(text => /[\u4e00-\u9fff]/.test(text) && !OWN_NAMES.has(text))).toEqual([])
})

test('the English words of the first screen are there once English is chosen, and gone with it', async () => {
  const { chooseLanguage, lateCatalogue } = await import('../src/text')
  const { shell } = await import('../src/words')
  const unreachable = lateCatalogue({ hello: '您好' }, () => Promise.reject(new Error('no network')))
  await chooseLanguage('en')
  expect([shell.product, shell.tabs.today]).toEqual(['Linghang', 'Today'])
  expect(unreachable.hello, 'words that cannot be fetched stay Chinese').toBe('您好')
  await chooseLanguage('zh')
  expect(shell.tabs.today).toBe('今日')
})
