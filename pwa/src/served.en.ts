/** The English of what the server says. A sentence is found by its Chinese, whatever stands in it: `{}` there, `{0}` here. Each part has its own; tests/house/test_served.py misses none. */
import { language, served, shipped } from './text'

type Sentences = Record<string, string>
interface Pattern { fits: RegExp; english: string; fixed: number }

const CHINESE = /[\u3400-\u9fff]/
/** Fewer signs than these could stand in anything: such a pattern takes figures and words that are known, no more. */
const TELLING = 3
/** Sentences that the server puts together are told one by one. */
const STOPS: readonly (readonly [string, string])[] = [['。', ' '], ['；', '; '], ['，', ', '], ['：', ': '], ['、', ', '], [' ', ' ']]

const files = import.meta.glob<Sentences>('./*/served.en.json', { eager: true, import: 'default' })
const sentences: Sentences = Object.assign({}, ...Object.values(files))

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** A value runs over no full stop: a short pattern would take the sentences beside it for one. */
const patternOf = ([chinese, english]: [string, string]): Pattern => {
  const parts = chinese.split('{}')
  return { fits: new RegExp(`^${parts.map(literal).join('([^。]*?)')}$`), english, fixed: parts.join('').length }
}
const patterns = Object.entries(sentences).filter(([chinese]) => chinese.includes('{}')).map(patternOf).sort((a, b) => b.fixed - a.fixed)

/** A value within a sentence: a word of the server, or what people wrote. */
const valueOf = (text: string): string => inEnglish(text) ?? text

function filled({ fits, english, fixed }: Pattern, text: string): string | null {
  const values = fits.exec(text)?.slice(1)
  if (!values || (fixed < TELLING && values.some(value => inEnglish(value) === null))) return null
  return english.replace(/\{(\d)\}/g, (_, at: string) => valueOf(values[Number(at)] ?? ''))
}

function asOne(text: string): string | null {
  const exact = sentences[text]
  if (exact !== undefined) return exact
  for (const pattern of patterns) {
    const found = filled(pattern, text)
    if (found !== null) return found
  }
  return null
}

/** A full stop belongs to its sentence, and is sometimes put there last. */
const cut = (text: string, stop: string): string[] => (stop === '。' ? (text.match(/[^。]+。?/g) ?? []) : text.split(stop)).filter(Boolean)

function inParts(text: string): string | null {
  const unstopped = text.endsWith('。') ? asOne(text.slice(0, -1)) : null
  if (unstopped !== null) return `${unstopped}.`
  for (const [stop, between] of STOPS) {
    const parts = cut(text, stop)
    if (parts.length < 2) continue
    const known = parts.map(inEnglish)
    return known.includes(null) ? null : known.join(between)
  }
  return null
}

/** Null for a text that has Chinese of which no English is known. */
export function inEnglish(text: string): string | null {
  return CHINESE.test(text) ? (asOne(text) ?? inParts(text)) : text
}

const told = (text: string): string => inEnglish(text) ?? `In the server's words: ${text}`
const TEXTS = new Set(['title', 'detail', 'remedy', 'reason'])

/** A sentence, or something whose sentences are title, detail, remedy and reasons. */
function said<T>(one: T): T {
  if (typeof one === 'string') return told(one) as T
  if (Array.isArray(one)) return one.map(said) as T
  if (typeof one !== 'object' || one === null) return one
  return Object.fromEntries(Object.entries(one).map(([key, value]) => [key, TEXTS.has(key) && typeof value === 'string' ? told(value) : key === 'errors' ? said(value) : value])) as T
}

shipped.value = text => (language.value === 'en' ? valueOf(text) : text)
served.value = one => (language.value === 'en' ? said(one) : one)
