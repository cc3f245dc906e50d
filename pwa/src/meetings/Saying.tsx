/** What need not be typed: the usual phrases of a field, and what was written last time. */
import { Suggestions } from '../ui'
import { t } from './words'

interface SayingProps { label: string; value: string; last: string | undefined; phrases: readonly string[]; onSay: (text: string) => void }

/** A phrase goes under what is there, and only once. */
const under = (value: string, phrase: string): string => [value.trimEnd(), phrase].filter(Boolean).join('\n')

export function Saying({ label, value, last, phrases, onSay }: SayingProps) {
  const left = phrases.filter(one => !value.includes(one))
  const again = last?.trim() && !value.trim() ? [t.lastText] : []
  return <Suggestions label={t.sayingsOf(label)} values={[...again, ...left]} onChoose={one => onSay(one === t.lastText ? last! : under(value, one))} />
}
