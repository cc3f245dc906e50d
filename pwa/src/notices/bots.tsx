/** Bots of chat groups: registered, tried, changed and removed by those whose notices they count; an address never comes back. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../answered'
import { api, asProblem, type Problem } from '../api'
import type { BotIn, BotOut, BotsOut, BotTriedOut } from '../generated/http'
import { Resource } from '../load'
import { phrases } from '../phrases'
import { ReasonSheet } from '../reasoning'
import { wordFor } from '../text'
import { Button, Card, SelectField, Tag, TextField } from '../ui'
import { announce } from '../ui/Announcer'
import { words } from './botWords'
import './notices.css'

const PATH = '/api/bots'
const found = new Resource<BotsOut>()
const load = (): void => { void found.load(PATH) }

export const hasFailed = (one: BotOut): boolean => one.last !== null && ['refused', 'unsure', 'given_up'].includes(one.last.state)

export const lastText = ({ last }: BotOut): string =>
  (last ? phrases.clauses([words.last(last.day_on, last.fresh, wordFor(words.states, last.state)), wordFor(words.codes, last.code)]) : words.never)

type Draft = Omit<BotIn, 'reason'>
const EMPTY: Draft = { owner: 'person', kind: 'wecom', name: '', address: '', of: '', secret: '', digest_at: '08:00', quiet_from: '22:00', quiet_to: '07:00' }

const optionsOf = (named: Record<string, string>) => Object.entries(named).map(([value, label]) => ({ value, label }))

function Fields({ draft, known, set }: { draft: Draft; known?: BotOut; set: (next: Partial<Draft>) => void }) {
  return (
    <>
      <TextField id="bot-name" label={words.name} hint={words.nameHint} maxLength={60} value={draft.name} onInput={name => set({ name })} />
      <TextField id="bot-address" label={words.address} hint={known ? words.addressKept : words.addressHint} maxLength={500} value={draft.address} onInput={address => set({ address: address.trim() })} />
      {draft.kind === 'dingtalk' && <TextField id="bot-secret" type="password" label={words.secret} hint={known?.has_secret ? words.secretKept : words.secretHint} maxLength={200} value={draft.secret ?? ''} onInput={secret => set({ secret: secret.trim() })} />}
      <TextField id="bot-at" type="time" label={words.digestAt} value={draft.digest_at ?? ''} onInput={digest_at => set({ digest_at })} />
      <TextField id="bot-from" type="time" label={words.quietFrom} value={draft.quiet_from ?? ''} onInput={quiet_from => set({ quiet_from })} />
      <TextField id="bot-to" type="time" label={words.quietTo} value={draft.quiet_to ?? ''} onInput={quiet_to => set({ quiet_to })} />
    </>
  )
}

function AddSheet({ data, owners, onClose }: { data: BotsOut; owners: readonly BotIn['owner'][]; onClose: () => void }) {
  const draft = useSignal<Draft>({ ...EMPTY, owner: owners[0] ?? 'person', of: data.branches[0]?.branch ?? '' })
  const set = (next: Partial<Draft>) => { draft.value = { ...draft.value, ...next } }
  const send = async (reason: string) => {
    await api<BotsOut>(PATH, { method: 'POST', body: { ...draft.value, reason } })
    announce(words.saved)
    load()
  }
  return (
    <ReasonSheet title={words.add} send={words.save} free={draft.value.owner === 'person'} incomplete={!draft.value.name.trim() || !draft.value.address} onSend={send} onClose={onClose}>
      <p class="small soft">{words.hosts(phrases.listed(data.hosts))}</p>
      {owners.length > 1 && <SelectField id="bot-owner" label={words.owner} value={draft.value.owner} options={owners.map(value => ({ value, label: words.owners[value] }))} onInput={owner => set({ owner: owner as BotIn['owner'] })} />}
      {draft.value.owner === 'branch' && <SelectField id="bot-branch" label={words.branch} value={draft.value.of ?? ''} options={data.branches.map(one => ({ value: one.branch, label: one.name }))} onInput={of => set({ of })} />}
      <SelectField id="bot-kind" label={words.kind} value={draft.value.kind} options={optionsOf(words.kinds)} onInput={kind => set({ kind: kind as BotIn['kind'] })} />
      <Fields draft={draft.value} set={set} />
    </ReasonSheet>
  )
}

function ChangeSheet({ one, onClose }: { one: BotOut; onClose: () => void }) {
  const draft = useSignal<Draft>({ ...EMPTY, owner: one.owner as BotIn['owner'], kind: one.kind as BotIn['kind'], name: one.name, digest_at: one.digest_at, quiet_from: one.quiet_from, quiet_to: one.quiet_to })
  const off = useSignal(one.is_off)
  const send = async (reason: string) => {
    const { name, address, secret, digest_at, quiet_from, quiet_to } = draft.value
    await api<BotsOut>(`${PATH}/${one.bot}`, { method: 'PUT', body: { name, address, secret, digest_at, quiet_from, quiet_to, is_off: off.value, reason } })
    announce(words.saved)
    load()
  }
  return (
    <ReasonSheet title={words.changeOf(one.name)} send={words.save} free={one.owner === 'person'} incomplete={!draft.value.name.trim()} onSend={send} onClose={onClose}>
      <Fields draft={draft.value} known={one} set={next => { draft.value = { ...draft.value, ...next } }} />
      <Button pressed={off.value} onClick={() => { off.value = !off.value }}>{off.value ? words.on : words.off}</Button>
    </ReasonSheet>
  )
}

function Bot({ one }: { one: BotOut }) {
  const asking = useSignal<'change' | 'remove' | null>(null)
  const busy = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const told = useSignal('')
  const trial = async () => {
    busy.value = true
    problem.value = null
    await api<BotTriedOut>(`${PATH}/${one.bot}/try`, { method: 'POST', timeout_ms: 40_000 }).then(({ state, code }) => { told.value = state === 'sent' ? words.tried : phrases.clauses([wordFor(words.states, state), wordFor(words.codes, code)]) }, (error: unknown) => { problem.value = asProblem(error) })
    busy.value = false
  }
  const remove = async (reason: string) => {
    await api<BotsOut>(`${PATH}/${one.bot}/remove`, { method: 'POST', body: { reason } })
    announce(words.removed)
    load()
  }
  const close = () => { asking.value = null }
  return (
    <Card title={one.name} aside={one.is_off ? <Tag>{words.isOff}</Tag> : hasFailed(one) && <Tag tone="heed" icon="alert">{wordFor(words.states, one.last?.state)}</Tag>}>
      <p>{wordFor(words.kinds, one.kind)} · {one.of_name ? words.ofBranch(one.of_name) : wordFor(words.owners, one.owner)}</p>
      <p class="soft small">{words.at(one.digest_at, one.quiet_from, one.quiet_to)} · {words.host(one.host)}</p>
      <p class="soft small">{lastText(one)}</p>
      {told.value && <p role="status">{told.value}</p>}
      {problem.value && <ProblemNotice problem={problem.value} />}
      <div class="ways">
        <Button small icon="send" busy={busy.value} label={words.tryOf(one.name)} onClick={() => { void trial() }}>{words.tryIt}</Button>
        <Button small icon="pencil" label={words.changeOf(one.name)} onClick={() => { asking.value = 'change' }}>{words.change}</Button>
        <Button small kind="quiet" icon="bin" label={words.removeOf(one.name)} onClick={() => { asking.value = 'remove' }}>{words.remove}</Button>
      </div>
      {asking.value === 'change' && <ChangeSheet one={one} onClose={close} />}
      {asking.value === 'remove' && <ReasonSheet title={words.removeOf(one.name)} send={words.remove} free={one.owner === 'person'} onSend={remove} onClose={close} />}
    </Card>
  )
}

/** Those of `owners` that the person keeps, and what registers another one. */
export function Bots({ owners }: { owners: readonly BotIn['owner'][] }) {
  const adding = useSignal(false)
  useEffect(load, [])
  return (
    <Answered of={found.state.value} waiting={words.waiting} again={load}>
      {data => {
        const may = owners.filter(owner => owner !== 'branch' || data.branches.length)
        const shown = data.items.filter(one => (owners as readonly string[]).includes(one.owner))
        return (
          <>
            <p class="small soft notice-lead">{words.lead}</p>
            {shown.length ? shown.map(one => <Bot key={one.bot} one={one} />) : <p class="soft">{words.none}</p>}
            <div class="ways"><Button icon="plus" onClick={() => { adding.value = true }}>{words.add}</Button></div>
            {adding.value && <AddSheet data={data} owners={may} onClose={() => { adding.value = false }} />}
          </>
        )
      }}
    </Answered>
  )
}
