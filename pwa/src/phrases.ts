/** How words are put together in each language: a note in brackets, clauses, lists, a name and its value. */
import { catalogue } from './text'

export const zh = {
  noted: (text: string, note: string) => `${text}（${note}）`,
  clauses: (parts: readonly string[]) => parts.filter(Boolean).join('，'),
  listed: (parts: readonly string[]) => parts.filter(Boolean).join('、'),
  sentences: (parts: readonly string[]) => parts.filter(Boolean).join('。'),
  named: (name: string, value: string) => `${name}：${value}`,
  // What stands between the parts of a sentence: of a list, of clauses, before what explains, between what is whole by itself; and between whole sentences.
  and: '、', pause: '，', colon: '：', stop: '；', gap: '',
}

export const en: typeof zh = {
  noted: (text, note) => `${text} (${note})`,
  clauses: parts => parts.filter(Boolean).join(', '),
  listed: parts => parts.filter(Boolean).join(', '),
  sentences: parts => parts.filter(Boolean).join('. '),
  named: (name, value) => `${name}: ${value}`,
  and: ', ', pause: ', ', colon: ': ', stop: '; ', gap: ' ',
}

export const phrases = catalogue(zh, en)
