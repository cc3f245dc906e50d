/** Makes a token: for which system, what it may read, for how long, and why; what it is, is shown this once. */
import { useSignal } from '@preact/signals'
import { api } from '../../api'
import type { TokenMade, TokensOut } from '../../generated/http'
import { ReasonSheet } from '../../reasoning'
import { dayText } from '../../time'
import { Button, Notice, SelectField, TextField } from '../../ui'
import { announce } from '../../ui/Announcer'
import { Checks } from '../../ui/Checks'
import { words } from './words'
import './tokens.css'

const TERMS = [30, 90, 180, 365, 730]

/** The token itself, until it is put away; the server keeps its hash alone. */
function Shown({ made, onAway }: { made: TokenMade; onAway: () => void }) {
  const copy = async () => {
    await navigator.clipboard.writeText(made.token)
    announce(words.copied)
  }
  return (
    <Notice tone="heed" icon="lock" title={words.madeTitle(dayText(made.expires_at))}>
      <p>{words.onceText}</p>
      <p><code class="token-text" data-testid="token">{made.token}</code></p>
      <div class="ways">{'clipboard' in navigator && <Button small onClick={() => { void copy() }}>{words.copy}</Button>}<Button small kind="quiet" onClick={onAway}>{words.putAway}</Button></div>
    </Notice>
  )
}

export function Making({ scopes, onMade }: { scopes: TokensOut['scopes']; onMade: () => void }) {
  const open = useSignal(false)
  const name = useSignal('')
  const chosen = useSignal<readonly string[]>([])
  const days = useSignal('90')
  const made = useSignal<TokenMade | null>(null)
  const make = async (reason: string) => {
    made.value = await api<TokenMade>('/api/tokens', { method: 'POST', body: { name: name.value, scopes: chosen.value, days: Number(days.value), reason } })
    name.value = ''
    chosen.value = []
    onMade()
  }
  return (
    <>
      {made.value ? <Shown made={made.value} onAway={() => { made.value = null }} /> : <div class="settings-bar"><Button icon="plus" onClick={() => { open.value = true }}>{words.make}</Button></div>}
      {open.value && (
        <ReasonSheet title={words.make} send={words.make} incomplete={!name.value.trim() || !chosen.value.length} onSend={make} onClose={() => { open.value = false }}>
          <TextField id="token-name" label={words.columns.name} hint={words.nameHint} maxLength={100} value={name.value} onInput={value => { name.value = value }} />
          <Checks label={words.columns.scopes} options={Object.entries(scopes)} chosen={chosen.value} onChange={value => { chosen.value = value }} />
          <SelectField id="token-days" label={words.term} value={days.value} options={TERMS.map(n => ({ value: String(n), label: words.days(n) }))} onInput={value => { days.value = value }} />
        </ReasonSheet>
      )}
    </>
  )
}
