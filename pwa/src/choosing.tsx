/** An entry of a part's dictionary: the office confirms it, calls it otherwise or switches it off, and adds others; each time with a reason. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { api } from './api'
import { words } from './choiceWords'
import { ReasonSheet } from './reasoning'
import { Button, Card, Tag, TextField } from './ui'
import './choosing.css'

interface Choice { field: string; key: string; title: string; is_confirmed: boolean; is_off: boolean }

interface ChoiceProps {
  one: Choice
  /** The address of the part's dictionary. */
  path: string
  onKept: () => void
  /** What the part's entries say beside that, as the form has it, and the fields for it. */
  more?: () => Readonly<Record<string, string | number>>
  children?: ComponentChildren
}

export function ChoiceCard({ one, path, onKept, more, children }: ChoiceProps) {
  const title = useSignal(one.title)
  const asking = useSignal<boolean | null>(null)
  const off = asking.value
  const keep = async (reason: string) => {
    await api(`${path}/${one.field}/${one.key}`, { method: 'PUT', body: { ...more?.(), title: title.value, is_confirmed: true, is_off: off, reason } })
    onKept()
  }
  const state = one.is_off ? words.off : one.is_confirmed ? words.confirmed : words.unconfirmed
  return (
    <Card title={one.title} aside={<Tag tone={one.is_confirmed && !one.is_off ? 'green' : 'heed'}>{state}</Tag>}>
      <div class="choice-line">
        <TextField id={`title-${one.field}-${one.key}`} label={words.name} maxLength={40} value={title.value} onInput={value => { title.value = value }} />
        {children}
        <div class="ways"><Button small icon="check" onClick={() => { asking.value = false }}>{one.is_off ? words.turnOn : words.confirm}</Button>{!one.is_off && <Button small kind="quiet" onClick={() => { asking.value = true }}>{words.turnOff}</Button>}</div>
      </div>
      {off !== null && <ReasonSheet title={one.title} send={off ? words.turnOff : words.confirm} incomplete={!title.value.trim()} onSend={keep} onClose={() => { asking.value = null }} />}
    </Card>
  )
}

export function NewChoice({ title: heading, path, field, onKept }: { title: string; field: string } & Pick<ChoiceProps, 'path' | 'onKept'>) {
  const key = useSignal('')
  const title = useSignal('')
  const asking = useSignal(false)
  const keep = async (reason: string) => {
    await api(`${path}/${field}/${encodeURIComponent(key.value)}`, { method: 'PUT', body: { title: title.value, reason } })
    onKept()
  }
  return (
    <Card title={heading}>
      <div class="choice-line">
        <TextField id={`new-key-${field}`} label={words.key} hint={words.keyHint} maxLength={40} value={key.value} onInput={value => { key.value = value }} />
        <TextField id={`new-title-${field}`} label={words.name} maxLength={40} value={title.value} onInput={value => { title.value = value }} />
        <div class="ways"><Button small icon="plus" disabled={!key.value || !title.value.trim()} onClick={() => { asking.value = true }}>{words.add}</Button></div>
      </div>
      {asking.value && <ReasonSheet title={title.value} send={words.add} onSend={keep} onClose={() => { asking.value = false }} />}
    </Card>
  )
}
