/** The reason why a field must be mended: phrases to tap, and the reviewer's own words. */
import { useEffect, useRef } from 'preact/hooks'
import { Button, Icon } from '../../ui'
import { wordFor } from '../../text'
import { phrases } from '../../phrases'
import { to } from '../../route'
import { phrasesFor } from './phraseList'
import { withPhrase } from './reasons'
import { dropReason, reasonsOf, writeReason } from './state'
import type { MeetingRecord } from './types'
import { words } from './words'

const REASON_AT_MOST = 500

export const fieldName = (field: string): string => wordFor(words.fields, field)

/** The same, with the person's name where one mark is meant. */
export function markName(field: string, record: MeetingRecord): string {
  const [name = '', member] = field.split('.')
  return member ? phrases.named(fieldName(name), record.attendance.find(one => one.member === member)?.name ?? '') : fieldName(field)
}

/** Opens the reason of a field. */
export function MendButton({ meeting, field }: { meeting: string; field: string }) {
  if (field in reasonsOf(meeting)) return null
  return (
    <button type="button" class="mend" aria-label={words.mendField(fieldName(field))} onClick={() => writeReason(meeting, field, '')}>
      <Icon name="pencil" size={18} /><span>{words.mend}</span>
    </button>
  )
}

function Phrases({ meeting, field, reason }: { meeting: string; field: string; reason: string }) {
  const usual = phrasesFor(field.includes('.') ? 'mark' : field)
  return (
    <div class="phrases" role="group" aria-label={words.phrases}>
      {usual.map(phrase => (
        <button key={phrase} type="button" class="phrase" aria-pressed={reason.includes(phrase)} onClick={() => writeReason(meeting, field, withPhrase(reason, phrase))}>{phrase}</button>
      ))}
      <a class="link small" href={to('office/review/phrases')}>{words.editPhrases}</a>
    </div>
  )
}

export function ReasonEditor({ meeting, field, name = fieldName(field) }: { meeting: string; field: string; name?: string }) {
  const reason = reasonsOf(meeting)[field]
  const box = useRef<HTMLTextAreaElement>(null)
  const isOpen = reason !== undefined
  useEffect(() => { if (isOpen && !reason) box.current?.focus() }, [isOpen])
  if (!isOpen) return null
  const id = `reason-${field}`
  return (
    <div class="mend-reason">
      <label for={id}>{words.reasonFor(name)}</label>
      <Phrases meeting={meeting} field={field} reason={reason} />
      <textarea ref={box} id={id} class="control" rows={2} maxLength={REASON_AT_MOST} value={reason} placeholder={words.ownWords}
        onInput={event => writeReason(meeting, field, event.currentTarget.value)} />
      <Button kind="quiet" small onClick={() => dropReason(meeting, field)}>{words.dropReason}</Button>
    </div>
  )
}
