/** Who holds which granted role, from when to when; granting and ending, with a reason and never one's own. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import { ExportButton } from '../../exporting'
import type { RoleGrantOut, RolesOut } from '../../generated/http'
import { useLive } from '../../live'
import { Resource } from '../../load'
import { PersonFinder } from '../../personFinder'
import { ReasonSheet } from '../../reasoning'
import type { As, Organisation } from '../../rows'
import { dayOf } from '../../time'
import { Button, Empty, SelectField, Tag, TextField } from '../../ui'
import { announce } from '../../ui/Announcer'
import { shell, wordFor } from '../../words'
import { words } from './words'

const found = new Resource<RolesOut>()
const load = (): void => { void found.load('/api/roles') }

const PLACES: readonly string[] = ['committee', 'general_branch', 'branch']

/** The committee first, then general branches, then branches. */
function usePlaces(): readonly As<Organisation>[] {
  return useLive(['row:organisation'], async phone => {
    const all = (await phone.rows<As<Organisation>>('organisation')).filter(one => PLACES.includes(one.kind) && !one.closed_on)
    return all.sort((a, b) => PLACES.indexOf(a.kind) - PLACES.indexOf(b.kind) || a.name.localeCompare(b.name, 'zh'))
  }) ?? []
}

interface Whom { account: string; name: string }

function GrantSheet({ grantable, onClose }: { grantable: readonly string[]; onClose: () => void }) {
  const whom = useSignal<Whom | null>(null)
  const asked = useSignal({ role: grantable[0] ?? '', org: '', from_on: dayOf(Date.now()), to_on: '' })
  const places = usePlaces()
  const set = (next: Partial<typeof asked.value>) => { asked.value = { ...asked.value, ...next } }
  const org = asked.value.org || places[0]?.id || ''
  const send = async (reason: string) => {
    await api<RolesOut>('/api/roles', { method: 'POST', body: { ...asked.value, org, account: whom.value?.account, reason } })
    announce(words.granted)
    load()
  }
  return (
    <ReasonSheet title={whom.value ? words.grantTo(whom.value.name) : words.grant} send={words.grant} incomplete={!whom.value || !org || !asked.value.from_on} onSend={send} onClose={onClose}>
      {!whom.value && <PersonFinder id="role-person" label={words.find} onChoose={person => { whom.value = person }} />}
      <SelectField id="role-role" label={words.role} value={asked.value.role} options={grantable.map(value => ({ value, label: wordFor(shell.roles, value) }))} onInput={role => set({ role })} />
      <SelectField id="role-place" label={words.place} value={org} options={places.map(one => ({ value: one.id, label: one.name }))} onInput={value => set({ org: value })} />
      <TextField id="role-from" type="date" label={words.fromOn} value={asked.value.from_on} onInput={from_on => set({ from_on })} />
      <TextField id="role-to" type="date" label={words.toOn} hint={words.toHint} value={asked.value.to_on} onInput={to_on => set({ to_on })} />
    </ReasonSheet>
  )
}

function Grant({ one, onEnd }: { one: RoleGrantOut; onEnd: () => void }) {
  const mayEnd = one.standing !== 'past' && one.role !== 'administrator'
  return (
    <tr>
      <th scope="row">{one.name}<small class="soft"> {one.branch_name || one.login}</small></th>
      <td>{wordFor(shell.roles, one.role)}</td>
      <td>{one.org_name}</td>
      <td>{one.to_on ? words.until(one.from_on, one.to_on) : words.from(one.from_on)} <Tag tone={one.standing === 'current' ? 'green' : 'ink'}>{wordFor(words.standings, one.standing)}</Tag></td>
      <td class="number">{mayEnd && (one.own ? <Tag icon="lock">{words.own}</Tag> : <Button small kind="quiet" label={words.endOf(one.name, wordFor(shell.roles, one.role))} onClick={onEnd}>{words.end}</Button>)}</td>
    </tr>
  )
}

function Table({ items, onEnd }: { items: readonly RoleGrantOut[]; onEnd: (one: RoleGrantOut) => void }) {
  if (!items.length) return <Empty icon="people" title={words.none} />
  const { who, role, where, time } = words.columns
  return (
    <div class="settings-table" tabIndex={0} role="region" aria-label={words.table}>
      <table class="list-table">
        <thead><tr>{[who, role, where, time].map(name => <th key={name} scope="col">{name}</th>)}<td /></tr></thead>
        <tbody>{items.map(one => <Grant key={one.grant} one={one} onEnd={() => onEnd(one)} />)}</tbody>
      </table>
    </div>
  )
}

export function RolesPage() {
  const granting = useSignal(false)
  const ending = useSignal<RoleGrantOut | null>(null)
  const all = useSignal(false)
  useEffect(load, [])
  const end = async (reason: string) => {
    await api<RolesOut>(`/api/roles/${ending.value?.grant}/end`, { method: 'POST', body: { reason } })
    announce(words.ended)
    load()
  }
  return (
    <div class="settings-wide">
      <p class="intro">{words.rolesLead}</p>
      <Answered of={found.state.value} waiting={words.waiting} again={load}>
        {({ items, grantable }) => (
          <>
            <div class="settings-bar"><Button kind="main" icon="plus" onClick={() => { granting.value = true }}>{words.grant}</Button><Button pressed={all.value} onClick={() => { all.value = !all.value }}>{all.value ? words.only : words.all}</Button><ExportButton path="/api/roles/export" query={{ past: all.value ? 'true' : '' }} name={words.roles} /></div>
            <Table items={items.filter(one => all.value || one.standing !== 'past')} onEnd={one => { ending.value = one }} />
            {granting.value && <GrantSheet grantable={grantable} onClose={() => { granting.value = false }} />}
          </>
        )}
      </Answered>
      {ending.value && <ReasonSheet title={words.endOf(ending.value.name, wordFor(shell.roles, ending.value.role))} send={words.end} onSend={end} onClose={() => { ending.value = null }} />}
    </div>
  )
}
