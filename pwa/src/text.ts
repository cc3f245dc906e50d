/** The language of the screen, and catalogues of words that follow it. */
import { signal } from '@preact/signals'

export type Language = 'zh' | 'en'
export type Catalogue = Record<string, unknown>

const KEY = 'linghang.language'

export const language = signal<Language>(localStorage.getItem(KEY) === 'en' ? 'en' : 'zh')

export function chooseLanguage(next: Language): void {
  localStorage.setItem(KEY, next)
  language.value = next
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}

/** One object whose entries are those of the chosen language; a screen that reads it is drawn again when the language changes. */
export function catalogue<T extends Catalogue>(zh: T, en: T): T {
  return new Proxy(zh, { get: (_, key: string) => (language.value === 'zh' ? zh : en)[key] })
}

/** The word for a code that came from the server; an unknown code is shown as it is rather than hidden. */
export function wordFor(words: object, code: string | null | undefined): string {
  if (!code) return ''
  return (words as Record<string, string | undefined>)[code] ?? code
}
