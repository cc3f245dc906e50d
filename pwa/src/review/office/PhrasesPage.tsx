/** The office's phrases for returns, a field at a time. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { phrases } from '../../phrases'
import { ReasonSheet } from '../../reasoning'
import { back } from '../../route'
import { momentText } from '../../time'
import { AreaField, Button, Card, IconButton } from '../../ui'
import { announce } from '../../ui/Announcer'
import { loadPhrases, phraseFields, phraseList, phrasesFor, savePhrases } from './phraseList'
import { fieldName } from './Reason'
import { words } from './words'
import './desk.css'

const nameOf = (field: string): string => (field === 'mark' ? words.phraseList.mark : fieldName(field))

function Phrases({ field }: { field: string }) {
  const kept = phrasesFor(field).join('\n')
  const text = useSignal(kept)
  const asking = useSignal(false)
  const save = async (reason: string) => {
    await savePhrases(field, text.value, reason)
    text.value = phrasesFor(field).join('\n')
    announce(words.phraseList.saved(nameOf(field)))
  }
  return (
    <Card>
      <AreaField id={`phrases-${field}`} label={nameOf(field)} rows={2} maxLength={740} value={text.value} onInput={value => { text.value = value }} />
      {text.value !== kept && <Button small kind="main" icon="check" onClick={() => { asking.value = true }}>{words.phraseList.save}</Button>}
      {asking.value && <ReasonSheet title={nameOf(field)} send={words.phraseList.save} onSend={save} onClose={() => { asking.value = false }} />}
    </Card>
  )
}

export function PhrasesPage() {
  useEffect(() => { document.title = words.phraseList.title; void loadPhrases() }, [])
  return (
    <div class="office-column broad">
      <header class="office-title"><IconButton icon="back" label={words.together.backToDesk} onClick={() => back('office/review')} /><h1 tabIndex={-1}>{words.phraseList.title}</h1></header>
      <p class="soft">{words.phraseList.lead}{phrases.gap}{words.phraseList.atMost}</p>
      <Answered of={phraseList.state.value} waiting={words.phraseList.waiting} again={() => { void loadPhrases() }}>
        {({ changed_at, changed_by_name }) => (
          <>
            {changed_at !== null && <p class="soft small">{words.phraseList.changedBy(changed_by_name, momentText(changed_at))}</p>}
            <div class="pairs">{phraseFields().map(field => <Phrases key={field} field={field} />)}</div>
          </>
        )}
      </Answered>
    </div>
  )
}
