/** One honour entered, put right, or removed. */
import { useSignal, type Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import type { HonourOptionsOut, HonourOut } from '../../generated/http'
import { AreaField, Button, Chips, SelectField, Sheet, TextField } from '../../ui'
import { PersonField } from './PersonField'
import { words } from './words'

interface FrameProps { title: string; send: () => Promise<unknown>; whole: boolean; label: string; onClose: (saved: boolean) => void; children: ComponentChildren }

function Frame({ title, send, whole, label, onClose, children }: FrameProps) {
  const problem = useSignal<Problem | null>(null)
  const busy = useSignal(false)
  const save = async () => {
    busy.value = true
    try {
      await send()
      onClose(true)
    } catch (error) { problem.value = asProblem(error) }
    busy.value = false
  }
  return (
    <Sheet title={title} open onClose={() => onClose(false)} actions={<><Button kind="main" busy={busy.value} disabled={!whole} onClick={() => { void save() }}>{label}</Button><Button onClick={() => onClose(false)}>{words.cancel}</Button></>}>
      {problem.value && <ProblemNotice problem={problem.value} />}
      {children}
    </Sheet>
  )
}

const levelsOf = (options: HonourOptionsOut) => [{ value: '', label: '—' }, ...options.levels.filter(one => !one.is_off).map(one => ({ value: one.key, label: one.title }))]

interface Beside { level: string; giver: string; text: string }

function BesideFields({ of, options }: { of: Signal<Beside>; options: HonourOptionsOut }) {
  const set = (change: Partial<Beside>) => { of.value = { ...of.value, ...change } }
  return (
    <>
      <SelectField id="honour-level" label={words.level} value={of.value.level} options={levelsOf(options)} onInput={level => set({ level })} />
      <TextField id="honour-giver" label={words.giver} maxLength={100} value={of.value.giver} onInput={giver => set({ giver })} />
      <AreaField id="honour-text" label={words.text} rows={2} maxLength={500} value={of.value.text} onInput={text => set({ text })} />
    </>
  )
}

export function EnterForm({ options, onClose }: { options: HonourOptionsOut; onClose: (saved: boolean) => void }) {
  const of = useSignal<'member' | 'org'>('member')
  const whose = useSignal('')
  const year = useSignal(String(options.year))
  const title = useSignal('')
  const beside = useSignal<Beside>({ level: '', giver: '', text: '' })
  const send = () => api('/api/honours', { method: 'POST', body: { [of.value]: whose.value, year: Number(year.value), title: title.value, ...beside.value } })
  const whole = Boolean(whose.value && title.value.trim() && beside.value.level && /^\d{4}$/.test(year.value))
  return (
    <Frame title={words.enter} send={send} whole={whole} label={words.save} onClose={onClose}>
      <Chips label={words.whose} columns={2} choices={(['member', 'org'] as const).map(value => ({ value, label: words.of[value] }))} value={of.value} onChoose={value => { of.value = value; whose.value = '' }} />
      {of.value === 'member'
        ? <PersonField id="honour-member" onChoose={one => { whose.value = one?.member ?? '' }} />
        : <SelectField id="honour-org" label={words.org} value={whose.value} options={[{ value: '', label: '—' }, ...options.orgs.map(one => ({ value: one.org, label: one.name }))]} onInput={value => { whose.value = value }} />}
      <TextField id="honour-year" label={words.year} type="number" inputMode="numeric" value={year.value} onInput={value => { year.value = value }} />
      <TextField id="honour-title" label={words.name} maxLength={100} value={title.value} onInput={value => { title.value = value }} />
      <BesideFields of={beside} options={options} />
    </Frame>
  )
}

export function ChangeForm({ one, options, onClose }: { one: HonourOut; options: HonourOptionsOut; onClose: (saved: boolean) => void }) {
  const beside = useSignal<Beside>({ level: one.level, giver: one.giver, text: one.text })
  const send = () => api(`/api/honours/${one.honour}`, { method: 'PUT', body: beside.value })
  return <Frame title={`${one.year} ${one.title} ${one.name}`} send={send} whole={Boolean(beside.value.level)} label={words.save} onClose={onClose}><BesideFields of={beside} options={options} /></Frame>
}

export function RemoveForm({ one, onClose }: { one: HonourOut; onClose: (saved: boolean) => void }) {
  const reason = useSignal('')
  const send = () => api(`/api/honours/${one.honour}/remove`, { method: 'POST', body: { reason: reason.value } })
  return (
    <Frame title={words.removeTitle} send={send} whole={Boolean(reason.value.trim())} label={words.remove} onClose={onClose}>
      <p><b>{one.year} {one.title}</b> {one.name}</p><p>{words.removeText}</p>
      <AreaField id="honour-reason" label={words.reason} rows={2} maxLength={500} value={reason.value} onInput={value => { reason.value = value }} />
    </Frame>
  )
}
