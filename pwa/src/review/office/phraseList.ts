/** The phrases for returning a record: those the office wrote, else those that ship with the screens. */
import { api } from '../../api'
import type { PhrasesOut } from '../../generated/http'
import { Resource } from '../../load'
import { words } from './words'

export const phraseList = new Resource<PhrasesOut>()
export const loadPhrases = (): Promise<void> => phraseList.load('/api/review/phrases')

const shipped = (field: string): readonly string[] => (words.phrasesOf as Record<string, readonly string[]>)[field] ?? []

export const phrasesFor = (field: string): readonly string[] => phraseList.state.value.data?.phrases[field] ?? shipped(field)

/** The fields that have phrases, in the order of the form. */
export const phraseFields = (): string[] => Object.keys(words.phrasesOf)

export async function savePhrases(field: string, text: string, reason: string): Promise<void> {
  const lines = text.split('\n').map(line => line.trim()).filter(Boolean)
  await api(`/api/review/phrases/${field}`, { method: 'PUT', body: { phrases: lines.join() === shipped(field).join() ? [] : lines, reason } })
  await loadPhrases()
}
