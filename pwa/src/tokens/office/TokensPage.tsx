/** Which other systems read by token: what, until when, how often now; making one, and ending it with a reason. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import { ExportButton } from '../../exporting'
import type { TokenItem, TokensOut } from '../../generated/http'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { ReasonSheet } from '../../reasoning'
import { wordFor } from '../../text'
import { dayText, momentText } from '../../time'
import { Button, Empty, Tag } from '../../ui'
import { announce } from '../../ui/Announcer'
import { Making } from './Making'
import { words } from './words'

const found = new Resource<TokensOut>()
const PATH = '/api/tokens'
const load = (): void => { void found.load(PATH) }

function Token({ one, data, onRevoke }: { one: TokenItem; data: TokensOut; onRevoke: () => void }) {
  return (
    <tr>
      <th scope="row">{one.name}<small class="soft"> {words.made(dayText(one.created_at))}</small></th>
      <td>{phrases.listed(one.scopes.map(scope => wordFor(data.scopes, scope)))}</td>
      <td><Tag tone={one.state === 'live' ? 'green' : 'ink'}>{wordFor(words.states, one.state)}</Tag></td>
      <td>{one.used_at === null ? words.never : momentText(one.used_at)}</td>
      <td class="number">{words.times(one.asked, data.per_minute)}</td>
      <td>{dayText(one.expires_at)}</td>
      <td class="number">{one.state === 'live' && <Button small kind="quiet" label={words.revokeOf(one.name)} onClick={onRevoke}>{words.revoke}</Button>}</td>
    </tr>
  )
}

function Table({ data, onRevoke }: { data: TokensOut; onRevoke: (one: TokenItem) => void }) {
  if (!data.items.length) return <Empty icon="lock" title={words.none}>{words.noneText}</Empty>
  return (
    <div class="settings-table" tabIndex={0} role="region" aria-label={words.title}>
      <table class="list-table">
        <thead><tr>{Object.values(words.columns).map(name => <th key={name} scope="col">{name}</th>)}<td /></tr></thead>
        <tbody>{data.items.map(one => <Token key={one.id} one={one} data={data} onRevoke={() => onRevoke(one)} />)}</tbody>
      </table>
    </div>
  )
}

export function TokensPage() {
  const ending = useSignal<TokenItem | null>(null)
  useEffect(load, [])
  const revoke = async (reason: string) => {
    await api<TokensOut>(`${PATH}/${ending.value?.id}/revoke`, { method: 'POST', body: { reason } })
    announce(words.revoked)
    load()
  }
  return (
    <div class="settings-wide">
      <Answered of={found.state.value} waiting={words.waiting} again={load}>
        {data => <><p class="intro">{words.lead(data.per_minute)}</p><Making scopes={data.scopes} onMade={load} />{data.items.length > 0 && <p class="settings-bar"><ExportButton small path="/api/tokens/export" name={words.title} /></p>}<Table data={data} onRevoke={one => { ending.value = one }} /></>}
      </Answered>
      {ending.value && <ReasonSheet title={words.revokeOf(ending.value.name)} send={words.revoke} onSend={revoke} onClose={() => { ending.value = null }}><p>{words.revokeText}</p></ReasonSheet>}
    </div>
  )
}
