/** The language of the screen, and catalogues of words that follow it. */
import { signal } from '@preact/signals'

export type Language = 'zh' | 'en'
export type Catalogue = Record<string, unknown>

const KEY = 'linghang.language'

export const language = signal<Language>(localStorage.getItem(KEY) === 'en' ? 'en' : 'zh')

/** What the server said, in the language of the screen: as it came, until English is chosen and its sentences are here (served.en.ts). */
export const served = signal(<T>(said: T): T => said)

/** A line that the server drew up, or a rule as it ships: in the language of the screen where that is known. What the office wrote in its place stays as it is. */
export const shipped = signal((text: string): string => text)

/** What fetches the English words of the first screen: whoever reads Chinese does not carry them. */
const fetches: (() => Promise<void>)[] = []

/** Resolves when the words are there. Words that cannot be fetched stay Chinese until the next start. */
export async function chooseLanguage(next: Language): Promise<void> {
  localStorage.setItem(KEY, next)
  if (next === 'en') await Promise.all(fetches.map(one => one().catch(() => undefined)))
  language.value = next
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}

/** One object whose entries are those of the chosen language; a screen that reads it is drawn again when the language changes. */
export function catalogue<T extends Catalogue>(zh: T, en: T): T {
  return new Proxy(zh, { get: (_, key: string) => (language.value === 'zh' ? zh : en)[key] })
}

/** The same for words of the first screen, whose English lies in a file of its own. */
export function lateCatalogue<T extends Catalogue>(zh: T, fetchEnglish: () => Promise<{ en: T }>): T {
  let en = zh
  fetches.push(async () => { en = (await fetchEnglish()).en })
  return new Proxy(zh, { get: (_, key: string) => (language.value === 'zh' ? zh : en)[key] })
}

/** The word for a code that came from the server; an unknown code is shown as it is rather than hidden. */
export function wordFor(words: object, code: string | null | undefined): string {
  if (!code) return ''
  return (words as Record<string, string | undefined>)[code] ?? code
}
