/** What became of every slip, entered by two people. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { PollDetailOut } from '../../generated/http'
import { Button, Chips, TextField } from '../../ui'
import { doing, step } from './polls'
import { words } from './words'

function Agreed({ of }: { of: PollDetailOut }) {
  const { poll, reconciliation } = of
  if (!reconciliation) return null
  const { destroyed, explanation, keys_destroyed } = reconciliation
  const gap = poll.printed - poll.voided - (poll.used ?? 0) - destroyed
  return <><p><b>{words.sum(poll.printed, poll.voided, poll.used ?? 0, destroyed)}{words.gap(gap)}</b></p>{explanation && <p>{explanation}</p>}{keys_destroyed && <p>{words.keysDestroyed}</p>}</>
}

function Form({ of, left }: { of: PollDetailOut['poll']; left: number }) {
  const destroyed = useSignal('')
  const explanation = useSignal('')
  const keys = useSignal<'yes' | 'no'>('no')
  const gap = destroyed.value === '' ? null : left - Number(destroyed.value)
  const submit = (event: Event) => {
    event.preventDefault()
    void step(of.id, 'reconciliation', { destroyed: Number(destroyed.value), explanation: explanation.value.trim(), keys_destroyed: keys.value === 'yes' })
  }
  return (
    <form onSubmit={submit}>
      <div class="poll-fields">
        <TextField id="destroyed" label={of.by_paper ? words.paperDestroyed : words.destroyed} type="number" inputMode="numeric" value={destroyed.value} onInput={value => { destroyed.value = value }} />
        <TextField id="explanation" label={words.explanation} value={explanation.value} maxLength={500} onInput={value => { explanation.value = value }} />
      </div>
      {gap !== null && <p>{words.gap(gap).replace(/^[，,]\s*/, '')}</p>}
      {!of.by_paper && (
        <div class="field">
          <div class="field-head"><b>{words.keysDestroyed}</b></div>
          <Chips label={words.keysDestroyed} value={keys.value} choices={[{ value: 'yes', label: words.yes }, { value: 'no', label: words.notYet }]} onChoose={value => { keys.value = value }} />
        </div>
      )}
      <div class="page-actions"><Button kind="main" type="submit" busy={doing.value} disabled={destroyed.value === ''}>{words.reconcile}</Button></div>
    </form>
  )
}

export function Reconciliation({ of, children }: { of: PollDetailOut; children: ComponentChildren }) {
  const { poll } = of
  return (
    <section class="office-card">
      <h2>{poll.by_paper ? words.paperTitle : words.reconcileTitle}</h2>
      {poll.reconciled ? <Agreed of={of} /> : <p class="small">{poll.by_paper ? words.paperText : words.reconcileText}</p>}
      {children}
      {!poll.reconciled && <Form of={poll} left={poll.printed - poll.voided - (poll.used ?? 0)} />}
    </section>
  )
}
