/** Whose stores lie on which phones, when they were last heard of, and revoking one whose phone was lost. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { ExportButton } from '../../exporting'
import type { DeviceOut, DevicesOut } from '../../generated/http'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { ReasonSheet } from '../../reasoning'
import { momentText } from '../../time'
import { Button, Empty, SelectField, Tag, TextField } from '../../ui'
import { announce } from '../../ui/Announcer'
import { wordFor } from '../../text'
import { words } from './words'

const TYPING_MS = 300
const found = new Resource<DevicesOut>()
/** Pages after the first one, and where the next begins. */
const further = signal<DevicesOut | null>(null)
const refused = signal<Problem | null>(null)

const pathOf = (q: string, state: string, cursor = ''): string => `/api/devices?${new URLSearchParams({ q, state, cursor }).toString()}`

function load(q: string, state: string): void {
  further.value = null
  void found.load(pathOf(q, state))
}

async function more(q: string, state: string, cursor: string): Promise<void> {
  refused.value = null
  await api<DevicesOut>(pathOf(q, state, cursor)).then(page => { further.value = { items: [...(further.value?.items ?? []), ...page.items], cursor: page.cursor } }, (error: unknown) => { refused.value = asProblem(error) })
}

function State({ one }: { one: DeviceOut }) {
  const at = one.revoked_at ?? one.lost_at
  return (
    <>
      <Tag tone={one.state === 'live' ? 'green' : 'heed'}>{wordFor(words.states, one.state)}</Tag>
      {at !== null && one.state !== 'live' && <small class="soft"> {words.since(momentText(at))}{one.state === 'lost' && one.lost_waiting ? `${phrases.pause}${words.waitingIn(one.lost_waiting)}` : ''}</small>}
    </>
  )
}

function Table({ items, onAsk }: { items: readonly DeviceOut[]; onAsk: (one: DeviceOut) => void }) {
  if (!items.length) return <Empty icon="phone" title={words.noDevices} />
  const { who, state, seen, delivered } = words.deviceColumns
  return (
    <div class="settings-table" tabIndex={0} role="region" aria-label={words.devices}>
      <table class="list-table">
        <thead><tr>{[who, state, seen, delivered].map(name => <th key={name} scope="col">{name}</th>)}<td /></tr></thead>
        <tbody>
          {items.map(one => (
            <tr key={one.device}>
              <th scope="row">{one.name}<small class="soft"> {one.branch_name || one.login}</small></th>
              <td><State one={one} /></td>
              <td>{momentText(one.seen_at)}</td>
              <td>{one.delivered_at === null ? words.never : momentText(one.delivered_at)}</td>
              <td class="number"><Button small kind="quiet" label={one.state === 'revoked' ? words.restoreOf(one.name) : words.revokeOf(one.name)} onClick={() => onAsk(one)}>{one.state === 'revoked' ? words.restore : words.revoke}</Button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Asking({ one, onDone, onClose }: { one: DeviceOut; onDone: () => void; onClose: () => void }) {
  const back = one.state === 'revoked'
  const send = async (reason: string) => {
    await api(`/api/devices/${one.device}/${back ? 'restore' : 'revoke'}`, { method: 'POST', body: { reason } })
    announce(back ? words.restored : words.revoked)
    onDone()
  }
  return (
    <ReasonSheet title={back ? words.restoreOf(one.name) : words.revokeOf(one.name)} send={back ? words.restore : words.revoke} onSend={send} onClose={onClose}>
      {back ? <p>{words.restoreText}</p> : <ul class="device-words">{words.revokeText.map(line => <li key={line}>{line}</li>)}</ul>}
    </ReasonSheet>
  )
}

export function DevicesPage() {
  const q = useSignal('')
  const state = useSignal('')
  const asking = useSignal<DeviceOut | null>(null)
  const again = () => load(q.value, state.value)
  useEffect(() => {
    const timer = setTimeout(again, q.value ? TYPING_MS : 0)
    return () => clearTimeout(timer)
  }, [q.value, state.value])
  return (
    <div class="settings-wide">
      <p class="intro">{words.devicesLead}</p>
      <div class="settings-bar">
        <TextField id="device-search" type="search" label={words.search} value={q.value} onInput={value => { q.value = value }} />
        <SelectField id="device-state" label={words.state} value={state.value} options={[{ value: '', label: words.anyState }, ...Object.entries(words.states).map(([value, label]) => ({ value, label }))]} onInput={value => { state.value = value }} />
        <ExportButton path="/api/devices/export" query={{ q: q.value, state: state.value }} name={words.devices} />
      </div>
      <Answered of={found.state.value} waiting={words.devicesWaiting} again={again}>
        {data => {
          const cursor = further.value ? further.value.cursor : data.cursor
          return (
            <>
              <Table items={[...data.items, ...(further.value?.items ?? [])]} onAsk={one => { asking.value = one }} />
              {refused.value && <ProblemNotice problem={refused.value} />}
              {cursor && <Button onClick={() => { void more(q.value, state.value, cursor) }}>{words.more}</Button>}
            </>
          )
        }}
      </Answered>
      {asking.value && <Asking key={asking.value.device} one={asking.value} onDone={again} onClose={() => { asking.value = null }} />}
    </div>
  )
}
